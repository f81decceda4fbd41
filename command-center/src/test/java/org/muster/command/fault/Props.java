package org.muster.command.fault;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a stage is made of: taken down in the opposite order, also when it was never finished. */
final class Props implements AutoCloseable {
  private final Deque<AutoCloseable> standing = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T prop) {
    standing.push(prop);
    return prop;
  }

  /** Takes down what stands, because the rest could not be made. */
  void closeAfter(Throwable failure) {
    try {
      close();
    } catch (IllegalStateException e) {
      failure.addSuppressed(e);
    }
  }

  /** One that cannot be taken down does not keep the others. */
  @Override
  public void close() {
    var failures = new IllegalStateException("not everything could be taken down");
    while (!standing.isEmpty()) {
      try {
        standing.pop().close();
      } catch (Exception | AssertionError e) {
        failures.addSuppressed(e);
      }
    }
    if (failures.getSuppressed().length > 0) {
      throw failures;
    }
  }
}
