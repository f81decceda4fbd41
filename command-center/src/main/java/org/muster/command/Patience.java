package org.muster.command;

import java.time.Duration;
import org.muster.command.store.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The patience of a start: a database that does not answer for a moment, because it has just been
 * promoted or the machine is crowded, does not end a process that has only begun.
 */
final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration USUAL = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final long endNanos;

  private Patience(Duration most) {
    endNanos = System.nanoTime() + most.toNanos();
  }

  /** From now on, for all that a start needs of the database. */
  static Patience ofAStart() {
    return of(USUAL);
  }

  static Patience of(Duration most) {
    return new Patience(most);
  }

  /** Does a step, and does it again while the database is away. */
  void untilDone(Runnable step) {
    while (true) {
      try {
        step.run();
        return;
      } catch (UnavailableException e) {
        if (System.nanoTime() - endNanos > 0) {
          throw e;
        }
        LOG.info("the start waits for the database: {}", e.getMessage());
        pause(e);
      }
    }
  }

  private static void pause(UnavailableException before) {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw before;
    }
  }
}
