package org.muster.command.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same command on many threads that set off together. */
final class Racers {
  private Racers() {}

  static <T> List<T> race(int racers, Callable<T> command) throws Exception {
    var off = new CountDownLatch(1);
    var outcomes = new ArrayList<T>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>();
      for (int i = 0; i < racers; i++) {
        running.add(
            threads.submit(
                () -> {
                  off.await();
                  return command.call();
                }));
      }
      off.countDown();
      for (Future<T> racer : running) {
        outcomes.add(racer.get());
      }
    }
    return outcomes;
  }
}
