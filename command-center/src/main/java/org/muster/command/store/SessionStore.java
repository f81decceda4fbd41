package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.command.secret.TokenHash;
import org.muster.model.access.AccountId;

/** The table of sessions; only sessions of accounts that are not disabled are ever found. */
public final class SessionStore {
  private static final String ADD =
      """
      insert into session (token_hash, account_id, created_at, expires_at, seen_at)
      values ($1, $2, $3, $4, $3)
      """;

  private static final String IN_FORCE =
      """
      select session.token_hash, session.expires_at, session.seen_at,
             account.id, account.name, account.roles, account.unit_id, account.area,
             account.volunteer_id
      from session join account on account.id = session.account_id
      where session.token_hash = any($1::bytea[]) and session.expires_at > $2 and session.seen_at > $3
        and not account.disabled
      """;

  private static final String SEEN =
      "update session set seen_at = $2 where token_hash = $1 and seen_at < $2";

  private static final String END =
      "delete from session where token_hash = $1 returning token_hash, account_id";

  private static final String END_ALL =
      "delete from session where account_id = $1 returning token_hash, account_id";

  private static final String END_OVERDUE =
      """
      delete from session where expires_at <= $1 or seen_at <= $2
      returning token_hash, account_id
      """;

  private SessionStore() {}

  /** A session that was removed. */
  public record Ended(TokenHash token, AccountId account) {}

  public static void add(Sql sql, TokenHash token, AccountId account, Span span) {
    sql.run(ADD, token.bytes(), account, span.from(), span.until());
  }

  /** From the sign-in to the end that no activity moves. */
  public record Span(Instant from, Instant until) {}

  /** Those that have not run out and were seen after {@code idleSince}. */
  public static Map<TokenHash, Session> find(
      Sql sql, Collection<TokenHash> tokens, Instant at, Instant idleSince) {
    var rows = sql.run(IN_FORCE, TokenColumn.array(tokens), at, idleSince);
    return TokenColumn.index(rows, "token_hash", SessionStore::session);
  }

  public static void noteSeen(Sql sql, TokenHash token, Instant at) {
    sql.run(SEEN, token.bytes(), at);
  }

  public static Optional<Ended> end(Sql sql, TokenHash token) {
    return sql.find(END, SessionStore::ended, token.bytes());
  }

  public static List<Ended> endAll(Sql sql, AccountId account) {
    return sql.list(END_ALL, SessionStore::ended, account);
  }

  public static List<Ended> endOverdue(Sql sql, Instant at, Instant idleSince) {
    return sql.list(END_OVERDUE, SessionStore::ended, at, idleSince);
  }

  private static Session session(Row row) {
    return new Session(
        TokenColumn.of(row, "token_hash"),
        AccountStore.principal(row),
        Optional.of(row.getOffsetDateTime("expires_at").toInstant()),
        Optional.of(row.getOffsetDateTime("seen_at").toInstant()));
  }

  private static Ended ended(Row row) {
    return new Ended(TokenColumn.of(row, "token_hash"), new AccountId(row.getUUID("account_id")));
  }
}
