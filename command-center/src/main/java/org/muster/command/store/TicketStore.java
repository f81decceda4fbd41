package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.muster.command.secret.TokenHash;

/** The table of tickets that open one socket each. */
public final class TicketStore {
  private static final String ADD =
      """
      insert into socket_ticket (ticket_hash, token_hash, expires_at)
      select * from unnest($1::bytea[], $2::bytea[], $3::timestamptz[])
      """;

  /** Whoever deletes the row has the ticket: of many takers, on any node, one. */
  private static final String TAKE =
      """
      delete from socket_ticket where ticket_hash = any($1::bytea[])
      returning ticket_hash, token_hash, expires_at, number
      """;

  private static final String PURGE = "delete from socket_ticket where expires_at <= $1";

  private TicketStore() {}

  /**
   * A ticket to be kept.
   *
   * @param token the session or device it is made for
   */
  public record Fresh(TokenHash ticket, TokenHash token, Instant expiresAt) {}

  public static void add(Sql sql, List<Fresh> fresh) {
    sql.run(
        ADD,
        TokenColumn.array(fresh.stream().map(Fresh::ticket).toList()),
        TokenColumn.array(fresh.stream().map(Fresh::token).toList()),
        fresh.stream()
            .map(one -> one.expiresAt().atOffset(ZoneOffset.UTC))
            .toArray(OffsetDateTime[]::new));
  }

  /** Those that are still there, each once, whoever asks for it how often. */
  public static Map<TokenHash, Taken> take(Sql sql, Collection<TokenHash> tickets) {
    var rows = sql.run(TAKE, TokenColumn.array(tickets));
    return TokenColumn.index(rows, "ticket_hash", TicketStore::taken);
  }

  public static int purge(Sql sql, Instant at) {
    return sql.change(PURGE, at);
  }

  /**
   * A ticket that is used up.
   *
   * @param token the session or device it was made for
   * @param number greater than those of all tickets made before it
   */
  public record Taken(TokenHash token, Instant expiresAt, long number) {}

  private static Taken taken(Row row) {
    return new Taken(
        TokenColumn.of(row, "token_hash"),
        row.getOffsetDateTime("expires_at").toInstant(),
        row.getLong("number"));
  }
}
