package org.muster.model.request;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.refused;

import java.time.Duration;
import java.time.Instant;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.request.ComplaintEvent.ComplaintAnswered;
import org.muster.model.request.ComplaintEvent.ComplaintMade;

/** A complaint about a request (社会监督热线): made once, answered once, in a promised time. */
public sealed interface Complaint {
  /** What is promised to whoever complains. */
  Duration ANSWER_WITHIN = Duration.ofDays(3);

  record None() implements Complaint {}

  record Open(ComplaintId id, Instant answerBy) implements Complaint {}

  record Answered(ComplaintId id) implements Complaint {}

  sealed interface Command {}

  record Make(ComplaintId id, RequestId request, NoteId text, Instant at) implements Command {}

  record Answer(NoteId text, AccountId by, Instant at) implements Command {}

  static Decision<ComplaintEvent> decide(Complaint state, Command command) {
    return switch (command) {
      case Make make -> make(state, make);
      case Answer answer -> answer(state, answer);
    };
  }

  /** What a recorded fact makes of the state; facts are never refused. */
  static Complaint evolve(Complaint state, ComplaintEvent event) {
    return switch (event) {
      case ComplaintMade made -> new Open(made.complaint(), made.answerBy());
      case ComplaintAnswered answered -> new Answered(answered.complaint());
    };
  }

  private static Decision<ComplaintEvent> make(Complaint state, Make make) {
    if (!(state instanceof None)) {
      return refused(Refusal.CONFLICT);
    }
    return accepted(
        new ComplaintMade(
            make.id(), make.request(), make.text(), make.at().plus(ANSWER_WITHIN), make.at()));
  }

  private static Decision<ComplaintEvent> answer(Complaint state, Answer answer) {
    return switch (state) {
      case Open open ->
          accepted(new ComplaintAnswered(open.id(), answer.text(), answer.by(), answer.at()));
      case None _, Answered _ -> refused(Refusal.CONFLICT);
    };
  }
}
