package org.muster.command.store;

import java.time.Instant;
import java.util.Optional;
import org.muster.command.secret.TokenHash;

/** The table of tickets that open one socket each. */
public final class TicketStore {
  private static final String ADD =
      "insert into socket_ticket (ticket_hash, token_hash, expires_at) values ($1, $2, $3)";

  /** Whoever deletes the row has the ticket: of many takers, on any node, one. */
  private static final String TAKE =
      "delete from socket_ticket where ticket_hash = $1 returning token_hash, expires_at, number";

  private static final String PURGE = "delete from socket_ticket where expires_at <= $1";

  private TicketStore() {}

  public static void add(Sql sql, TokenHash ticket, TokenHash token, Instant expiresAt) {
    sql.run(ADD, ticket.bytes(), token.bytes(), expiresAt);
  }

  /** Once and in time. */
  public static Optional<Taken> take(Sql sql, TokenHash ticket, Instant at) {
    return sql.find(TAKE, TicketStore::taken, ticket.bytes())
        .filter(taken -> at.isBefore(taken.expiresAt()));
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

  private static Taken taken(io.vertx.sqlclient.Row row) {
    return new Taken(
        TokenHash.of(row.getBuffer("token_hash").getBytes()),
        row.getOffsetDateTime("expires_at").toInstant(),
        row.getLong("number"));
  }
}
