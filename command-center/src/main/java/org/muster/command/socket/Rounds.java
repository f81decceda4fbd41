package org.muster.command.socket;

import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The rounds one event loop makes of its sockets, about once a second: instead of timers for each.
 *
 * <p>Runs on that loop only, but for {@link #tell}.
 */
final class Rounds {
  private final Set<Session> sessions = new HashSet<>();
  private final ContextInternal loop;
  private final long timer;

  Rounds(ContextInternal loop, Duration every) {
    this.loop = loop;
    timer = loop.setPeriodic(every.toMillis(), _ -> all(Session::look));
  }

  static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  void add(Session session) {
    sessions.add(session);
  }

  void remove(Session session) {
    sessions.remove(session);
  }

  /** Does something to every socket of this loop; from any thread. */
  void tell(Consumer<Session> message) {
    loop.runOnContext(_ -> all(message));
  }

  void stop() {
    loop.owner().cancelTimer(timer);
  }

  /** Over a copy: what is done to a session may remove it. */
  private void all(Consumer<Session> message) {
    for (Session session : sessions.toArray(Session[]::new)) {
      message.accept(session);
    }
  }
}
