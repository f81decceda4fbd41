package org.muster.model.assignment;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.refused;
import static org.muster.model.Decision.unchanged;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.muster.model.Decision;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.assignment.Assignment.Done;
import org.muster.model.assignment.Assignment.Ended;
import org.muster.model.assignment.Assignment.EnterLater;
import org.muster.model.assignment.Assignment.EnterUnasked;
import org.muster.model.assignment.Assignment.OnPost;
import org.muster.model.assignment.Assignment.State;
import org.muster.model.assignment.AssignmentEvent.CameUnasked;
import org.muster.model.assignment.AssignmentEvent.EnteredLater;
import org.muster.model.order.OrderId;
import org.muster.model.order.QuotaId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * What was written by hand while the system could not be reached, to be entered with its real times
 * (补录). Whoever fell silent or was let go meanwhile may have served all the same; nobody is put on
 * post again by it, so that of them only a whole service is entered.
 *
 * @param departedAt when the person set out, where somebody wrote it down
 * @param arrivedAt left out where the arrival is on record
 * @param leftAt left out while the person is still there
 */
public record LateEntry(
    Optional<Instant> departedAt, Optional<Instant> arrivedAt, Optional<Instant> leftAt) {

  /** Refuses an entry without a time, or with times in an order that cannot have been. */
  public LateEntry {
    if (arrivedAt.isEmpty() && leftAt.isEmpty()) {
      throw RefusedException.invalid("arrivedAt", "required");
    }
    if (isBefore(arrivedAt, departedAt)) {
      throw RefusedException.invalid("arrivedAt", "before the departure");
    }
    if (leftAt.isPresent() && (leftAt.equals(arrivedAt) || isBefore(leftAt, arrivedAt))) {
      throw RefusedException.invalid("leftAt", "must be after arrivedAt");
    }
  }

  /**
   * Between which times an entry may lie.
   *
   * @param launchedAt when the order was signed; nobody went before
   * @param within how long afterwards it may be entered; the city's setting
   */
  public record Limits(Instant launchedAt, Duration within) {}

  /** Somebody who served under an order without ever having been asked, and where. */
  public record Unasked(
      AssignmentId assignment,
      OrderId order,
      UnitId unit,
      AreaCode community,
      VolunteerId volunteer,
      String space) {}

  /** Of somebody who was never asked only a whole service is entered. */
  static Decision<AssignmentEvent> decide(Assignment state, EnterUnasked unasked) {
    EnterLater later = unasked.later();
    LateEntry entry = later.entry();
    Unasked who = unasked.who();
    if (!(state instanceof Assignment.None)) {
      return refused(Refusal.CONFLICT);
    }
    if (!entry.check(later.limits(), later.at())) {
      return refused(Refusal.TOO_LATE);
    }
    return accepted(
        new CameUnasked(
            who.assignment(),
            who.order(),
            QuotaId.of(who.order(), who.unit(), who.community()),
            who.unit(),
            who.community(),
            who.volunteer(),
            entry.departedAt(),
            required("arrivedAt", entry.arrivedAt()),
            required("leftAt", entry.leftAt()),
            later.source(),
            later.by(),
            later.at(),
            who.space()));
  }

  private static Instant required(String field, Optional<Instant> at) {
    return at.orElseThrow(() -> RefusedException.invalid(field, "required"));
  }

  static Decision<AssignmentEvent> decide(Assignment state, EnterLater later) {
    LateEntry entry = later.entry();
    if (!entry.check(later.limits(), later.at())) {
      return refused(Refusal.TOO_LATE);
    }
    return switch (state) {
      case Assignment.Offered it -> came(it.id(), later);
      case Assignment.Accepted it -> came(it.id(), later);
      case Assignment.OnTheWay it -> came(it.id(), later);
      case OnPost it -> left(it, later);
      case Done it when entry.repeats(it) -> unchanged();
      case Ended it when it.state() == State.EXPIRED || it.state() == State.WITHDRAWN ->
          served(it, later);
      case Assignment.None _, Done _, Assignment.Confirmed _, Ended _ -> refused(Refusal.CONFLICT);
    };
  }

  private static Decision<AssignmentEvent> came(AssignmentId id, EnterLater later) {
    if (later.entry().arrivedAt.isEmpty()) {
      throw RefusedException.invalid("arrivedAt", "required");
    }
    return entered(id, later.entry(), later);
  }

  private static Decision<AssignmentEvent> left(OnPost state, EnterLater later) {
    LateEntry entry = later.entry();
    if (entry.arrivedAt.filter(at -> !at.equals(state.arrivedAt())).isPresent()) {
      return refused(Refusal.CONFLICT);
    }
    if (entry.leftAt.isEmpty()) {
      return unchanged();
    }
    if (!entry.leftAt.get().isAfter(state.arrivedAt())) {
      throw RefusedException.invalid("leftAt", "must be after the arrival");
    }
    var leaving = new LateEntry(Optional.empty(), Optional.empty(), entry.leftAt);
    return entered(state.id(), leaving, later);
  }

  private static Decision<AssignmentEvent> served(Ended state, EnterLater later) {
    if (later.entry().leftAt.isEmpty()) {
      throw RefusedException.invalid("leftAt", "required of somebody who was let go");
    }
    return came(state.id(), later);
  }

  private static Decision<AssignmentEvent> entered(
      AssignmentId id, LateEntry entry, EnterLater later) {
    return accepted(
        new EnteredLater(
            id,
            entry.departedAt,
            entry.arrivedAt,
            entry.leftAt,
            later.source(),
            later.by(),
            later.at()));
  }

  /** False when it is too late to enter it. */
  private boolean check(Limits limits, Instant now) {
    check("departedAt", departedAt, limits, now);
    check("arrivedAt", arrivedAt, limits, now);
    check("leftAt", leftAt, limits, now);
    Instant first = departedAt.or(() -> arrivedAt).or(() -> leftAt).orElseThrow();
    return !first.plus(limits.within()).isBefore(now);
  }

  private static void check(String field, Optional<Instant> at, Limits limits, Instant now) {
    if (at.filter(time -> time.isAfter(now)).isPresent()) {
      throw RefusedException.invalid(field, "in the future");
    }
    if (at.filter(time -> time.isBefore(limits.launchedAt())).isPresent()) {
      throw RefusedException.invalid(field, "before the order was signed");
    }
  }

  private boolean repeats(Done state) {
    return arrivedAt.filter(at -> !at.equals(state.arrivedAt())).isEmpty()
        && leftAt.filter(at -> !at.equals(state.relievedAt())).isEmpty();
  }

  private static boolean isBefore(Optional<Instant> one, Optional<Instant> other) {
    return one.isPresent() && other.isPresent() && one.get().isBefore(other.get());
  }
}
