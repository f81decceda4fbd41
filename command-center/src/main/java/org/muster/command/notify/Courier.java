package org.muster.command.notify;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.muster.command.notify.Outcome.Failed;
import org.muster.command.notify.Outcome.Gone;
import org.muster.command.notify.Outcome.Refused;
import org.muster.command.notify.Outcome.Taken;
import org.muster.model.delivery.Retries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries messages that are of use for minutes only, such as sign-in codes: tried a few times from
 * memory, then dropped, since who waits for one asks again.
 *
 * <p>Each message has a thread of its own; beyond {@link #WAITING_MAX} they are dropped at once.
 */
public final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int WAITING_MAX = 2_000;
  private static final Retries RETRIES =
      new Retries(Duration.ofSeconds(1), Duration.ofSeconds(10), 4);

  private final Channel channel;
  private final Semaphore places = new Semaphore(WAITING_MAX);
  private final CountDownLatch stopped = new CountDownLatch(1);

  public Courier(Channel channel) {
    this.channel = channel;
  }

  /** Returns at once. */
  public void send(Message message) {
    if (!places.tryAcquire()) {
      LOG.warn("too many messages wait; one of {} is dropped", message.template());
      return;
    }
    Thread.ofVirtual()
        .name("courier")
        .start(
            () -> {
              try {
                carry(message);
              } finally {
                places.release();
              }
            });
  }

  private void carry(Message message) {
    for (int tries = 1; ; tries++) {
      switch (channel.send(message)) {
        case Taken _ -> {
          return;
        }
        case Gone _ -> {
          LOG.warn("a message of {} was for nobody", message.template());
          return;
        }
        case Refused(var reason) -> {
          LOG.warn("a message of {} was refused: {}", message.template(), reason);
          return;
        }
        case Failed(var reason) -> {
          var pause = RETRIES.pause(tries, ThreadLocalRandom.current().nextDouble());
          if (pause.isEmpty() || isStoppedWithin(pause.get())) {
            LOG.warn("a message of {} did not get through: {}", message.template(), reason);
            return;
          }
        }
      }
    }
  }

  private boolean isStoppedWithin(Duration pause) {
    try {
      return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    stopped.countDown();
  }
}
