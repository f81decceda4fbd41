package org.muster.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time by which commands are decided and deadlines judged: the system's at the start, and from
 * then on what the monotonic clock counts.
 *
 * <p>When somebody sets the system's clock, this one follows by at most a tenth of the time that
 * passes: set forward, it does not make everybody silent at once; set back, it lets nobody wait for
 * ever; and it never goes back itself. A clock that merely drifts it follows at once. Any thread
 * may ask.
 */
final class SteadyClock implements InstantSource {
  private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);
  private static final long FOLLOWS_BY = 10;
  private static final Duration SAID_ABOVE = Duration.ofSeconds(2);

  private final InstantSource system;
  private final LongSupplier nanos;
  private Instant last;
  private long lastNanos;
  private boolean said;

  SteadyClock() {
    this(InstantSource.system(), System::nanoTime);
  }

  /**
   * @param nanos the monotonic clock
   */
  SteadyClock(InstantSource system, LongSupplier nanos) {
    this.system = system;
    this.nanos = nanos;
    last = system.instant();
    lastNanos = nanos.getAsLong();
  }

  @Override
  public synchronized Instant instant() {
    long now = nanos.getAsLong();
    long passed = now - lastNanos;
    Instant counted = last.plusNanos(passed);
    Duration ahead = Duration.between(counted, system.instant());
    Duration most = Duration.ofNanos(passed / FOLLOWS_BY);
    last = counted.plus(ahead.abs().compareTo(most) <= 0 ? ahead : signed(most, ahead));
    lastNanos = now;
    say(ahead);
    return last;
  }

  private static Duration signed(Duration size, Duration like) {
    return like.isNegative() ? size.negated() : size;
  }

  /** Once for each time it is set. */
  private void say(Duration ahead) {
    boolean far = ahead.abs().compareTo(SAID_ABOVE) > 0;
    if (far && !said) {
      LOG.warn(
          "系统时钟被调整 {} 秒，各项时限将逐步跟上 / the system's clock was set by {} s; deadlines follow slowly",
          ahead.toSeconds(),
          ahead.toSeconds());
    }
    said = far;
  }
}
