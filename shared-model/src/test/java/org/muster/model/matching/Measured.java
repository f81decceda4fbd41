package org.muster.model.matching;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** What a piece of work takes of this thread; others on the machine do not count. */
final class Measured {
  private Measured() {}

  static double cpuMs(Supplier<?> work) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    Objects.requireNonNull(work.get());
    return (threads.getCurrentThreadCpuTime() - before) / 1e6;
  }

  /** All that was allocated, hence more than what was needed at any time. */
  static double mib(Supplier<?> work) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Objects.requireNonNull(work.get());
    return (threads.getCurrentThreadAllocatedBytes() - before) / 1048576.0;
  }

  /** What stays in memory as long as the outcome does, once all else was collected. */
  static double heldMib(Supplier<?> work) {
    double before = usedMib();
    Object outcome = Objects.requireNonNull(work.get());
    try {
      return usedMib() - before;
    } finally {
      Reference.reachabilityFence(outcome);
    }
  }

  private static double usedMib() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / 1048576.0;
  }

  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
