package org.muster.command.warmup;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.muster.command.store.Database;
import org.muster.command.store.MadeUpTown;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays launches that leave nothing behind, until they are as fast as they will be. What fell due
 * while no server was there goes first.
 */
public final class WarmUp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  /** Connections that are made to know the statements; they are beyond its places. */
  private static final int CONNECTIONS = 4;

  /** Some thousand offers: after that the compiler has seen what it needs. */
  private static final int ROUNDS_MAX = 6;

  private static final Duration TIME_MAX = Duration.ofSeconds(20);
  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final Parts parts;
  private final Timers timers = new Timers();
  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("warm-up").unstarted(this::run);
  private volatile boolean stopped;

  /**
   * What a launch goes through.
   *
   * @param inner where orders are signed, launches filled and receipts written
   */
  public record Parts(Vertx vertx, Database inner, InstantSource clock) {}

  public WarmUp(Parts parts) {
    this.parts = parts;
  }

  public void start() {
    thread.start();
  }

  /** Something real is to be done: ends after the step in hand. From any thread, any time. */
  public void giveWay() {
    stopped = true;
    told.countDown();
  }

  private void run() {
    long began = System.nanoTime();
    try {
      awaitNothingDue(began);
      play(began);
    } catch (RuntimeException e) {
      LOG.warn("not warmed up, the first launch will be slower: {}", e.toString());
    }
  }

  private void play(long began) {
    var town = new MadeUpTown(new Random(began));
    try (var phones = Phones.connect(parts, town.people())) {
      var play = new Play(town, parts.clock(), phones::post);
      int rounds = 0;
      while (!stopped && rounds < ROUNDS_MAX && System.nanoTime() - began < TIME_MAX.toNanos()) {
        parts.inner().onEach(CONNECTIONS, stage -> perform(play, stage));
        rounds++;
      }
      long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      LOG.info("warmed up in {} ms, {} letters acknowledged", ms, phones.acknowledged());
    }
  }

  private void awaitNothingDue(long began) {
    try {
      while (isWorkDue() && System.nanoTime() - began < TIME_MAX.toNanos()) {
        if (told.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  private boolean isWorkDue() {
    var now = parts.clock().instant();
    return !parts.inner().read(sql -> timers.due(sql, EnumSet.allOf(Kind.class), now)).isEmpty();
  }

  private void perform(Play play, Database stage) {
    if (!stopped) {
      play.perform(stage);
    }
  }

  @Override
  public void close() {
    giveWay();
    try {
      thread.join(STOP_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
