package org.muster.model.request;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.refused;

import java.time.Duration;
import java.time.Instant;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.request.AppealEvent.AppealDecided;
import org.muster.model.request.AppealEvent.AppealMade;

/**
 * A volunteer's appeal against a rating (申诉): made once, in time, and decided once by the command
 * post. The rating itself is never changed; an upheld appeal sets it aside.
 */
public sealed interface Appeal {
  /** Afterwards nobody remembers well enough how it was. */
  Duration WITHIN = Duration.ofDays(15);

  /** What is promised to whoever appeals. */
  Duration ANSWER_WITHIN = Duration.ofDays(5);

  record None() implements Appeal {}

  record Open(AppealId id, Instant answerBy) implements Appeal {}

  record Decided(AppealId id, boolean upheld) implements Appeal {}

  sealed interface Command {}

  /**
   * Appeals.
   *
   * @param ratedAt when the resident rated
   */
  record Make(
      AppealId id,
      RequestId request,
      AssignmentId assignment,
      NoteId reason,
      Instant ratedAt,
      Instant at)
      implements Command {}

  record Decide(boolean upheld, NoteId text, AccountId by, Instant at) implements Command {}

  static Decision<AppealEvent> decide(Appeal state, Command command) {
    return switch (command) {
      case Make make -> make(state, make);
      case Decide decide -> decide(state, decide);
    };
  }

  /** What a recorded fact makes of the state; facts are never refused. */
  static Appeal evolve(Appeal state, AppealEvent event) {
    return switch (event) {
      case AppealMade made -> new Open(made.appeal(), made.answerBy());
      case AppealDecided decided -> new Decided(decided.appeal(), decided.upheld());
    };
  }

  private static Decision<AppealEvent> make(Appeal state, Make make) {
    if (!(state instanceof None)) {
      return refused(Refusal.CONFLICT);
    }
    if (make.at().isAfter(make.ratedAt().plus(WITHIN))) {
      return refused(Refusal.TOO_LATE);
    }
    return accepted(
        new AppealMade(
            make.id(),
            make.request(),
            make.assignment(),
            make.reason(),
            make.at().plus(ANSWER_WITHIN),
            make.at()));
  }

  private static Decision<AppealEvent> decide(Appeal state, Decide decide) {
    return switch (state) {
      case Open open ->
          accepted(
              new AppealDecided(
                  open.id(), decide.upheld(), decide.text(), decide.by(), decide.at()));
      case None _, Decided _ -> refused(Refusal.CONFLICT);
    };
  }
}
