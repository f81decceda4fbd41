package org.muster.model.record;

import java.time.Instant;
import java.util.Optional;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.Nature;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.VolunteerId;

/** What happens to a service record (服务记录). */
public sealed interface RecordEvent extends Event {
  RecordId record();

  /** Made when the community confirms; minutes actually served, travel excluded. */
  record ServiceRecorded(
      RecordId record,
      AssignmentId assignment,
      OrderId order,
      VolunteerId volunteer,
      AreaCode community,
      Nature nature,
      Instant from,
      Instant until,
      int minutes,
      AccountId by,
      Instant at,
      String space)
      implements RecordEvent {}

  /** The second party agreed, or did not object within the set time. */
  record RecordAgreed(RecordId record, Side side, Optional<AccountId> by, Instant at)
      implements RecordEvent {}

  record RecordCorrected(
      RecordId record, int before, int minutes, NoteId reason, AccountId by, Instant at)
      implements RecordEvent {}

  /** Who spoke for the serving side. */
  enum Side {
    VOLUNTEER,
    LIAISON,
    SILENCE
  }
}
