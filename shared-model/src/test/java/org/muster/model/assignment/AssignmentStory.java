package org.muster.model.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.assignment.Assignment.Command;
import org.muster.model.assignment.AssignmentEvent.Arrival;
import org.muster.model.assignment.AssignmentEvent.Arrived;
import org.muster.model.assignment.AssignmentEvent.AssignmentWithdrawn;
import org.muster.model.assignment.AssignmentEvent.Departed;
import org.muster.model.assignment.AssignmentEvent.MarkedAbsent;
import org.muster.model.assignment.AssignmentEvent.MovedToCommunity;
import org.muster.model.assignment.AssignmentEvent.OfferAccepted;
import org.muster.model.assignment.AssignmentEvent.OfferDeclined;
import org.muster.model.assignment.AssignmentEvent.OfferExpired;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.assignment.AssignmentEvent.Relieved;
import org.muster.model.assignment.AssignmentEvent.ReportFiled;
import org.muster.model.assignment.AssignmentEvent.ServiceConfirmed;
import org.muster.model.order.OrderId;
import org.muster.model.order.QuotaId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * One day of one assignment, told as given–when–then: given these facts, when this is asked, then
 * these facts follow or this refusal.
 *
 * <p>Somebody is asked at 10:00 (Beijing time), has until 10:30 to answer, and the service ends at
 * 18:00.
 */
final class AssignmentStory {
  static final AssignmentId THIS = new AssignmentId(new UUID(0, 1));
  static final AccountId COMMUNITY = new AccountId(new UUID(0, 2));
  static final NoteId WORDS = new NoteId(new UUID(0, 3));

  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  private final Assignment state;

  private AssignmentStory(Assignment state) {
    this.state = state;
  }

  static AssignmentStory given(AssignmentEvent... facts) {
    Assignment state = new Assignment.None();
    for (AssignmentEvent fact : facts) {
      state = Assignment.evolve(state, fact);
    }
    return new AssignmentStory(state);
  }

  Outcome when(Command command) {
    return new Outcome(state, command);
  }

  void standsAs(Assignment expected) {
    assertEquals(expected, state);
  }

  /** What the rules made of the command; asked again on each look. */
  record Outcome(Assignment before, Command command) {

    void then(AssignmentEvent fact) {
      assertEquals(Decision.accepted(fact), Assignment.decide(before, command));
    }

    void thenRefused(Refusal refusal) {
      assertEquals(Decision.refused(refusal), Assignment.decide(before, command));
    }

    void thenNothingHappens() {
      assertEquals(Decision.unchanged(), Assignment.decide(before, command));
    }

    void thenInvalid(String field) {
      try {
        Assignment.decide(before, command);
      } catch (RefusedException e) {
        assertEquals(Refusal.INVALID, e.refusal());
        assertEquals(List.of(field), e.problems().stream().map(p -> p.field()).toList());
        return;
      }
      throw new AssertionError("expected " + field + " to be at fault");
    }
  }

  /** A time of the day in Beijing, such as {@code 10:05} or {@code 10:30:00.000001}. */
  static Instant at(String time) {
    return DAY.atTime(LocalTime.parse(time)).atZone(Eligibility.BEIJING).toInstant();
  }

  // The facts.

  static OfferMade offeredAtTen() {
    return new OfferMade(
        THIS,
        new OrderId(new UUID(0, 4)),
        new QuotaId(new UUID(0, 5)),
        new UnitId(new UUID(0, 6)),
        AreaCode.of("330522001001"),
        new VolunteerId(new UUID(0, 7)),
        Source.NAMED,
        1,
        at("10:30"),
        at("18:00"),
        at("10:00"),
        "live");
  }

  static OfferAccepted acceptedAt(String time) {
    return new OfferAccepted(THIS, at(time));
  }

  static OfferDeclined declinedAt(String time) {
    return new OfferDeclined(THIS, WORDS, at(time));
  }

  static OfferExpired expiredAt(String time) {
    return new OfferExpired(THIS, at(time));
  }

  static Departed departedAt(String time) {
    return new Departed(THIS, at(time));
  }

  static Arrived arrivedAt(String time) {
    return new Arrived(THIS, Arrival.POSITION, at(time), Optional.empty(), at(time));
  }

  static Arrived tickedOff(String arrived, String entered) {
    return new Arrived(THIS, Arrival.TICK, at(arrived), Optional.of(COMMUNITY), at(entered));
  }

  static Relieved relievedAt(String time) {
    return new Relieved(THIS, Optional.empty(), at(time));
  }

  static MarkedAbsent missingAt(String time) {
    return new MarkedAbsent(THIS, Optional.of(WORDS), COMMUNITY, at(time));
  }

  static AssignmentWithdrawn withdrawnAt(String time) {
    return new AssignmentWithdrawn(THIS, at(time));
  }

  static ReportFiled reportedAt(String time) {
    return new ReportFiled(THIS, WORDS, Optional.empty(), at(time));
  }

  static ServiceConfirmed served(String from, String until) {
    return new ServiceConfirmed(
        THIS, at(from), at(until), Optional.empty(), COMMUNITY, at("19:00"));
  }

  static MovedToCommunity movedTo(String community, Instant at) {
    OfferMade offer = offeredAtTen();
    AreaCode to = AreaCode.of(community);
    return new MovedToCommunity(
        THIS,
        offer.community(),
        to,
        offer.quota(),
        QuotaId.of(offer.order(), offer.unit(), to),
        WORDS,
        COMMUNITY,
        at);
  }

  /** Somebody of the unit who was never asked. */
  static LateEntry.Unasked unasked() {
    OfferMade offer = offeredAtTen();
    return new LateEntry.Unasked(
        THIS, offer.order(), offer.unit(), offer.community(), offer.volunteer(), offer.space());
  }

  // The commands.

  static Command offer() {
    return new Assignment.Offer(offeredAtTen());
  }

  static Command acceptAt(String time) {
    return new Assignment.Accept(at(time));
  }

  static Command declineAt(String time) {
    return new Assignment.Decline(WORDS, at(time));
  }

  static Command silenceUntil(String time) {
    return new Assignment.Expire(at(time));
  }

  static Command departAt(String time) {
    return new Assignment.Depart(at(time));
  }

  static Command arriveAt(String time) {
    return new Assignment.Arrive(Arrival.POSITION, at(time), Optional.empty(), at(time));
  }

  static Command tickOff(String arrived, String entered) {
    return new Assignment.Arrive(Arrival.TICK, at(arrived), Optional.of(COMMUNITY), at(entered));
  }

  static Command leaveAt(String time) {
    return new Assignment.Leave(Optional.empty(), at(time));
  }

  static Command missAt(String time) {
    return new Assignment.MarkAbsent(Optional.of(WORDS), COMMUNITY, at(time));
  }

  static Command withdrawAt(String time) {
    return new Assignment.Withdraw(at(time));
  }

  static Command reportAt(String time) {
    return new Assignment.Report(WORDS, Optional.empty(), at(time));
  }

  static Command moveTo(String community, Instant at) {
    return new Assignment.MoveToCommunity(movedTo(community, at));
  }

  static Command confirm(String from, String until) {
    return new Assignment.Confirm(at(from), at(until), Optional.empty(), COMMUNITY, at("19:00"));
  }
}
