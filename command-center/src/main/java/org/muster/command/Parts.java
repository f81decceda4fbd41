package org.muster.command;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running parts of the process, in the order they were started; stopped in reverse. */
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  /** How a part ends. */
  @FunctionalInterface
  interface Stop<T> {
    void stop(T part) throws Exception;
  }

  private record Ending(String name, Duration limit, AutoCloseable part) {}

  private final Deque<Ending> endings = new ArrayDeque<>();

  /** Takes charge of a part that has just been started; ending it may take at most so long. */
  <T> T add(String name, Duration limit, T part, Stop<T> stop) {
    synchronized (endings) {
      endings.push(new Ending(name, limit, () -> stop.stop(part)));
    }
    return part;
  }

  <T extends AutoCloseable> T add(String name, Duration limit, T part) {
    return add(name, limit, part, AutoCloseable::close);
  }

  /** Ends all parts, the last first; one that hangs or fails does not keep the others. */
  @Override
  public void close() {
    while (true) {
      Ending ending;
      synchronized (endings) {
        ending = endings.poll();
      }
      if (ending == null) {
        return;
      }
      end(ending);
    }
  }

  private static void end(Ending ending) {
    try {
      var thread =
          Thread.ofVirtual()
              .name("stop-" + ending.name())
              .uncaughtExceptionHandler((_, e) -> LOG.error("stopping {} failed", ending.name(), e))
              .start(() -> run(ending));
      if (!thread.join(ending.limit())) {
        LOG.error("{} did not stop within {}", ending.name(), ending.limit());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(Ending ending) {
    try {
      ending.part().close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
