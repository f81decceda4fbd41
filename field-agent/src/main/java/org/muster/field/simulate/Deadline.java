package org.muster.field.simulate;

import java.time.Duration;

/** The end of a simulation, and pauses that respect it. */
final class Deadline {
  private final long end;

  Deadline(Duration limit) {
    this.end = System.nanoTime() + limit.toNanos();
  }

  boolean isOver() {
    return System.nanoTime() - end > 0;
  }

  /** Waits a while; throws when the limit has come, or when this thread is no longer wanted. */
  void pause(Duration pause, String waitedFor) {
    if (isOver()) {
      throw new LimitReachedException(waitedFor);
    }
    try {
      Thread.sleep(pause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new LimitReachedException(waitedFor);
    }
  }
}
