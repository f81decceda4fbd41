package org.muster.command.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.muster.command.secret.OneTimeCodes;
import org.muster.command.secret.TokenHash;
import org.muster.command.secret.Tokens;
import org.muster.command.store.Coalescing;
import org.muster.command.store.CodeUseStore;
import org.muster.command.store.Database;
import org.muster.command.store.DeviceStore;
import org.muster.command.store.DeviceStore.NewDevice;
import org.muster.command.store.ResidentStore;
import org.muster.command.store.Session;
import org.muster.command.store.SessionStore;
import org.muster.command.store.SessionStore.Ended;
import org.muster.command.store.SessionStore.Span;
import org.muster.command.store.SignInCodeStore;
import org.muster.command.store.Sql;
import org.muster.command.store.TicketStore;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.roster.VolunteerId;

/**
 * Sessions of accounts and of residents, and devices of volunteers: who a token stands for, until
 * when.
 *
 * <p>The database says so; a lookup is kept for {@link RecentSessions#KEPT_MAX} only. Whoever must
 * hear that a session ended (sockets, other nodes) is told after the end was committed; another
 * node that hears of it calls {@link #forget}.
 */
public final class SessionDesk {
  /** A session's last request is noted this often at most. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  /** Phones of one person; the oldest gives way. */
  private static final int DEVICES_EACH_MAX = 5;

  /** Long enough to follow a request to its rating without a second code. */
  private static final Duration RESIDENT = Duration.ofDays(30);

  /** Far more than the steps in which a code can still be given. */
  private static final long STEPS_KEPT = 20;

  /** How often a number asked for codes is counted by the day. */
  private static final Duration CODES_REMEMBERED = Duration.ofDays(1);

  /** Tokens looked up at a time, of those shown at the same time. */
  private static final int LOOKUPS_MAX = 500;

  private final Database database;
  private final SessionLimits limits;
  private final Consumer<SessionEnded> listener;
  private final RecentSessions recent = new RecentSessions();
  private final Coalescing<Shown, Optional<Session>> lookups =
      new Coalescing<>(LOOKUPS_MAX, this::lookUp);

  public SessionDesk(Database database, SessionLimits limits, Consumer<SessionEnded> listener) {
    this.database = database;
    this.limits = limits;
    this.listener = listener;
  }

  private record Shown(TokenHash token, Instant at) {}

  /** A token just made, shown to its owner once. */
  record Begun(String token, Instant expiresAt) {}

  /** Within the transaction that signs somebody in. */
  Begun begin(Sql sql, AccountId account, Instant at) {
    String token = Tokens.fresh();
    Instant until = at.plus(limits.lifetime());
    SessionStore.add(sql, Tokens.hash(token), account, new Span(at, until));
    return new Begun(token, until);
  }

  /** The same for a volunteer's own phone; what it displaces is to be published afterwards. */
  BegunDevice beginDevice(Sql sql, VolunteerId volunteer, Instant at) {
    String token = Tokens.fresh();
    var hash = Tokens.hash(token);
    Instant until = at.plus(limits.device());
    DeviceStore.add(sql, List.of(new NewDevice(hash, volunteer)), at, Optional.of(until));
    var displaced = DeviceStore.revokeBeyond(sql, volunteer, DEVICES_EACH_MAX, at);
    return new BegunDevice(
        new Begun(token, until),
        DeviceStore.owner(sql, volunteer),
        displaced.stream().map(SessionEnded::new).toList());
  }

  /** The same for somebody who asks for help. */
  Begun beginResident(Sql sql, AccountId resident, Instant at) {
    String token = Tokens.fresh();
    Instant until = at.plus(RESIDENT);
    ResidentStore.begin(sql, Tokens.hash(token), resident, until);
    return new Begun(token, until);
  }

  /** A phone just signed in, and the older ones that gave way to it. */
  record BegunDevice(Begun begun, Principal principal, List<SessionEnded> displaced) {}

  /**
   * Who a token stands for.
   *
   * @param expiresAt absent for a device of a trial
   * @param csrf what browsers have to show beside the cookie
   */
  public record SignedIn(Principal principal, Optional<Instant> expiresAt, String csrf) {}

  /** The session or device in force behind a token. */
  public Optional<SignedIn> find(String token, Instant at) {
    return find(Tokens.hash(token), at)
        .map(found -> new SignedIn(found.principal(), found.expiresAt(), Tokens.csrf(token)));
  }

  Optional<Session> find(TokenHash token, Instant at) {
    var known = recent.find(token, at).filter(s -> lasts(s, at));
    return known.isPresent() ? known : lookUp(new Shown(token, at));
  }

  private static boolean lasts(Session session, Instant at) {
    return session.expiresAt().filter(end -> !at.isBefore(end)).isEmpty();
  }

  private Optional<Session> lookUp(Shown shown) {
    var found = lookups.ask(shown);
    found.ifPresent(session -> noteSeen(session, shown.at()));
    return found;
  }

  /** Those shown at the same time, as of the last of them. */
  private List<Optional<Session>> lookUp(List<Shown> shown) {
    long endsBefore = recent.ends();
    Instant at = shown.stream().map(Shown::at).max(Comparator.naturalOrder()).orElseThrow();
    var tokens = shown.stream().map(Shown::token).collect(Collectors.toSet());
    var found = database.read(sql -> inForce(sql, tokens, at));
    found.values().forEach(session -> recent.remember(session, at, endsBefore));
    return shown.stream().map(one -> Optional.ofNullable(found.get(one.token()))).toList();
  }

  private Map<TokenHash, Session> inForce(Sql sql, Set<TokenHash> tokens, Instant at) {
    var unknown = new HashSet<>(tokens);
    var found = new HashMap<>(SessionStore.find(sql, unknown, at, idleSince(at)));
    unknown.removeAll(found.keySet());
    if (!unknown.isEmpty()) {
      found.putAll(DeviceStore.find(sql, unknown, at));
      unknown.removeAll(found.keySet());
    }
    if (!unknown.isEmpty()) {
      found.putAll(ResidentStore.find(sql, unknown, at));
    }
    return found;
  }

  private void noteSeen(Session session, Instant at) {
    if (session.seenAt().filter(seen -> seen.plus(SEEN_EVERY).isBefore(at)).isPresent()) {
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
                    || DeviceStore.revoke(sql, hash, at).isPresent()
                    || ResidentStore.end(sql, hash));
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

  /** Removes what has run out: sessions, devices, socket tickets, codes and their memory. */
  public void purge(Instant at) {
    var overdue =
        database.transaction(
            sql -> {
              TicketStore.purge(sql, at);
              CodeUseStore.purge(sql, OneTimeCodes.step(at) - STEPS_KEPT);
              SignInCodeStore.purge(sql, at.minus(CODES_REMEMBERED));
              ResidentStore.purge(sql, at, at.minus(RESIDENT));
              var ended = new ArrayList<>(ended(SessionStore.endOverdue(sql, at, idleSince(at))));
              DeviceStore.revokeOverdue(sql, at).stream()
                  .map(SessionEnded::new)
                  .forEach(ended::add);
              return ended;
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
