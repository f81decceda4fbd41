package org.muster.command.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.command.secret.SealedTickets;
import org.muster.command.secret.TokenHash;
import org.muster.command.secret.Tokens;
import org.muster.command.secret.Vault;
import org.muster.command.store.Coalescing;
import org.muster.command.store.Database;
import org.muster.command.store.TicketStore;
import org.muster.command.store.TicketStore.Fresh;
import org.muster.command.store.TicketStore.Taken;
import org.muster.model.access.Principal;

/**
 * Tickets that open one socket each, so that no token stands in an address or a first frame. They
 * are rows: a ticket got from one node is good on every other, once.
 */
public final class TicketDesk {
  /** The contract allows 60 s; clocks may differ a little. */
  private static final Duration LIFETIME = Duration.ofSeconds(45);

  /** Of those who come at the same time. */
  private static final int TOGETHER_MAX = 500;

  private final Coalescing<Fresh, Fresh> keeping;
  private final Coalescing<TokenHash, Optional<Taken>> taking;
  private final SessionDesk sessions;
  private final SealedTickets tickets;

  public TicketDesk(Database database, SessionDesk sessions, Vault vault) {
    keeping =
        new Coalescing<>(
            TOGETHER_MAX,
            fresh ->
                database.transaction(
                    sql -> {
                      TicketStore.add(sql, fresh);
                      return fresh;
                    }));
    taking =
        new Coalescing<>(
            TOGETHER_MAX,
            tickets ->
                eachOnce(tickets, database.transaction(sql -> TicketStore.take(sql, tickets))));
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
    keeping.ask(new Fresh(Tokens.hash(issued.ticket()), Tokens.hash(token), expiresAt));
    return issued;
  }

  /**
   * Empty when not ours, used before, too old, or when the session has ended meanwhile. The
   * database is asked only about what is ours and fresh.
   */
  public Optional<Ticket> redeem(String ticket, Instant at) {
    if (tickets.find(ticket, at).isEmpty()) {
      return Optional.empty();
    }
    return taking
        .ask(Tokens.hash(ticket))
        .filter(taken -> at.isBefore(taken.expiresAt()))
        .flatMap(
            taken ->
                sessions
                    .find(taken.token(), at)
                    .map(
                        session ->
                            new Ticket(session.principal(), session.token(), taken.number())));
  }

  /** Of several who show the same ticket at once, the first has it. */
  private static List<Optional<Taken>> eachOnce(
      List<TokenHash> tickets, Map<TokenHash, Taken> taken) {
    return tickets.stream().map(ticket -> Optional.ofNullable(taken.remove(ticket))).toList();
  }
}
