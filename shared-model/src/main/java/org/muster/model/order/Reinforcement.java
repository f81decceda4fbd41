package org.muster.model.order;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.refused;
import static org.muster.model.Decision.unchanged;

import java.time.Instant;
import java.util.Optional;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.order.ReinforcementEvent.ReinforcementAnswered;
import org.muster.model.order.ReinforcementEvent.ReinforcementAsked;
import org.muster.model.order.ReinforcementEvent.ReinforcementTakenBack;

/**
 * A community's request for more people (增援请求): it goes up to the command post, which answers it
 * once. People themselves come by an order, never by the answer.
 */
public sealed interface Reinforcement {
  /** A community that needs more asks for an order of its own. */
  int PEOPLE_MAX = 500;

  record None() implements Reinforcement {}

  /** Waits for the command post. */
  record Asked(ReinforcementId id, OrderId order) implements Reinforcement {}

  record Answered(ReinforcementId id, boolean granted) implements Reinforcement {}

  record TakenBack(ReinforcementId id) implements Reinforcement {}

  /** What the community and the command post do. */
  sealed interface Command {}

  record Ask(ReinforcementAsked asked) implements Command {
    public Ask {
      if (asked.people() < 1 || asked.people() > PEOPLE_MAX) {
        throw RefusedException.invalid("people", "1 to " + PEOPLE_MAX);
      }
    }
  }

  record Answer(boolean granted, Optional<NoteId> reply, AccountId by, Instant at)
      implements Command {}

  record TakeBack(AccountId by, Instant at) implements Command {}

  static Decision<ReinforcementEvent> decide(Reinforcement state, Command command) {
    return switch (command) {
      case Ask ask -> state instanceof None ? accepted(ask.asked()) : refused(Refusal.CONFLICT);
      case Answer answer -> answer(state, answer);
      case TakeBack back -> takeBack(state, back);
    };
  }

  /** What a recorded fact makes of the state; facts are never refused. */
  static Reinforcement evolve(Reinforcement state, ReinforcementEvent event) {
    return switch (event) {
      case ReinforcementAsked asked -> new Asked(asked.reinforcement(), asked.order());
      case ReinforcementAnswered answered ->
          new Answered(answered.reinforcement(), answered.granted());
      case ReinforcementTakenBack back -> new TakenBack(back.reinforcement());
    };
  }

  private static Decision<ReinforcementEvent> answer(Reinforcement state, Answer answer) {
    return switch (state) {
      case Asked it ->
          accepted(
              new ReinforcementAnswered(
                  it.id(), it.order(), answer.granted(), answer.reply(), answer.by(), answer.at()));
      case Answered it when it.granted() == answer.granted() -> unchanged();
      case None _, Answered _, TakenBack _ -> refused(Refusal.CONFLICT);
    };
  }

  private static Decision<ReinforcementEvent> takeBack(Reinforcement state, TakeBack back) {
    return switch (state) {
      case Asked it ->
          accepted(new ReinforcementTakenBack(it.id(), it.order(), back.by(), back.at()));
      case TakenBack _ -> unchanged();
      case None _, Answered _ -> refused(Refusal.CONFLICT);
    };
  }
}
