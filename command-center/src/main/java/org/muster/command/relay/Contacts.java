package org.muster.command.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.muster.command.store.ContactStore;
import org.muster.command.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes who is proven reachable, before there is any order. A line stands only as long as its phone
 * answers the silent probes of the socket, so whoever has a line at a look is reached now.
 */
public final class Contacts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Contacts.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(15);

  /** Reachability is told in hours: who stays connected is written this often. */
  private static final Duration WRITTEN_EVERY = Duration.ofMinutes(10);

  private final Database database;
  private final Supplier<Set<UUID>> connected;
  private final InstantSource clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("contacts").unstarted(this::run);
  private final Set<UUID> written = new HashSet<>();
  private Instant writtenSince = Instant.EPOCH;

  /**
   * @param connected who has a line to this node
   */
  public Contacts(Database database, Supplier<Set<UUID>> connected, InstantSource clock) {
    this.database = database;
    this.connected = connected;
    this.clock = clock;
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!stop.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Writes who is connected and was not written of late; what fails is written at the next look.
   */
  void look() {
    Instant now = clock.instant();
    if (!writtenSince.plus(WRITTEN_EVERY).isAfter(now)) {
      written.clear();
      writtenSince = now;
    }
    var people = new HashSet<>(connected.get());
    people.removeAll(written);
    if (people.isEmpty()) {
      return;
    }
    try {
      database.transaction(
          tx -> {
            ContactStore.note(tx, people, now);
            return people;
          });
      written.addAll(people);
    } catch (RuntimeException e) {
      LOG.info("who was reached is written later: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    stop.countDown();
  }
}
