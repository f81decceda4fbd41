package org.muster.model.wave;

import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;

/**
 * Under what circumstances somebody is asked: what experience says acceptance depends on.
 *
 * @param hour the hour of the day by the clock there, 0 to 23
 * @param wayM how far from home, in metres
 */
public record Circumstances(UnitId unit, Tier tier, int hour, double wayM) {
  /** Hours of one part of the day: night, morning, afternoon, evening. */
  public static final int HOURS_PER_PART = 6;

  /** Up to here, in metres, it is near. */
  public static final double NEAR_M = 3_000;

  /** From here on, in metres, it is far; so is a home nobody knows. */
  public static final double FAR_M = 10_000;

  public Circumstances {
    if (hour < 0 || hour > 23 || !(wayM >= 0)) {
      throw new IllegalArgumentException("hour " + hour + ", way " + wayM);
    }
  }

  /** Whoever was asked under like circumstances. */
  Acceptance.Group group() {
    return new Acceptance.Group(unit, tier, hour / HOURS_PER_PART, reach());
  }

  private int reach() {
    if (wayM < NEAR_M) {
      return 0;
    }
    return wayM < FAR_M ? 1 : 2;
  }
}
