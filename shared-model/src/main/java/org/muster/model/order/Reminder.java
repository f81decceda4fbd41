package org.muster.model.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a unit may be reminded again (催办): not while the last reminder is still being read. */
public final class Reminder {
  /** Time to read a reminder and sign; whoever presses twice reminds once. */
  public static final Duration AGAIN_AFTER = Duration.ofMinutes(2);

  private Reminder() {}

  /**
   * @param last when the unit was reminded last
   */
  public static boolean isDue(Optional<Instant> last, Instant now) {
    return last.map(at -> !now.isBefore(at.plus(AGAIN_AFTER))).orElse(true);
  }
}
