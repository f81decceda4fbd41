package org.muster.model.talk;

import java.time.Instant;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.order.OrderId;

/** What becomes of a question on an order (提问). */
public sealed interface QuestionEvent extends Event {
  QuestionId question();

  OrderId order();

  /** Somebody of the order wants to know something; whoever else reads it is not told who. */
  record QuestionAsked(
      QuestionId question, OrderId order, NoteId text, AccountId by, Instant at, String space)
      implements QuestionEvent {}

  /**
   * The command post answered, for all of the order.
   *
   * @param answer the same for all questions that were answered together
   */
  record QuestionAnswered(
      QuestionId question, OrderId order, NoteId answer, AccountId by, Instant at)
      implements QuestionEvent {}
}
