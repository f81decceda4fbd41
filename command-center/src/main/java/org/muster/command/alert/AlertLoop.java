package org.muster.command.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.muster.command.notify.Outcome;
import org.muster.command.notify.Outcome.Failed;
import org.muster.command.notify.Outcome.Gone;
import org.muster.command.notify.Outcome.Refused;
import org.muster.command.notify.Outcome.Taken;
import org.muster.command.store.Database;
import org.muster.command.store.DueAlerts;
import org.muster.command.store.DueAlerts.Due;
import org.muster.command.store.Sql;
import org.muster.model.delivery.Retries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands due alerts over, round after round. See the package's text. */
public final class AlertLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertLoop.class);
  private static final Duration PERIOD = Duration.ofMillis(500);

  /** Longer than a batch may wait for turns and answers. */
  private static final Duration HIDDEN = Duration.ofMinutes(1);

  private static final int BATCH_MAX = 200;
  private static final Duration STOP_MAX = Duration.ofSeconds(10);

  private final Database database;
  private final Roads roads;
  private final Retries retries;
  private final InstantSource clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("alerts").unstarted(this::run);
  private boolean failing;

  public AlertLoop(Database database, Roads roads, Retries retries, InstantSource clock) {
    this.database = database;
    this.roads = roads;
    this.retries = retries;
    this.clock = clock;
  }

  public void start() {
    thread.start();
  }

  private record Sent(Due alert, Outcome outcome) {}

  private void run() {
    try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
      while (!stop.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          int taken = BATCH_MAX;
          while (taken == BATCH_MAX && stop.getCount() > 0) {
            taken = round(hands);
          }
          failing = false;
        } catch (RuntimeException e) {
          if (!failing) {
            LOG.warn("alerts wait: {}", e.getMessage());
          }
          failing = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands one batch over; returns how many it took. */
  private int round(ExecutorService hands) throws InterruptedException {
    Instant now = clock.instant();
    List<Due> due = database.transaction(tx -> DueAlerts.take(tx, now, BATCH_MAX, HIDDEN));
    var sent =
        hands.invokeAll(
            due.stream().<Callable<Sent>>map(a -> () -> new Sent(a, roads.send(a))).toList());
    if (!due.isEmpty()) {
      database.transaction(
          tx -> {
            sent.stream().map(Future::resultNow).forEach(one -> note(tx, one));
            return due.size();
          });
    }
    return due.size();
  }

  private void note(Sql tx, Sent sent) {
    var id = sent.alert().id();
    switch (sent.outcome()) {
      case Taken(var reference) -> DueAlerts.noteSent(tx, id, clock.instant(), reference);
      case Gone _ -> DueAlerts.noteDead(tx, id, "nobody is there any more");
      case Refused(var reason) -> DueAlerts.noteDead(tx, id, reason);
      case Failed(var reason) -> {
        Optional<Duration> pause =
            retries.pause(sent.alert().tries(), ThreadLocalRandom.current().nextDouble());
        pause.ifPresentOrElse(
            wait -> DueAlerts.noteFailed(tx, id, clock.instant().plus(wait), reason),
            () -> DueAlerts.noteDead(tx, id, reason));
      }
    }
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(STOP_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
