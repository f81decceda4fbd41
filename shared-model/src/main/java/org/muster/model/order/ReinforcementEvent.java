package org.muster.model.order;

import java.time.Instant;
import java.util.Optional;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;

/** What becomes of a community's request for more people (增援请求). */
public sealed interface ReinforcementEvent extends Event {
  ReinforcementId reinforcement();

  OrderId order();

  /**
   * A community asks for more people than the order gives it.
   *
   * @param people how many more, 1 or more
   */
  record ReinforcementAsked(
      ReinforcementId reinforcement,
      OrderId order,
      AreaCode community,
      int people,
      NoteId reason,
      AccountId by,
      Instant at,
      String space)
      implements ReinforcementEvent {}

  /**
   * The command post answered.
   *
   * @param granted whether people will come; by which order, the reply says
   */
  record ReinforcementAnswered(
      ReinforcementId reinforcement,
      OrderId order,
      boolean granted,
      Optional<NoteId> reply,
      AccountId by,
      Instant at)
      implements ReinforcementEvent {}

  /** The community needs nobody any more. */
  record ReinforcementTakenBack(
      ReinforcementId reinforcement, OrderId order, AccountId by, Instant at)
      implements ReinforcementEvent {}
}
