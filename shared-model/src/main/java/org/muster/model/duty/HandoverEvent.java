package org.muster.model.duty;

import java.time.Instant;
import java.util.Optional;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;

/** What happens when the watch changes. */
public sealed interface HandoverEvent extends Event {
  HandoverId handover();

  /**
   * Whoever has the watch signed the page (交班).
   *
   * @param remark promises and what cannot be counted; people wrote it, so it stands outside the
   *     log
   */
  record HandoverDrawn(
      HandoverId handover,
      AreaCode area,
      Sheet sheet,
      Optional<NoteId> remark,
      AccountId by,
      Instant at)
      implements HandoverEvent {}

  /**
   * The next one countersigned and has the watch (接班).
   *
   * @param leader who leads the shift (带班领导), by name, outside the log
   */
  record HandoverTaken(HandoverId handover, Optional<NoteId> leader, AccountId by, Instant at)
      implements HandoverEvent {}

  /** Nobody took it over; whoever signed it took it back. */
  record HandoverTakenBack(HandoverId handover, AccountId by, Instant at)
      implements HandoverEvent {}
}
