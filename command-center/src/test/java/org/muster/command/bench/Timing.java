package org.muster.command.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.LongSupplier;

/** Clocks of benchmarks, in nanoseconds, and what is taken of several rounds. */
final class Timing {
  /** Time of this thread: others on the machine do not count. */
  static final LongSupplier CPU = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;

  /** For what another program answers. */
  static final LongSupplier WALL = System::nanoTime;

  private Timing() {}

  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** What is in use once all that can be given up is given up. */
  static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
