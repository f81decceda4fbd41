package org.muster.command.timer;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.muster.command.store.Database;
import org.muster.command.store.Leases;
import org.muster.command.store.Seals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals committed events once a second, on the node that holds the lease {@code seal}. */
public final class SealLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SealLoop.class);
  private static final String LEASE = "seal";
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration LEASE_LENGTH = Duration.ofSeconds(5);
  private static final int BATCH_MAX = 5_000;

  private final Database database;
  private final Seals seals;
  private final LaunchWatch launches;
  private final Leases leases = new Leases();
  private final UUID holder = UUID.randomUUID();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("seal").unstarted(this::run);
  private boolean failed;

  public SealLoop(Database database, Seals seals, LaunchWatch launches) {
    this.database = database;
    this.seals = seals;
    this.launches = launches;
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      do {
        if (!launches.isOn()) {
          round();
        }
      } while (!stop.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    try {
      int sealed = BATCH_MAX;
      while (sealed == BATCH_MAX && stop.getCount() > 0) {
        sealed = sealNext();
      }
      failed = false;
    } catch (RuntimeException e) {
      if (!failed) {
        LOG.warn("sealing waits: {}", e.getMessage());
      }
      failed = true;
    }
  }

  private int sealNext() {
    return database.transaction(
        tx -> {
          boolean leads = leases.take(tx, LEASE, holder, LEASE_LENGTH).isPresent();
          return leads ? seals.seal(tx, BATCH_MAX) : 0;
        });
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
