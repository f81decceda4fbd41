package org.muster.model.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.model.order.VoidEvent.VoidEnded;
import org.muster.model.order.VoidEvent.VoidRaised;
import org.muster.model.place.AreaCode;

/**
 * A community that has a need and nobody for it (空白社区).
 *
 * @param since when it began
 */
public record AreaVoid(
    OrderId order, AreaCode community, Kind kind, Optional<String> skill, Instant since) {
  /**
   * A void has to last before anybody is told: between two shifts, or while somebody who left is
   * being replaced on the spot, nobody need hurry.
   */
  public static final Duration DWELL = Duration.ofMinutes(5);

  /** What is missing. */
  public enum Kind {
    /** Nobody came in time. */
    NOBODY_CAME,
    /** The last one left while the order is in force. */
    NOBODY_LEFT,
    /** Nobody on post has a skill that the plan asks for. */
    SKILL_MISSING
  }

  /** A void that the command post was told of and that is not over. */
  public record Raised(VoidId id, AreaCode community) {}

  public VoidId id() {
    return VoidId.of(order, community, kind, skill);
  }

  /**
   * What is to be told of an order now.
   *
   * @param seen every void that stands
   * @param raised those that were told before and are not over
   */
  public static List<VoidEvent> look(
      OrderId order, Collection<AreaVoid> seen, Collection<Raised> raised, Instant now) {
    var events = new ArrayList<VoidEvent>();
    Set<VoidId> told = new HashSet<>();
    raised.forEach(one -> told.add(one.id()));
    Set<VoidId> standing = new HashSet<>();
    for (AreaVoid one : seen) {
      standing.add(one.id());
      if (!told.contains(one.id()) && !now.isBefore(one.since().plus(DWELL))) {
        events.add(
            new VoidRaised(
                one.id(), order, one.community(), one.kind(), one.skill(), one.since(), now));
      }
    }
    for (Raised one : raised) {
      if (!standing.contains(one.id())) {
        events.add(new VoidEnded(one.id(), order, one.community(), now));
      }
    }
    return events;
  }
}
