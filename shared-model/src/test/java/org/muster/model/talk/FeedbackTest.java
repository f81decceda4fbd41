package org.muster.model.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.assignment.Assignment.State;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.roster.UnitId;
import org.muster.model.talk.FeedbackEvent.FeedbackGiven;

/** What somebody may say after a task. */
final class FeedbackTest {
  private static final FeedbackGiven GIVEN =
      new FeedbackGiven(
          new AssignmentId(new UUID(0, 1)),
          new OrderId(new UUID(0, 2)),
          new UnitId(new UUID(0, 3)),
          new NoteId(new UUID(0, 4)),
          Instant.parse("2026-11-22T04:00:00Z"),
          "live");

  @Test
  void onlyWhoHasServedSaysHowItWasAndOnlyOnce() {
    Set<State> served = EnumSet.of(State.RELIEVED, State.CONFIRMED);
    for (State state : State.values()) {
      Decision<FeedbackEvent> expected =
          served.contains(state) ? Decision.accepted(GIVEN) : Decision.refused(Refusal.CONFLICT);
      assertEquals(expected, Feedback.decide(state, false, GIVEN), state.name());
    }
    assertEquals(Decision.refused(Refusal.CONFLICT), Feedback.decide(State.RELIEVED, true, GIVEN));
  }
}
