package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.muster.command.store.FeedbackStore;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.talk.Feedback;
import org.muster.model.talk.FeedbackEvent.FeedbackGiven;
import org.muster.model.talk.FeedbackId;

/** Where people say after a task how it was (反馈意见). */
public final class FeedbackDesk {
  private static final int TEXT_MAX = 1000;

  private final Counter counter;

  public FeedbackDesk(Counter counter) {
    this.counter = counter;
  }

  public JsonNode give(Envelope envelope, AssignmentId assignment, String text) {
    String words = Texts.required("text", text, TEXT_MAX);
    return counter.handle(
        envelope,
        work -> {
          FeedbackStore.About about =
              envelope
                  .principal()
                  .volunteer()
                  .flatMap(self -> FeedbackStore.lock(work.tx(), assignment, self))
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          var given =
              new FeedbackGiven(
                  assignment,
                  about.order(),
                  about.unit(),
                  work.note(words),
                  work.now(),
                  about.space());
          // A stream of its own: the assignment's goes on beside it.
          work.record(
              Work.entries(
                  FeedbackId.of(assignment).value(),
                  0,
                  Feedback.decide(about.state(), about.isGiven(), given)),
              about.space());
          return Map.of("id", assignment, "version", 1);
        });
  }
}
