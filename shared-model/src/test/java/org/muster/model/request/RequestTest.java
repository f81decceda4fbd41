package org.muster.model.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.request.RequestEvent.RequestRaised;

final class RequestTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final RequestId ID = new RequestId(new UUID(0, 1));
  private static final AccountId SOMEBODY = new AccountId(new UUID(0, 2));
  private static final OrderId ORDER = new OrderId(new UUID(0, 3));
  private static final AssignmentId ASSIGNMENT = new AssignmentId(new UUID(0, 4));
  private static final NoteId NOTE = new NoteId(new UUID(0, 5));
  private static final Progress ASKED = new Progress(1, 0, 0, 0, true);
  private static final Progress THERE = new Progress(1, 1, 0, 0, true);
  private static final Progress LEFT = new Progress(0, 0, 1, 0, true);
  private static final Progress NOBODY = new Progress(0, 0, 0, 1, true);

  private Request state = new Request.None();

  @Test
  void theRoadFromAskingToRating() {
    raise();
    given(new Request.Accept(SOMEBODY, NOON));
    given(new Request.Dispatch(ORDER, SOMEBODY, NOON));
    given(new Request.ShowContact(ASSIGNMENT, NOON));
    given(new Request.Follow(LEFT, NOON));
    assertInstanceOf(Request.Served.class, state);
    given(new Request.Rate(4, Optional.empty(), LEFT, NOON));
    assertInstanceOf(Request.Closed.class, state);
  }

  @Test
  void onlyWhatWasTakenOnIsDispatched() {
    raise();
    assertRefused(new Request.Dispatch(ORDER, SOMEBODY, NOON), Refusal.CONFLICT);
  }

  @Test
  void aDispatchedRequestIsNotRefusedAnyMore() {
    dispatched();
    assertRefused(new Request.Refuse(NOTE, SOMEBODY, NOON), Refusal.CONFLICT);
  }

  @Test
  void whenNobodyIsLeftToBeAskedItComesBack() {
    dispatched();
    assertEquals(List.of(), decided(new Request.Follow(ASKED, NOON)));
    given(new Request.Follow(NOBODY, NOON));
    assertEquals(new Request.Accepted(ID), state);
  }

  @Test
  void theAddressIsShownOnceOnTheRecordAndOnlyWhileSomebodyIsSent() {
    raise();
    assertRefused(new Request.ShowContact(ASSIGNMENT, NOON), Refusal.NOT_FOUND);
    dispatched();
    given(new Request.ShowContact(ASSIGNMENT, NOON));
    assertEquals(List.of(), decided(new Request.ShowContact(ASSIGNMENT, NOON)));
    given(new Request.Follow(LEFT, NOON));
    assertRefused(new Request.ShowContact(ASSIGNMENT, NOON), Refusal.NOT_FOUND);
  }

  @Test
  void aServiceIsRatedOnceSomebodyHasComeAndThenOnce() {
    dispatched();
    assertRefused(new Request.Rate(5, Optional.empty(), ASKED, NOON), Refusal.CONFLICT);
    given(new Request.Rate(5, Optional.empty(), THERE, NOON));
    assertRefused(new Request.Rate(1, Optional.empty(), THERE, NOON), Refusal.CONFLICT);
    assertThrows(RefusedException.class, () -> new Request.Rate(6, Optional.empty(), THERE, NOON));
  }

  @Test
  void whoHasComeIsNotCancelled() {
    dispatched();
    assertRefused(new Request.Cancel(THERE, NOON), Refusal.CONFLICT);
    given(new Request.Cancel(ASKED, NOON));
    assertInstanceOf(Request.Closed.class, state);
  }

  @Test
  void aRatingIsWaitedForAWeek() {
    dispatched();
    given(new Request.Follow(LEFT, NOON));
    Instant week = NOON.plus(Duration.ofDays(7));
    assertEquals(List.of(), decided(new Request.Follow(LEFT, week.minusMillis(1))));
    given(new Request.Follow(LEFT, week));
    assertInstanceOf(Request.Closed.class, state);
  }

  @Test
  void aClosedRequestIsNotRepeated() {
    raise();
    given(new Request.Repeat(Channel.HOTLINE, NOON));
    given(new Request.Cancel(Progress.NONE, NOON));
    assertRefused(new Request.Repeat(Channel.HOTLINE, NOON), Refusal.CONFLICT);
  }

  @Test
  void aComplaintIsAnsweredOnce() {
    var id = new ComplaintId(new UUID(0, 6));
    var made = Complaint.decide(new Complaint.None(), new Complaint.Make(id, ID, NOTE, NOON));
    var event = ((Decision.Accepted<ComplaintEvent>) made).events().getFirst();
    Complaint open = Complaint.evolve(new Complaint.None(), event);
    assertEquals(new Complaint.Open(id, NOON.plus(Duration.ofDays(3))), open);
    var answer = new Complaint.Answer(NOTE, SOMEBODY, NOON);
    var answered = ((Decision.Accepted<ComplaintEvent>) Complaint.decide(open, answer)).events();
    Complaint closed = Complaint.evolve(open, answered.getFirst());
    assertEquals(new Decision.Refused<>(Refusal.CONFLICT), Complaint.decide(closed, answer));
  }

  private void raise() {
    state = new Request.None();
    given(
        new Request.Raise(
            new RequestRaised(
                ID,
                "errand",
                AreaCode.of("330522001001"),
                Channel.ONLINE,
                SOMEBODY,
                Optional.empty(),
                Optional.empty(),
                NOON)));
  }

  private void dispatched() {
    raise();
    given(new Request.Accept(SOMEBODY, NOON));
    given(new Request.Dispatch(ORDER, SOMEBODY, NOON));
  }

  private void given(Request.Command command) {
    List<RequestEvent> events = decided(command);
    assertEquals(1, events.size(), command::toString);
    state = Request.evolve(state, events.getFirst());
  }

  private List<RequestEvent> decided(Request.Command command) {
    return switch (Request.decide(state, command)) {
      case Decision.Accepted<RequestEvent>(var events) -> events;
      case Decision.Refused<RequestEvent>(var refusal) -> throw new AssertionError(refusal);
    };
  }

  private void assertRefused(Request.Command command, Refusal refusal) {
    assertEquals(new Decision.Refused<>(refusal), Request.decide(state, command));
  }
}
