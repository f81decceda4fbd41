package org.muster.model.order;

import java.time.Instant;
import java.util.Optional;
import org.muster.model.Event;
import org.muster.model.place.AreaCode;

/** When a community has a need and nobody of a kind is left (空白社区), and when it is over. */
public sealed interface VoidEvent extends Event {
  VoidId id();

  OrderId order();

  /**
   * The command post is told, once.
   *
   * @param since when it began
   */
  record VoidRaised(
      VoidId id,
      OrderId order,
      AreaCode community,
      AreaVoid.Kind kind,
      Optional<String> skill,
      Instant since,
      Instant at)
      implements VoidEvent {}

  /** Somebody is there again, or the order is over. */
  record VoidEnded(VoidId id, OrderId order, AreaCode community, Instant at) implements VoidEvent {}
}
