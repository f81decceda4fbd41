package org.muster.model.talk;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.refused;

import org.muster.model.Decision;
import org.muster.model.Refusal;
import org.muster.model.assignment.Assignment;
import org.muster.model.talk.FeedbackEvent.FeedbackGiven;

/** Whoever has served may say once how it was (反馈意见); nobody has to. */
public final class Feedback {
  private Feedback() {}

  /**
   * @param state of the assignment it is about
   * @param isGiven true when it was given before
   */
  public static Decision<FeedbackEvent> decide(
      Assignment.State state, boolean isGiven, FeedbackGiven given) {
    boolean served = state == Assignment.State.RELIEVED || state == Assignment.State.CONFIRMED;
    return served && !isGiven ? accepted(given) : refused(Refusal.CONFLICT);
  }
}
