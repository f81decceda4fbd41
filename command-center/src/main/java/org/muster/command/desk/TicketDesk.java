package org.muster.command.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.muster.command.secret.SealedTickets;
import org.muster.command.secret.TokenHash;
import org.muster.command.secret.Tokens;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.TicketStore;
import org.muster.model.access.Principal;

/**
 * Tickets that open one socket each, so that no token stands in an address or a first frame. They
 * are rows: a ticket got from one node is good on every other, once.
 */
public final class TicketDesk {
  /** The contract allows 60 s; clocks may differ a little. */
  private static final Duration LIFETIME = Duration.ofSeconds(45);

  private final Database database;
  private final SessionDesk sessions;
  private final SealedTickets tickets;

  public TicketDesk(Database database, SessionDesk sessions, Vault vault) {
    this.database = database;
    this.sessions = sessions;
    this.tickets = new SealedTickets(vault, "ticket");
  }

  /** A ticket just made. */
  public record Issued(String ticket, Instant expiresAt) {}

  /**
   * Who opens the socket.
   *
   * @param session whose end closes it
   * @param number greater than those of all tickets issued before it
   */
  public record Ticket(Principal principal, TokenHash session, long number) {}

  /** For the session or device of this token. */
  public Issued issue(String token, Instant at) {
    Instant expiresAt = at.plus(LIFETIME);
    var issued = new Issued(tickets.issue(expiresAt), expiresAt);
    return database.transaction(
        sql -> {
          TicketStore.add(
              sql, Tokens.hash(issued.ticket()), Tokens.hash(token), issued.expiresAt());
          return issued;
        });
  }

  /**
   * Empty when not ours, used before, too old, or when the session has ended meanwhile. The
   * database is asked only about what is ours and fresh.
   */
  public Optional<Ticket> redeem(String ticket, Instant at) {
    if (tickets.find(ticket, at).isEmpty()) {
      return Optional.empty();
    }
    return database
        .transaction(sql -> TicketStore.take(sql, Tokens.hash(ticket), at))
        .flatMap(
            taken ->
                sessions
                    .find(taken.token(), at)
                    .map(
                        session ->
                            new Ticket(session.principal(), session.token(), taken.number())));
  }
}
