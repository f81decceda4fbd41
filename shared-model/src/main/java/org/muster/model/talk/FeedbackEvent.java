package org.muster.model.talk;

import java.time.Instant;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.roster.UnitId;

/** What somebody says after a task (反馈意见). */
public sealed interface FeedbackEvent extends Event {

  /**
   * @param unit that sent the person, and hears of it
   */
  record FeedbackGiven(
      AssignmentId assignment, OrderId order, UnitId unit, NoteId text, Instant at, String space)
      implements FeedbackEvent {}
}
