package org.muster.command.relay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.muster.command.store.Database;
import org.muster.command.store.Epochs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether the database is still the one it was. When a new epoch has begun, all
 * devices are asked to come back: their lines know numbers that mean nothing any more.
 */
public final class EpochWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EpochWatch.class);

  private final Database database;
  private final Runnable comeBack;
  private final Duration every;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("epoch").unstarted(this::run);
  private String known = "";

  /**
   * @param comeBack asks all connected devices to come back
   */
  public EpochWatch(Database database, Runnable comeBack, Duration every) {
    this.database = database;
    this.comeBack = comeBack;
    this.every = every;
  }

  /** Takes the first look, before anybody is let in, and goes on looking. */
  public void start() {
    known = database.transaction(Epochs::look);
    thread.start();
  }

  private void run() {
    try {
      while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      String found = database.transaction(Epochs::look);
      if (!found.equals(known)) {
        LOG.warn("数据库已恢复或切换，所有手机重新同步 / the database was restored or promoted: phones resync");
        known = found;
        comeBack.run();
      }
    } catch (RuntimeException e) {
      LOG.debug("the epoch cannot be read: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    stop.countDown();
  }
}
