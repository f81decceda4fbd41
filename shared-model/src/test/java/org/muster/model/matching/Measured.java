package org.muster.model.matching;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;

/** What a piece of work takes of this thread; others on the machine do not count. */
final class Measured {
  /** Keeps every answer, so that no work is left out as idle. */
  private static volatile Object kept = "";

  private Measured() {}

  static double cpuMs(Supplier<?> work) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    kept = work.get();
    return (threads.getCurrentThreadCpuTime() - before) / 1e6;
  }

  /** All that was allocated, hence more than what was needed at any time. */
  static double mib(Supplier<?> work) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    kept = work.get();
    return (threads.getCurrentThreadAllocatedBytes() - before) / 1048576.0;
  }

  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
