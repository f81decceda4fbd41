package org.muster.command.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Time and chance of a simulation: everything happens in one thread, in an order the seed gives.
 */
final class SimulatedTime {
  private static final Instant BEGIN = Instant.parse("2026-11-22T02:00:00Z");

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final SplittableRandom random;
  private long nowMs;
  private long count;

  private record Task(long at, long n, Runnable deed) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return at == other.at ? Long.compare(n, other.n) : Long.compare(at, other.at);
    }
  }

  SimulatedTime(long seed) {
    random = new SplittableRandom(seed);
  }

  void after(long ms, Runnable deed) {
    tasks.add(new Task(nowMs + ms, count++, deed));
  }

  /** Again and again, at this distance. */
  void every(long ms, Runnable deed) {
    after(
        ms,
        () -> {
          deed.run();
          every(ms, deed);
        });
  }

  /** Lets everything happen that is due within this time. */
  void run(Duration time) {
    long end = nowMs + time.toMillis();
    while (!tasks.isEmpty() && tasks.element().at() <= end) {
      Task next = tasks.remove();
      nowMs = next.at();
      next.deed().run();
    }
    nowMs = end;
  }

  long nowMs() {
    return nowMs;
  }

  Instant now() {
    return BEGIN.plusMillis(nowMs);
  }

  /** From 0 to the bound, without it. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
