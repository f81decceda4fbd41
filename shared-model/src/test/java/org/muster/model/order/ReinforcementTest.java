package org.muster.model.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import org.muster.model.order.ReinforcementEvent.ReinforcementAnswered;
import org.muster.model.order.ReinforcementEvent.ReinforcementAsked;
import org.muster.model.order.ReinforcementEvent.ReinforcementTakenBack;
import org.muster.model.place.AreaCode;

/** A community asks for more people: given these facts, when this, then that. */
final class ReinforcementTest {
  private static final ReinforcementId ID = new ReinforcementId(new UUID(0, 1));
  private static final OrderId ORDER = new OrderId(new UUID(0, 2));
  private static final AccountId COMMUNITY = new AccountId(new UUID(0, 3));
  private static final AccountId POST = new AccountId(new UUID(0, 4));
  private static final Optional<NoteId> REPLY = Optional.of(new NoteId(new UUID(0, 5)));
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final ReinforcementEvent ASKED = asked(5);
  private static final ReinforcementEvent GRANTED =
      new ReinforcementAnswered(ID, ORDER, true, REPLY, POST, NOON);
  private static final ReinforcementEvent TAKEN_BACK =
      new ReinforcementTakenBack(ID, ORDER, COMMUNITY, NOON);

  @Test
  void theCommandPostAnswersOnce() {
    assertEquals(Decision.accepted(GRANTED), when(answer(true), ASKED));
    assertEquals(Decision.unchanged(), when(answer(true), ASKED, GRANTED));
    assertEquals(Decision.refused(Refusal.CONFLICT), when(answer(false), ASKED, GRANTED));
    assertEquals(Decision.refused(Refusal.CONFLICT), when(answer(true)));
  }

  @Test
  void theCommunityTakesBackWhatNobodyHasAnswered() {
    assertEquals(Decision.accepted(TAKEN_BACK), when(takeBack(), ASKED));
    assertEquals(Decision.unchanged(), when(takeBack(), ASKED, TAKEN_BACK));
    assertEquals(Decision.refused(Refusal.CONFLICT), when(takeBack(), ASKED, GRANTED));
    assertEquals(Decision.refused(Refusal.CONFLICT), when(answer(true), ASKED, TAKEN_BACK));
  }

  @Test
  void itAsksForSomebodyAndNotForAnArmy() {
    assertEquals(Decision.accepted(asked(500)), when(new Reinforcement.Ask(asked(500))));
    for (int people : List.of(0, -1, 501)) {
      var refused =
          assertThrows(RefusedException.class, () -> new Reinforcement.Ask(asked(people)));
      assertEquals("people", refused.problems().getFirst().field());
    }
  }

  private static ReinforcementAsked asked(int people) {
    return new ReinforcementAsked(
        ID,
        ORDER,
        AreaCode.of("330522001001"),
        people,
        new NoteId(new UUID(0, 6)),
        COMMUNITY,
        NOON,
        "live");
  }

  private static Reinforcement.Command answer(boolean granted) {
    return new Reinforcement.Answer(granted, REPLY, POST, NOON);
  }

  private static Reinforcement.Command takeBack() {
    return new Reinforcement.TakeBack(COMMUNITY, NOON);
  }

  private static Decision<ReinforcementEvent> when(
      Reinforcement.Command command, ReinforcementEvent... facts) {
    Reinforcement state = new Reinforcement.None();
    for (ReinforcementEvent fact : facts) {
      state = Reinforcement.evolve(state, fact);
    }
    return Reinforcement.decide(state, command);
  }
}
