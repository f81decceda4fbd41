package org.muster.model.talk;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.refused;

import java.time.Instant;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.order.OrderId;
import org.muster.model.talk.QuestionEvent.QuestionAnswered;
import org.muster.model.talk.QuestionEvent.QuestionAsked;

/** What somebody of an order asks; the command post answers once, for all of the order. */
public sealed interface Question {
  /** Questions of one person on one order that wait for an answer. */
  int WAITING_MAX = 3;

  record None() implements Question {}

  record Waiting(QuestionId id, OrderId order) implements Question {}

  record Answered(QuestionId id) implements Question {}

  /** What is done with a question. */
  sealed interface Command {}

  /**
   * @param waiting how many of the asker's questions on the order wait already
   */
  record Ask(QuestionAsked asked, int waiting) implements Command {
    public Ask {
      if (waiting >= WAITING_MAX) {
        throw RefusedException.invalid("text", "at most " + WAITING_MAX + " questions waiting");
      }
    }
  }

  record Answer(NoteId answer, AccountId by, Instant at) implements Command {}

  static Decision<QuestionEvent> decide(Question state, Command command) {
    return switch (command) {
      case Ask ask -> state instanceof None ? accepted(ask.asked()) : refused(Refusal.CONFLICT);
      case Answer answer -> answer(state, answer);
    };
  }

  /** What a recorded fact makes of the state; facts are never refused. */
  static Question evolve(Question state, QuestionEvent event) {
    return switch (event) {
      case QuestionAsked asked -> new Waiting(asked.question(), asked.order());
      case QuestionAnswered answered -> new Answered(answered.question());
    };
  }

  private static Decision<QuestionEvent> answer(Question state, Answer answer) {
    return switch (state) {
      case None _ -> refused(Refusal.NOT_FOUND);
      case Waiting it ->
          accepted(
              new QuestionAnswered(it.id(), it.order(), answer.answer(), answer.by(), answer.at()));
      case Answered _ -> refused(Refusal.CONFLICT);
    };
  }
}
