package org.muster.command.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Clocks of benchmarks, in nanoseconds, waiting by them, and what is taken of several rounds. */
final class Timing {
  /** Time of this thread: others on the machine do not count. */
  static final LongSupplier CPU = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;

  /** For what another program answers. */
  static final LongSupplier WALL = System::nanoTime;

  private static final Duration WAIT_MAX = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(20);

  private Timing() {}

  /** True at some time. */
  @FunctionalInterface
  interface Condition {
    boolean holds();
  }

  static void until(Condition condition) {
    long end = System.nanoTime() + WAIT_MAX.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited in vain");
      }
      pause(LOOK);
    }
  }

  static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** What is in use once all that can be given up is given up. */
  static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
