package org.muster.command.socket;

import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The rounds one event loop makes of its sockets, instead of timers for each: a few at a time, so
 * that nobody waits for thousands to be looked at.
 *
 * <p>Runs on that loop only, but for {@link #tell}.
 */
final class Rounds {
  private static final int STOPS = 32;

  private final List<Set<Session>> stops =
      Stream.generate(() -> (Set<Session>) new HashSet<Session>()).limit(STOPS).toList();
  private final ContextInternal loop;
  private final long timer;
  private int next;

  /**
   * @param every how often each socket is looked at
   */
  Rounds(ContextInternal loop, Duration every) {
    this.loop = loop;
    timer = loop.setPeriodic(Math.max(1, every.toMillis() / STOPS), _ -> goOn());
  }

  void add(Session session) {
    stop(session).add(session);
  }

  void remove(Session session) {
    stop(session).remove(session);
  }

  /** Does something to every socket of this loop; from any thread. */
  void tell(Consumer<Session> message) {
    loop.runOnContext(_ -> stops.forEach(some -> each(some, message)));
  }

  void stop() {
    loop.owner().cancelTimer(timer);
  }

  private void goOn() {
    each(stops.get(next), Session::look);
    next = (next + 1) % STOPS;
  }

  private Set<Session> stop(Session session) {
    int hash = System.identityHashCode(session);
    return stops.get((hash ^ hash >>> 16) & STOPS - 1);
  }

  /** Over a copy: what is done to a session may remove it. */
  private static void each(Set<Session> sessions, Consumer<Session> message) {
    for (Session session : sessions.toArray(Session[]::new)) {
      message.accept(session);
    }
  }
}
