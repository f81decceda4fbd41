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
  private static final int HOURS_PER_PART = 6;
  private static final double NEAR_M = 3_000;
  private static final double FAR_M = 10_000;

  public Circumstances {
    if (hour < 0 || hour > 23 || !(wayM >= 0)) {
      throw new IllegalArgumentException("hour " + hour + ", way " + wayM);
    }
  }

  /** Night, morning, afternoon, evening. */
  int partOfDay() {
    return hour / HOURS_PER_PART;
  }

  /** Near, middling, far. */
  int reach() {
    if (wayM < NEAR_M) {
      return 0;
    }
    return wayM < FAR_M ? 1 : 2;
  }
}
