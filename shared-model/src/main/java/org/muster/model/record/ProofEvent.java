package org.muster.model.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.VolunteerId;

/** What happens to a proof of service (服务证明). */
public sealed interface ProofEvent extends Event {
  ProofId proof();

  /**
   * A volunteer asked for it: of which days, and what for.
   *
   * @param area whose command post answers for it
   */
  record ProofAsked(
      ProofId proof,
      VolunteerId volunteer,
      AreaCode area,
      DateSpan period,
      NoteId purpose,
      Instant at)
      implements ProofEvent {}

  /**
   * It was issued.
   *
   * @param records what it lists; the sum of their minutes is {@code minutes}
   * @param by who looked at it; nobody where no record gave a reason to
   */
  record ProofIssued(
      ProofId proof,
      String number,
      List<RecordId> records,
      int minutes,
      Optional<AccountId> by,
      Instant at)
      implements ProofEvent {
    public ProofIssued {
      records = List.copyOf(records);
    }
  }

  record ProofRefused(ProofId proof, NoteId reason, AccountId by, Instant at)
      implements ProofEvent {}

  /**
   * It is good no longer (作废).
   *
   * @param reason in words; none where a record that it lists was corrected
   */
  record ProofRevoked(ProofId proof, Optional<NoteId> reason, Optional<AccountId> by, Instant at)
      implements ProofEvent {}
}
