package org.muster.command.timer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether an order is being launched, by this node or another. What can wait a moment, such as
 * sealing the log and bringing the audience up to date, waits until the phones have rung; but not
 * for ever.
 */
public final class LaunchWatch {
  /** Phones acknowledge what the last round sent. */
  private static final long SETTLING_NS = Duration.ofMillis(1_500).toNanos();

  private static final long WAIT_MAX_NS = Duration.ofSeconds(20).toNanos();

  private final Runnable others;
  private volatile @Nullable Span span;

  /**
   * @param others tells the other nodes that this one has made offers
   */
  public LaunchWatch(Runnable others) {
    this.others = others;
  }

  /** From the first round that made offers to a while after the last. */
  private record Span(long from, long until) {
    boolean covers(long now) {
      return now - until < 0;
    }
  }

  /** A round of a launch has made offers here. */
  void round() {
    heard();
    others.run();
  }

  /** A round of a launch has made offers, on whichever node. */
  public synchronized void heard() {
    long now = System.nanoTime();
    var before = span;
    long from = before != null && before.covers(now) ? before.from() : now;
    span = new Span(from, now + SETTLING_NS);
  }

  /** True while others should give way. */
  public boolean isOn() {
    var seen = span;
    long now = System.nanoTime();
    return seen != null && seen.covers(now) && now - seen.from() < WAIT_MAX_NS;
  }
}
