package org.muster.model.assignment;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.refused;
import static org.muster.model.Decision.unchanged;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.AccountId;
import org.muster.model.assignment.AssignmentEvent.Arrival;
import org.muster.model.assignment.AssignmentEvent.Arrived;
import org.muster.model.assignment.AssignmentEvent.AssignmentWithdrawn;
import org.muster.model.assignment.AssignmentEvent.CameUnasked;
import org.muster.model.assignment.AssignmentEvent.Departed;
import org.muster.model.assignment.AssignmentEvent.EnteredLater;
import org.muster.model.assignment.AssignmentEvent.MarkedAbsent;
import org.muster.model.assignment.AssignmentEvent.MovedToCommunity;
import org.muster.model.assignment.AssignmentEvent.MovedToSpot;
import org.muster.model.assignment.AssignmentEvent.OfferAccepted;
import org.muster.model.assignment.AssignmentEvent.OfferDeclined;
import org.muster.model.assignment.AssignmentEvent.OfferExpired;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.assignment.AssignmentEvent.Relieved;
import org.muster.model.assignment.AssignmentEvent.ReportFiled;
import org.muster.model.assignment.AssignmentEvent.ServiceConfirmed;

/**
 * One volunteer on one post, from offer to relief.
 *
 * <p>Nobody is forced (志愿服务条例 art. 25): an offer waits for an answer, "因故不能" is a normal one, and
 * silence ends it. What a state record carries is what its rules need; the rest is in the events.
 */
public sealed interface Assignment {
  /** The wire name of the state. */
  State state();

  /** Where an assignment stands; the names are those of the wire. */
  enum State {
    NONE,
    OFFERED,
    ACCEPTED,
    DEPARTED,
    ON_POST,
    RELIEVED,
    CONFIRMED,
    DECLINED,
    EXPIRED,
    WITHDRAWN,
    ABSENT;

    /** True while the person is held by this assignment and cannot be asked elsewhere. */
    public boolean isActive() {
      return switch (this) {
        case OFFERED, ACCEPTED, DEPARTED, ON_POST -> true;
        case NONE, RELIEVED, CONFIRMED, DECLINED, EXPIRED, WITHDRAWN, ABSENT -> false;
      };
    }

    /** True when the place in the quota is taken. */
    public boolean fillsQuota() {
      return isActive() || this == RELIEVED || this == CONFIRMED;
    }
  }

  record None() implements Assignment {
    @Override
    public State state() {
      return State.NONE;
    }
  }

  record Offered(AssignmentId id, Instant offeredAt, Instant answerBy) implements Assignment {
    @Override
    public State state() {
      return State.OFFERED;
    }
  }

  record Accepted(AssignmentId id, Instant offeredAt) implements Assignment {
    @Override
    public State state() {
      return State.ACCEPTED;
    }
  }

  record OnTheWay(AssignmentId id, Instant offeredAt) implements Assignment {
    @Override
    public State state() {
      return State.DEPARTED;
    }
  }

  record OnPost(AssignmentId id, Instant arrivedAt) implements Assignment {
    @Override
    public State state() {
      return State.ON_POST;
    }
  }

  record Done(AssignmentId id, Instant arrivedAt, Instant relievedAt) implements Assignment {
    @Override
    public State state() {
      return State.RELIEVED;
    }
  }

  record Confirmed(AssignmentId id) implements Assignment {
    @Override
    public State state() {
      return State.CONFIRMED;
    }
  }

  /** Over without service: declined, expired, withdrawn or absent. */
  record Ended(AssignmentId id, State state) implements Assignment {
    public Ended {
      if (state.fillsQuota() || state == State.NONE) {
        throw new IllegalArgumentException("not ended: " + state);
      }
    }
  }

  sealed interface Command {
    Instant at();
  }

  /** Asks somebody; the place, the person and the deadline are those of the event. */
  record Offer(OfferMade offer) implements Command {
    @Override
    public Instant at() {
      return offer.at();
    }
  }

  record Accept(Instant at) implements Command {}

  record Decline(NoteId reason, Instant at) implements Command {}

  record Expire(Instant at) implements Command {}

  record Depart(Instant at) implements Command {}

  record Arrive(Arrival how, Instant arrivedAt, Optional<AccountId> by, Instant at)
      implements Command {}

  record Leave(Optional<AccountId> by, Instant at) implements Command {}

  record MarkAbsent(Optional<NoteId> remark, AccountId by, Instant at) implements Command {}

  record Withdraw(Instant at) implements Command {}

  record Report(NoteId text, Optional<PhotoId> photo, Instant at) implements Command {}

  record Confirm(Instant from, Instant until, Optional<NoteId> remark, AccountId by, Instant at)
      implements Command {}

  /** Gives somebody another place within the community (点位). */
  record MoveToSpot(String spot, AccountId by, Instant at) implements Command {
    private static final int SPOT_MAX = 40;

    public MoveToSpot {
      spot = Texts.required("spot", spot, SPOT_MAX);
    }
  }

  /** Sends somebody to another community; places and quotas are those of the event. */
  record MoveToCommunity(MovedToCommunity move) implements Command {
    public MoveToCommunity {
      if (move.from().equals(move.to())) {
        throw RefusedException.invalid("community", "already there");
      }
    }

    @Override
    public Instant at() {
      return move.at();
    }
  }

  /** Enters the whole service of somebody who was never asked. */
  record EnterUnasked(LateEntry.Unasked who, EnterLater later) implements Command {
    @Override
    public Instant at() {
      return later.at();
    }
  }

  /**
   * Enters what was written by hand.
   *
   * @param source where it is written, such as a page of a sign-in sheet
   */
  record EnterLater(
      LateEntry entry, LateEntry.Limits limits, Optional<NoteId> source, AccountId by, Instant at)
      implements Command {}

  static Decision<AssignmentEvent> decide(Assignment state, Command command) {
    return switch (command) {
      case Offer offer -> offer(state, offer);
      case Accept accept -> accept(state, accept);
      case Decline decline -> decline(state, decline);
      case Expire expire -> expire(state, expire);
      case Depart depart -> depart(state, depart);
      case Arrive arrive -> arrive(state, arrive);
      case Leave leave -> leave(state, leave);
      case MarkAbsent absent -> markAbsent(state, absent);
      case Withdraw withdraw -> withdraw(state, withdraw);
      case Report report -> report(state, report);
      case Confirm confirm -> confirm(state, confirm);
      case EnterLater later -> LateEntry.decide(state, later);
      case EnterUnasked unasked -> LateEntry.decide(state, unasked);
      case MoveToSpot it -> move(state, it);
      case MoveToCommunity it -> move(state, it.move());
    };
  }

  /**
   * What a recorded fact makes of the state. Never refuses: facts are facts, though rules change.
   */
  static Assignment evolve(Assignment state, AssignmentEvent event) {
    AssignmentId id = event.assignment();
    return switch (event) {
      case OfferMade offer -> new Offered(id, offer.at(), offer.answerBy());
      case OfferAccepted it -> new Accepted(id, offeredAt(state, it));
      case Departed it -> new OnTheWay(id, offeredAt(state, it));
      case Arrived it -> new OnPost(id, it.arrivedAt());
      case Relieved it -> new Done(id, arrivedAt(state, it), it.at());
      case ServiceConfirmed _ -> new Confirmed(id);
      case OfferDeclined _ -> new Ended(id, State.DECLINED);
      case OfferExpired _ -> new Ended(id, State.EXPIRED);
      case MarkedAbsent _ -> new Ended(id, State.ABSENT);
      case AssignmentWithdrawn _ -> new Ended(id, State.WITHDRAWN);
      case ReportFiled _, MovedToSpot _, MovedToCommunity _ -> state;
      case CameUnasked it -> new Done(id, it.arrivedAt(), it.leftAt());
      case EnteredLater it -> {
        Instant arrivedAt = it.arrivedAt().orElseGet(() -> arrivedAt(state, it));
        yield it.leftAt().isPresent()
            ? new Done(id, arrivedAt, it.leftAt().get())
            : new OnPost(id, arrivedAt);
      }
    };
  }

  private static Instant offeredAt(Assignment state, AssignmentEvent event) {
    return switch (state) {
      case Offered it -> it.offeredAt();
      case Accepted it -> it.offeredAt();
      case OnTheWay it -> it.offeredAt();
      case None _, OnPost _, Done _, Confirmed _, Ended _ -> event.at();
    };
  }

  private static Instant arrivedAt(Assignment state, AssignmentEvent event) {
    return switch (state) {
      case OnPost it -> it.arrivedAt();
      case Done it -> it.arrivedAt();
      case None _, Offered _, Accepted _, OnTheWay _, Confirmed _, Ended _ -> event.at();
    };
  }

  private static Decision<AssignmentEvent> offer(Assignment state, Offer offer) {
    return state instanceof None ? accepted(offer.offer()) : refused(Refusal.CONFLICT);
  }

  private static Decision<AssignmentEvent> accept(Assignment state, Accept accept) {
    return switch (state) {
      case Offered offer when accept.at().isAfter(offer.answerBy()) -> refused(Refusal.TOO_LATE);
      case Offered offer -> accepted(new OfferAccepted(offer.id(), accept.at()));
      case Accepted _, OnTheWay _, OnPost _, Done _, Confirmed _ -> unchanged();
      case Ended ended when ended.state() == State.EXPIRED -> refused(Refusal.TOO_LATE);
      case Ended _, None _ -> refused(Refusal.CONFLICT);
    };
  }

  private static Decision<AssignmentEvent> decline(Assignment state, Decline decline) {
    return switch (state) {
      case Offered offer -> accepted(new OfferDeclined(offer.id(), decline.reason(), decline.at()));
      case Accepted it -> accepted(new OfferDeclined(it.id(), decline.reason(), decline.at()));
      case Ended ended when ended.state() == State.DECLINED -> unchanged();
      case Ended ended when ended.state() == State.EXPIRED -> refused(Refusal.TOO_LATE);
      case None _, OnTheWay _, OnPost _, Done _, Confirmed _, Ended _ -> refused(Refusal.CONFLICT);
    };
  }

  /** At the deadline itself both an answer and its absence count: whichever is recorded first. */
  private static Decision<AssignmentEvent> expire(Assignment state, Expire expire) {
    return switch (state) {
      case Offered offer when !expire.at().isBefore(offer.answerBy()) ->
          accepted(new OfferExpired(offer.id(), expire.at()));
      case None _, Offered _, Accepted _, OnTheWay _, OnPost _, Done _, Confirmed _, Ended _ ->
          unchanged();
    };
  }

  private static Decision<AssignmentEvent> depart(Assignment state, Depart depart) {
    return switch (state) {
      case Accepted it -> accepted(new Departed(it.id(), depart.at()));
      case OnTheWay _, OnPost _, Done _, Confirmed _ -> unchanged();
      case None _, Offered _, Ended _ -> refused(Refusal.CONFLICT);
    };
  }

  private static Decision<AssignmentEvent> arrive(Assignment state, Arrive arrive) {
    return switch (state) {
      case Accepted it -> arrived(it.id(), it.offeredAt(), arrive);
      case OnTheWay it -> arrived(it.id(), it.offeredAt(), arrive);
      case OnPost _, Done _, Confirmed _ -> unchanged();
      case None _, Offered _, Ended _ -> refused(Refusal.CONFLICT);
    };
  }

  /** An arrival entered later lies neither before the offer nor ahead. */
  private static Decision<AssignmentEvent> arrived(
      AssignmentId id, Instant offeredAt, Arrive arrive) {
    if (arrive.arrivedAt().isBefore(offeredAt) || arrive.arrivedAt().isAfter(arrive.at())) {
      throw RefusedException.invalid("at", "between the offer and now");
    }
    return accepted(new Arrived(id, arrive.how(), arrive.arrivedAt(), arrive.by(), arrive.at()));
  }

  private static Decision<AssignmentEvent> leave(Assignment state, Leave leave) {
    return switch (state) {
      case OnPost it -> accepted(new Relieved(it.id(), leave.by(), leave.at()));
      case Done _, Confirmed _ -> unchanged();
      case None _, Offered _, Accepted _, OnTheWay _, Ended _ -> refused(Refusal.CONFLICT);
    };
  }

  private static Decision<AssignmentEvent> markAbsent(Assignment state, MarkAbsent absent) {
    return switch (state) {
      case Accepted it -> absent(it.id(), absent);
      case OnTheWay it -> absent(it.id(), absent);
      case OnPost it -> absent(it.id(), absent);
      case Ended ended when ended.state() == State.ABSENT -> unchanged();
      case None _, Offered _, Done _, Confirmed _, Ended _ -> refused(Refusal.CONFLICT);
    };
  }

  private static Decision<AssignmentEvent> absent(AssignmentId id, MarkAbsent absent) {
    return accepted(new MarkedAbsent(id, absent.remark(), absent.by(), absent.at()));
  }

  /**
   * Frees everybody who has not come yet; who is on post is relieved, so that the service counts.
   */
  private static Decision<AssignmentEvent> withdraw(Assignment state, Withdraw withdraw) {
    return switch (state) {
      case Offered it -> accepted(new AssignmentWithdrawn(it.id(), withdraw.at()));
      case Accepted it -> accepted(new AssignmentWithdrawn(it.id(), withdraw.at()));
      case OnTheWay it -> accepted(new AssignmentWithdrawn(it.id(), withdraw.at()));
      case OnPost it -> accepted(new Relieved(it.id(), Optional.empty(), withdraw.at()));
      case None _, Done _, Confirmed _, Ended _ -> unchanged();
    };
  }

  private static Decision<AssignmentEvent> report(Assignment state, Report report) {
    return switch (state) {
      case Accepted it -> filed(it.id(), report);
      case OnTheWay it -> filed(it.id(), report);
      case OnPost it -> filed(it.id(), report);
      case Done it -> filed(it.id(), report);
      case Confirmed it -> filed(it.id(), report);
      case None _, Offered _, Ended _ -> refused(Refusal.CONFLICT);
    };
  }

  private static Decision<AssignmentEvent> filed(AssignmentId id, Report report) {
    return accepted(new ReportFiled(id, report.text(), report.photo(), report.at()));
  }

  private static Decision<AssignmentEvent> move(Assignment state, MoveToSpot move) {
    return switch (state) {
      case Accepted it -> accepted(new MovedToSpot(it.id(), move.spot(), move.by(), move.at()));
      case OnTheWay it -> accepted(new MovedToSpot(it.id(), move.spot(), move.by(), move.at()));
      case OnPost it -> accepted(new MovedToSpot(it.id(), move.spot(), move.by(), move.at()));
      case None _, Offered _, Done _, Confirmed _, Ended _ -> refused(Refusal.CONFLICT);
    };
  }

  /** Only who has promised to come, or is there, can be sent elsewhere. */
  private static Decision<AssignmentEvent> move(Assignment state, MovedToCommunity moved) {
    return switch (state) {
      case Accepted _, OnTheWay _, OnPost _ -> accepted(moved);
      case None _, Offered _, Done _, Confirmed _, Ended _ -> refused(Refusal.CONFLICT);
    };
  }

  /** Only time on post counts, give or take what two clocks differ. */
  private static Decision<AssignmentEvent> confirm(Assignment state, Confirm confirm) {
    return switch (state) {
      case Done it -> {
        Duration slack = Duration.ofMinutes(5);
        if (!confirm.until().isAfter(confirm.from())) {
          throw RefusedException.invalid("to", "must be after from");
        }
        if (confirm.from().isBefore(it.arrivedAt().minus(slack))) {
          throw RefusedException.invalid("from", "before the arrival");
        }
        if (confirm.until().isAfter(it.relievedAt().plus(slack))) {
          throw RefusedException.invalid("to", "after the relief");
        }
        yield accepted(
            new ServiceConfirmed(
                it.id(),
                confirm.from(),
                confirm.until(),
                confirm.remark(),
                confirm.by(),
                confirm.at()));
      }
      case Confirmed _ -> unchanged();
      case None _, Offered _, Accepted _, OnTheWay _, OnPost _, Ended _ ->
          refused(Refusal.CONFLICT);
    };
  }
}
