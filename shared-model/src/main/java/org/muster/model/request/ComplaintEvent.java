package org.muster.model.request;

import java.time.Instant;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;

/** What happens to a complaint (社会监督). */
public sealed interface ComplaintEvent extends Event {
  ComplaintId complaint();

  /** A resident complains about a request of their own; the answer is owed by {@code answerBy}. */
  record ComplaintMade(
      ComplaintId complaint, RequestId request, NoteId text, Instant answerBy, Instant at)
      implements ComplaintEvent {}

  record ComplaintAnswered(ComplaintId complaint, NoteId text, AccountId by, Instant at)
      implements ComplaintEvent {}
}
