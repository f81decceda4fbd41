package org.muster.model.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before something that did not get through is tried again: full jitter under a
 * ceiling that doubles, so that what failed together does not come back together.
 *
 * @param base the first ceiling
 * @param cap the highest ceiling
 * @param triesMax after so many it is given up
 */
public record Retries(Duration base, Duration cap, int triesMax) {
  private static final int DOUBLINGS_MAX = 30;

  public Retries {
    if (!base.isPositive() || cap.compareTo(base) < 0 || triesMax < 1) {
      throw new IllegalArgumentException("retries need a base, a higher cap and one try at least");
    }
  }

  /**
   * The pause after so many tries in vain; none when it is given up.
   *
   * @param chance from 0 to 1, drawn by the caller
   */
  public Optional<Duration> pause(int tries, double chance) {
    if (tries >= triesMax) {
      return Optional.empty();
    }
    long ceilingMs =
        Math.min(cap.toMillis(), base.toMillis() << Math.min(tries - 1, DOUBLINGS_MAX));
    return Optional.of(Duration.ofMillis((long) (chance * ceilingMs)));
  }
}
