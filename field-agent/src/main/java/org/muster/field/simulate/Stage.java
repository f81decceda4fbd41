package org.muster.field.simulate;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.muster.field.simulate.SimulationSettings.Cast;

/**
 * What all volunteers of a simulation share: the clock that calls them, the places, the
 * communities.
 */
final class Stage implements AutoCloseable {
  private final ScheduledExecutorService clock = clock();
  private final Cast cast;
  private final Places places;
  private final Communities communities;
  private final Journal journal;

  Stage(Cast cast, Places places, Communities communities, Journal journal) {
    this.cast = cast;
    this.places = places;
    this.communities = communities;
    this.journal = journal;
  }

  Cast cast() {
    return cast;
  }

  Places places() {
    return places;
  }

  Communities communities() {
    return communities;
  }

  Journal journal() {
    return journal;
  }

  /** Calls somebody after a while; the action must not wait for anything. */
  void later(Duration pause, Runnable action) {
    try {
      var _ = clock.schedule(guarded(action), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // The curtain has fallen.
    }
  }

  /** Does something that may wait for the server. */
  void aside(Runnable action) {
    if (!clock.isShutdown()) {
      Thread.startVirtualThread(guarded(action));
    }
  }

  /** One volunteer's mistake ends neither the clock nor the others. */
  private Runnable guarded(Runnable action) {
    return () -> {
      try {
        action.run();
      } catch (RuntimeException e) {
        journal.problem("an actor failed: " + e);
      }
    };
  }

  private static ScheduledExecutorService clock() {
    var clock =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("stage").factory());
    clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return clock;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
