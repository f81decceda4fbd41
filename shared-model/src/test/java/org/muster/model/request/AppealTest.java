package org.muster.model.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.request.AppealEvent.AppealDecided;
import org.muster.model.request.AppealEvent.AppealMade;

class AppealTest {
  private static final Instant RATED = Instant.parse("2026-11-22T02:00:00Z");
  private static final AppealId ID = new AppealId(new UUID(1, 1));
  private static final RequestId REQUEST = new RequestId(new UUID(1, 2));
  private static final AssignmentId ASSIGNMENT = new AssignmentId(new UUID(1, 3));
  private static final NoteId WORDS = new NoteId(new UUID(1, 4));
  private static final AccountId POST = new AccountId(new UUID(1, 5));
  private static final Appeal OPEN = new Appeal.Open(ID, RATED.plus(Appeal.ANSWER_WITHIN));

  @Test
  void anAppealIsPromisedAnAnswerInTime() {
    Instant at = RATED.plus(Duration.ofDays(15));
    var made = new AppealMade(ID, REQUEST, ASSIGNMENT, WORDS, at.plus(Duration.ofDays(5)), at);
    assertEquals(
        new Decision.Accepted<AppealEvent>(List.of(made)),
        Appeal.decide(new Appeal.None(), make(at)));
    assertEquals(
        new Appeal.Open(ID, at.plus(Duration.ofDays(5))), Appeal.evolve(new Appeal.None(), made));
  }

  @Test
  void anAppealAfterFifteenDaysIsTooLate() {
    Instant late = RATED.plus(Duration.ofDays(15)).plusMillis(1);
    assertEquals(refused(Refusal.TOO_LATE), Appeal.decide(new Appeal.None(), make(late)));
  }

  @Test
  void nobodyAppealsTwice() {
    assertEquals(refused(Refusal.CONFLICT), Appeal.decide(OPEN, make(RATED)));
    var over = new Appeal.Decided(ID, false);
    assertEquals(refused(Refusal.CONFLICT), Appeal.decide(over, make(RATED)));
  }

  @Test
  void anAppealIsDecidedOnce() {
    var decide = new Appeal.Decide(true, WORDS, POST, RATED);
    var decided = new AppealDecided(ID, true, WORDS, POST, RATED);
    assertEquals(new Decision.Accepted<AppealEvent>(List.of(decided)), Appeal.decide(OPEN, decide));
    Appeal after = Appeal.evolve(OPEN, decided);
    assertEquals(new Appeal.Decided(ID, true), after);
    assertEquals(refused(Refusal.CONFLICT), Appeal.decide(after, decide));
    assertEquals(refused(Refusal.CONFLICT), Appeal.decide(new Appeal.None(), decide));
  }

  private static Appeal.Make make(Instant at) {
    return new Appeal.Make(ID, REQUEST, ASSIGNMENT, WORDS, RATED, at);
  }

  private static Decision<AppealEvent> refused(Refusal refusal) {
    return new Decision.Refused<>(refusal);
  }
}
