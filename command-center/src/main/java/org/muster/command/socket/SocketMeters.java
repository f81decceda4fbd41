package org.muster.command.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What can be measured of sockets: how many, what they say, why they end. */
final class SocketMeters {
  private final MeterRegistry registry;
  private final AtomicInteger open = new AtomicInteger();
  private final Counter framesIn;

  SocketMeters(MeterRegistry registry) {
    this.registry = registry;
    framesIn = registry.counter("muster.socket.frames.in");
    registry.gauge("muster.socket.sessions", open);
  }

  int open() {
    return open.get();
  }

  void opened() {
    open.incrementAndGet();
  }

  /** How many are left. */
  int gone() {
    return open.decrementAndGet();
  }

  void frame() {
    framesIn.increment();
  }

  /** Closed by us, for this reason. */
  void ended(int code) {
    registry.counter("muster.socket.closed", "code", Integer.toString(code)).increment();
  }

  /** An upgrade that was not granted. */
  void turnedAway(int status) {
    registry.counter("muster.socket.refused", "status", Integer.toString(status)).increment();
  }
}
