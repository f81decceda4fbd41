package org.muster.model.request;

import java.time.Instant;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.assignment.AssignmentId;

/** What happens to a volunteer's appeal against a resident's rating (申诉). */
public sealed interface AppealEvent extends Event {
  AppealId appeal();

  /** A volunteer who served says why the rating does them wrong; decided by {@code answerBy}. */
  record AppealMade(
      AppealId appeal,
      RequestId request,
      AssignmentId assignment,
      NoteId reason,
      Instant answerBy,
      Instant at)
      implements AppealEvent {}

  /**
   * The command post decided.
   *
   * @param upheld the rating is set aside and counts for nothing
   */
  record AppealDecided(AppealId appeal, boolean upheld, NoteId text, AccountId by, Instant at)
      implements AppealEvent {}
}
