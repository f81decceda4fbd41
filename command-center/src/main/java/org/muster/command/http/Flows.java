package org.muster.command.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Straight-line work on virtual threads of its own, one per flow.
 *
 * <p>Anybody may start a flow; each runs apart from the others and in no order with them. At most
 * {@code max} run at once: one more is refused at the door as unavailable rather than queued, since
 * a queue would only hide that the database cannot keep up. Closing refuses new flows, waits for
 * those under way, and interrupts what is left.
 */
public final class Flows {
  private static final Logger LOG = LoggerFactory.getLogger(Flows.class);

  private final int max;
  private final Semaphore places;
  private final Set<Thread> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public Flows(int max) {
    this.max = max;
    this.places = new Semaphore(max);
  }

  /** Starts work, or throws the refusal when there is no place or the end has begun. */
  public void start(String name, Runnable work) {
    if (!places.tryAcquire()) {
      throw new RefusedException(Refusal.UNAVAILABLE);
    }
    if (closed) {
      places.release();
      throw new RefusedException(Refusal.UNAVAILABLE);
    }
    Thread.ofVirtual().name(name).start(() -> run(name, work));
  }

  public int running() {
    return max - places.availablePermits();
  }

  /** Refuses new flows and waits for the others; false when some had to be interrupted. */
  public boolean close(Duration within) {
    closed = true;
    try {
      if (places.tryAcquire(max, within.toMillis(), TimeUnit.MILLISECONDS)) {
        places.release(max);
        return true;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    underWay.forEach(Thread::interrupt);
    return false;
  }

  private void run(String name, Runnable work) {
    underWay.add(Thread.currentThread());
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.error("flow {} failed", name, e);
    } finally {
      underWay.remove(Thread.currentThread());
      places.release();
    }
  }
}
