package org.muster.field.link;

import static org.muster.model.wire.CloseCode.RESUME;
import static org.muster.model.wire.CloseCode.TOO_FAST;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a phone comes back: full jitter, so that a city of phones does not return in one wave.
 *
 * <p>Asked to reconnect and resume, it comes at once or when told; but only once per connection
 * that worked, or a command center that sends everybody away would be stormed.
 */
final class Backoff {
  private static final int DOUBLINGS_MAX = 20;

  private final Pace pace;
  private int failures;
  private boolean worked;

  Backoff(Pace pace) {
    this.pace = pace;
  }

  /** The phone has caught up: the next pause is a short one again. */
  void worked() {
    failures = 0;
    worked = true;
  }

  Duration next(Ending ending, boolean openOrder, RandomGenerator random) {
    Duration told = ending.retryAfter().orElse(Duration.ZERO);
    if (ending.is(RESUME) && worked) {
      worked = false;
      return told;
    }
    worked = false;
    Duration most = openOrder ? pace.backoffOpenMax() : pace.backoffMax();
    if (ending.is(TOO_FAST)) {
      failures = DOUBLINGS_MAX;
    }
    long ceilingMs = Math.min(most.toMillis(), pace.backoffBase().toMillis() << failures);
    failures = Math.min(failures + 1, DOUBLINGS_MAX);
    return told.plusMillis(random.nextLong(ceilingMs + 1));
  }
}
