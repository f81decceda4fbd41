package org.muster.model.talk;

import java.time.Instant;
import java.util.Optional;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/** What becomes of a notice (通知公告). */
public sealed interface NoticeEvent extends Event {
  NoticeId notice();

  /**
   * A notice went out to all who were its readers at that time.
   *
   * @param order whose people are meant, if one's
   * @param unit whose people are meant, if one's
   * @param area where those live who are meant, if it matters
   * @param fromUnit the unit whose liaison speaks; the command post if there is none
   * @param fromArea the jurisdiction of the command post that speaks
   */
  record NoticePublished(
      NoticeId notice,
      Optional<OrderId> order,
      Optional<UnitId> unit,
      Optional<AreaCode> area,
      Optional<UnitId> fromUnit,
      Optional<AreaCode> fromArea,
      NoteId title,
      NoteId text,
      AccountId by,
      Instant at,
      String space)
      implements NoticeEvent {}

  /** It is not to be followed any more; who has it is told so. */
  record NoticeWithdrawn(NoticeId notice, AccountId by, Instant at) implements NoticeEvent {}
}
