package org.muster.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what has run out, now and then: sessions, tickets, files sent in long ago. */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration PERIOD = Duration.ofMinutes(10);

  private final List<Runnable> chores;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("housekeeping").unstarted(this::run);

  Housekeeping(List<Runnable> chores) {
    this.chores = List.copyOf(chores);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!stop.await(PERIOD.toSeconds(), TimeUnit.SECONDS)) {
        chores.forEach(Housekeeping::perform);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A chore that fails is done at the next time. */
  private static void perform(Runnable chore) {
    try {
      chore.run();
    } catch (RuntimeException e) {
      LOG.warn("housekeeping waits: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    stop.countDown();
  }
}
