package org.muster.model.order;

import java.time.Duration;
import java.util.Optional;

/**
 * Whom an order climbs to when a unit stays silent, up the sender's line (谁派出，谁负责): the deputy
 * liaison, the unit's leader, and at last the command post.
 *
 * @param every time between two steps
 */
public record Escalation(Duration every) {

  /** Who is asked. */
  public enum Step {
    DEPUTY,
    LEADER,
    COMMAND_POST
  }

  /** What the unit is silent about. */
  public enum Silence {
    /** It has not signed for the order. */
    RECEIPT,
    /** It has signed, and not named as many as it owes. */
    NAMES
  }

  /**
   * How far it has climbed.
   *
   * @param acknowledged somebody said that they have it in hand; it climbs no further
   */
  public record Climb(Step step, Silence about, boolean acknowledged) {}

  /** The first step; a unit without a deputy has its leader asked at once. */
  public static Step first(boolean hasDeputy) {
    return hasDeputy ? Step.DEPUTY : Step.LEADER;
  }

  /** The next step, unless it was acknowledged or has reached the top. */
  public static Optional<Step> next(Climb climb) {
    if (climb.acknowledged()) {
      return Optional.empty();
    }
    return switch (climb.step()) {
      case DEPUTY -> Optional.of(Step.LEADER);
      case LEADER -> Optional.of(Step.COMMAND_POST);
      case COMMAND_POST -> Optional.empty();
    };
  }
}
