package org.muster.command.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.muster.command.secret.OneTimeCodes;
import org.muster.command.secret.TokenHash;
import org.muster.command.secret.Tokens;
import org.muster.command.store.CodeUseStore;
import org.muster.command.store.Database;
import org.muster.command.store.DeviceStore;
import org.muster.command.store.Session;
import org.muster.command.store.SessionStore;
import org.muster.command.store.SessionStore.Ended;
import org.muster.command.store.SessionStore.Span;
import org.muster.command.store.Sql;
import org.muster.command.store.TicketStore;
import org.muster.model.access.AccountId;

/**
 * Sessions of accounts and devices of volunteers: who a token stands for, until when.
 *
 * <p>The database says so; a lookup is kept for {@link RecentSessions#KEPT_MAX} only. Whoever must
 * hear that a session ended (sockets, other nodes) is told after the end was committed; another
 * node that hears of it calls {@link #forget}.
 */
public final class SessionDesk {
  /** A session's last request is noted this often at most. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  /** Far more than the steps in which a code can still be given. */
  private static final long STEPS_KEPT = 20;

  private final Database database;
  private final SessionLimits limits;
  private final Consumer<SessionEnded> listener;
  private final RecentSessions recent = new RecentSessions();

  public SessionDesk(Database database, SessionLimits limits, Consumer<SessionEnded> listener) {
    this.database = database;
    this.limits = limits;
    this.listener = listener;
  }

  /** A token just made, shown to its owner once. */
  record Begun(String token, Instant expiresAt) {}

  /** Within the transaction that signs somebody in. */
  Begun begin(Sql sql, AccountId account, Instant at) {
    String token = Tokens.fresh();
    Instant until = at.plus(limits.lifetime());
    SessionStore.add(sql, Tokens.hash(token), account, new Span(at, until));
    return new Begun(token, until);
  }

  /** The session or device in force behind a token. */
  public Optional<Session> find(String token, Instant at) {
    return find(Tokens.hash(token), at);
  }

  Optional<Session> find(TokenHash token, Instant at) {
    var known = recent.find(token, at).filter(s -> lasts(s, at));
    return known.isPresent() ? known : lookUp(token, at);
  }

  private static boolean lasts(Session session, Instant at) {
    return session.expiresAt().filter(end -> !at.isBefore(end)).isEmpty();
  }

  private Optional<Session> lookUp(TokenHash token, Instant at) {
    long endsBefore = recent.ends();
    var found =
        database.read(
            sql ->
                SessionStore.find(sql, token, at, idleSince(at))
                    .or(() -> DeviceStore.find(sql, token)));
    found.ifPresent(session -> noteSeen(session, at));
    found.ifPresent(session -> recent.remember(session, at, endsBefore));
    return found;
  }

  private void noteSeen(Session session, Instant at) {
    boolean due = session.seenAt().plus(SEEN_EVERY).isBefore(at);
    if (due && session.expiresAt().isPresent()) {
      database.transaction(
          sql -> {
            SessionStore.noteSeen(sql, session.token(), at);
            return session;
          });
    }
  }

  /** Signs out; for a volunteer's device its token is revoked. False when it had ended before. */
  public boolean end(String token, Instant at) {
    var hash = Tokens.hash(token);
    boolean ended =
        database.transaction(
            sql ->
                SessionStore.end(sql, hash).isPresent()
                    || DeviceStore.revoke(sql, hash, at).isPresent());
    if (ended) {
      publish(new SessionEnded(hash));
    }
    return ended;
  }

  /** Within the transaction that is the reason; what comes back is to be published after it. */
  List<SessionEnded> endAll(Sql sql, AccountId account) {
    return ended(SessionStore.endAll(sql, account));
  }

  void publish(List<SessionEnded> ended) {
    ended.forEach(this::publish);
  }

  private void publish(SessionEnded ended) {
    forget(ended);
    listener.accept(ended);
  }

  /** Takes note that a session was ended, perhaps by another node. */
  public void forget(SessionEnded ended) {
    recent.forget(ended.session());
  }

  /** Removes what has run out: sessions, socket tickets, and the memory of used codes. */
  public void purge(Instant at) {
    var overdue =
        database.transaction(
            sql -> {
              TicketStore.purge(sql, at);
              CodeUseStore.purge(sql, OneTimeCodes.step(at) - STEPS_KEPT);
              return ended(SessionStore.endOverdue(sql, at, idleSince(at)));
            });
    publish(overdue);
  }

  private Instant idleSince(Instant at) {
    return at.minus(limits.idle());
  }

  private static List<SessionEnded> ended(List<Ended> sessions) {
    return sessions.stream().map(s -> new SessionEnded(s.token())).toList();
  }
}
