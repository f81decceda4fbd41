package org.muster.command.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.muster.command.desk.Counter;
import org.muster.command.store.Leases;
import org.muster.command.store.Leases.Lease;
import org.muster.command.store.Leases.LeaseLostException;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.muster.command.store.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of the node that holds the lease: it sleeps until the next row is due or somebody wakes
 * it, and then does what is due. Launches, deadlines and looks at whole orders have a thread each,
 * so that none waits for another. See the package's text.
 */
public final class TimerLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TimerLoop.class);
  private static final String LEASE = "timers";

  /** Long enough for a slow commit, short enough that another node soon takes over. */
  private static final Duration LEASE_LENGTH = Duration.ofSeconds(4);

  private static final Duration LEASE_RENEWAL = Duration.ofSeconds(1);

  /** How soon it is noticed that nobody leads. */
  private static final Duration LEASE_LOOK = Duration.ofMillis(250);

  /** Rows set by other nodes are found at the latest after this. */
  private static final Duration SLEEP_MAX = Duration.ofMillis(500);

  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private final Counter counter;
  private final Leases leases = new Leases();
  private final Timers timers = new Timers();
  private final UUID holder = UUID.randomUUID();
  private final List<Hand> hands;
  private volatile Optional<Lease> lease = Optional.empty();
  private volatile boolean stopped;
  private final Thread keeper = Thread.ofVirtual().name("lease").unstarted(this::keepLease);

  public TimerLoop(Counter counter, DueWork work) {
    this.counter = counter;
    this.hands =
        List.of(
            new Hand("launch", Set.of(Kind.FILL), work::fillAll),
            new Hand("deadlines", work.deadlines(), untilNone(work::doDeadlines)),
            new Hand("looks", work.looks(), untilNone(work::lookAround)));
  }

  public void start() {
    keeper.start();
    hands.forEach(hand -> hand.thread.start());
  }

  /** Something is due at once. */
  public void wake() {
    hands.forEach(hand -> hand.wake.release());
  }

  /** True while this node leads. */
  public boolean leads() {
    return lease.isPresent();
  }

  private void keepLease() {
    while (!stopped) {
      try {
        lease = counter.database().transaction(tx -> leases.take(tx, LEASE, holder, LEASE_LENGTH));
      } catch (RuntimeException e) {
        if (lease.isPresent()) {
          LOG.warn("the lease could not be renewed: {}", e.getMessage());
        }
        lease = Optional.empty();
      }
      pause(lease.isPresent() ? LEASE_RENEWAL : LEASE_LOOK);
    }
  }

  @FunctionalInterface
  private interface Round {
    void run(Lease held);
  }

  /** One kind of work, on a thread of its own. */
  private final class Hand {
    final Semaphore wake = new Semaphore(0);
    final Set<Kind> kinds;
    final Round round;
    final Thread thread;

    /**
     * @param kinds what it waits for
     */
    Hand(String name, Set<Kind> kinds, Round round) {
      this.kinds = kinds;
      this.round = round;
      thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    private void run() {
      while (!stopped) {
        guarded(round);
        sleep(this);
      }
    }
  }

  private Round untilNone(ToIntFunction<Lease> work) {
    return held -> {
      int done = 1;
      while (!stopped && done > 0) {
        done = work.applyAsInt(held);
      }
    };
  }

  /** A round that fails is undone, and tried again after the sleep. */
  private void guarded(Round round) {
    Optional<Lease> held = lease;
    if (held.isEmpty()) {
      return;
    }
    try {
      round.run(held.get());
    } catch (LeaseLostException e) {
      lease = Optional.empty();
      LOG.info("another node leads now");
    } catch (UnavailableException e) {
      LOG.debug("due work waits for the database: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("due work failed and will be tried again", e);
    }
  }

  private void sleep(Hand hand) {
    try {
      if (hand.wake.tryAcquire(untilDue(hand.kinds).toMillis(), TimeUnit.MILLISECONDS)) {
        hand.wake.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  private Duration untilDue(Set<Kind> kinds) {
    if (lease.isEmpty()) {
      return Duration.ofMillis(50);
    }
    try {
      Instant now = counter.now();
      Optional<Instant> next = counter.database().read(sql -> timers.next(sql, kinds));
      Duration wait = next.map(due -> Duration.between(now, due)).orElse(SLEEP_MAX);
      return wait.compareTo(SLEEP_MAX) > 0 ? SLEEP_MAX : max(wait, Duration.ofMillis(20));
    } catch (RuntimeException e) {
      return SLEEP_MAX;
    }
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the rounds in hand, then gives the lease back. */
  @Override
  public void close() {
    stopped = true;
    wake();
    keeper.interrupt();
    try {
      for (Hand hand : hands) {
        hand.thread.join(STOP_MAX);
      }
      keeper.join(STOP_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lease.ifPresent(
        held -> {
          try {
            counter
                .database()
                .transaction(
                    tx -> {
                      leases.release(tx, held);
                      return held;
                    });
          } catch (RuntimeException e) {
            LOG.info("the lease ends by itself: {}", e.getMessage());
          }
        });
  }
}
