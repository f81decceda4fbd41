package org.muster.command.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.muster.command.secret.TokenHash;
import org.muster.command.store.Session;

/**
 * The sessions that were looked up a moment ago, so that a burst of requests does not ask the
 * database each time.
 *
 * <p>Written by every lookup and every end of a session, on any thread. A session that ended on
 * this node is gone at once, even when a lookup that began before the end is still under way:
 * {@link #remember} drops what is older than the last {@link #forget}. One that ended on another
 * node is gone when that node's word arrives, or at the latest after {@link #KEPT_MAX}.
 */
final class RecentSessions {
  static final Duration KEPT_MAX = Duration.ofSeconds(3);

  /** About as many as there are devices; the longest unused goes first. */
  private static final int SESSIONS_MAX = 20_000;

  private final LinkedHashMap<TokenHash, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long ends;

  private record Kept(Session session, Instant until) {}

  synchronized Optional<Session> find(TokenHash token, Instant at) {
    return Optional.ofNullable(kept.get(token))
        .filter(k -> at.isBefore(k.until()))
        .map(Kept::session);
  }

  /** To be asked before a lookup, and given back with what it found. */
  synchronized long ends() {
    return ends;
  }

  synchronized void remember(Session session, Instant at, long endsBefore) {
    if (ends != endsBefore) {
      return;
    }
    kept.put(session.token(), new Kept(session, at.plus(KEPT_MAX)));
    if (kept.size() > SESSIONS_MAX) {
      kept.remove(kept.sequencedKeySet().getFirst());
    }
  }

  synchronized void forget(TokenHash token) {
    ends++;
    kept.remove(token);
  }
}
