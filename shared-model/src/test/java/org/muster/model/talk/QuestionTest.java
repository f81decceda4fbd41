package org.muster.model.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.order.OrderId;
import org.muster.model.talk.QuestionEvent.QuestionAnswered;
import org.muster.model.talk.QuestionEvent.QuestionAsked;

/** Somebody of an order asks, and the command post answers once. */
final class QuestionTest {
  private static final QuestionId ID = new QuestionId(new UUID(0, 1));
  private static final OrderId ORDER = new OrderId(new UUID(0, 2));
  private static final NoteId WORDS = new NoteId(new UUID(0, 3));
  private static final AccountId SOMEBODY = new AccountId(new UUID(0, 4));
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final QuestionAsked ASKED =
      new QuestionAsked(ID, ORDER, WORDS, SOMEBODY, NOON, "live");
  private static final QuestionAnswered ANSWERED =
      new QuestionAnswered(ID, ORDER, WORDS, SOMEBODY, NOON);

  @Test
  void itIsAnsweredOnce() {
    assertEquals(Decision.accepted(ANSWERED), when(answer(), ASKED));
    assertEquals(Decision.refused(Refusal.CONFLICT), when(answer(), ASKED, ANSWERED));
    assertEquals(Decision.refused(Refusal.NOT_FOUND), when(answer()));
  }

  @Test
  void whoWaitsForThreeAnswersAsksNoFourth() {
    assertEquals(Decision.accepted(ASKED), when(new Question.Ask(ASKED, 2)));
    var refused = assertThrows(RefusedException.class, () -> new Question.Ask(ASKED, 3));
    assertEquals("text", refused.problems().getFirst().field());
    assertEquals(Decision.refused(Refusal.CONFLICT), when(new Question.Ask(ASKED, 0), ASKED));
  }

  @Test
  void alikeIsWhatHasMostWordsInCommon() {
    assertTrue(Likeness.alike("集合点有停车位吗？", "集合点有没有停车位"));
    assertTrue(Likeness.alike("Is there parking?", "is there PARKING"));
    assertFalse(Likeness.alike("集合点有停车位吗", "需要自带雨衣吗"));
    assertFalse(Likeness.alike("？", "？"));
  }

  private static Question.Command answer() {
    return new Question.Answer(WORDS, SOMEBODY, NOON);
  }

  private static Decision<QuestionEvent> when(Question.Command command, QuestionEvent... facts) {
    Question state = new Question.None();
    for (QuestionEvent fact : facts) {
      state = Question.evolve(state, fact);
    }
    return Question.decide(state, command);
  }
}
