package org.muster.command.notify;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.muster.command.notify.Outcome.Failed;

/** A channel that is given no more than it is allowed: messages wait for their turn, or fail. */
public final class RateLimit implements Channel {
  private final Channel channel;
  private final long everyNanos;
  private final long waitMaxNanos;
  private long nextNanos = System.nanoTime();

  /**
   * @param every the least time between two messages
   * @param waitMax a message that would wait longer fails, to be tried later
   */
  public RateLimit(Channel channel, Duration every, Duration waitMax) {
    this.channel = channel;
    this.everyNanos = every.toNanos();
    this.waitMaxNanos = waitMax.toNanos();
  }

  @Override
  public Outcome send(Message message) {
    long turn = turn();
    if (turn < 0) {
      return new Failed("too many messages at a time");
    }
    long deadline = System.nanoTime() + turn;
    while (deadline - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(deadline - System.nanoTime());
    }
    return channel.send(message);
  }

  /** Nanoseconds until this message's turn; negative when that is too long. */
  private synchronized long turn() {
    long now = System.nanoTime();
    if (nextNanos - now < 0) {
      nextNanos = now;
    }
    long wait = nextNanos - now;
    if (wait > waitMaxNanos) {
      return -1;
    }
    nextNanos += everyNanos;
    return wait;
  }
}
