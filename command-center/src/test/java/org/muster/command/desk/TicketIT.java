package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.desk.IdentityWorld.NOON;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.command.secret.SealedTickets;
import org.muster.command.secret.Tokens;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.DatabaseAddress;
import org.muster.command.store.Pools;
import org.muster.command.store.UnavailableException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TicketIT {
  private final IdentityWorld world = new IdentityWorld();
  private DemoAccount dispatcher;

  @BeforeAll
  void accounts() {
    dispatcher = world.account("dispatcher1");
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void ticketStandsForTheSessionThatAskedForIt() {
    var opened = world.open(dispatcher, NOON);
    var issued = world.tickets.issue(opened.token(), NOON);

    var ticket = world.tickets.redeem(issued.ticket(), NOON).orElseThrow();

    assertEquals(opened.principal(), ticket.principal());
    assertEquals(Tokens.hash(opened.token()), ticket.session());
  }

  @Test
  void ofTwentyRacersOneOpensASocket() throws Exception {
    var issued = world.tickets.issue(world.open(dispatcher, NOON).token(), NOON);

    var outcomes = Racers.race(20, () -> world.tickets.redeem(issued.ticket(), NOON).isPresent());

    assertEquals(1, outcomes.stream().filter(redeemed -> redeemed).count());
  }

  @Test
  void ticketIsGoodForLessThanAMinute() {
    var issued = world.tickets.issue(world.open(dispatcher, NOON).token(), NOON);

    assertTrue(issued.expiresAt().isBefore(NOON.plusSeconds(60)));
    assertTrue(world.tickets.redeem(issued.ticket(), issued.expiresAt()).isEmpty());
  }

  @Test
  void ticketsOfTheirOwnMakingCostTheDatabaseNothing() {
    var nowhere = new DatabaseAddress("postgresql://127.0.0.1:1/nowhere", "nobody", "");
    var pool = Pools.open(world.test.vertx(), nowhere, 1);
    var desk = new TicketDesk(new Database(pool), world.sessions, world.vault);
    var genuine = world.tickets.issue(world.open(dispatcher, NOON).token(), NOON);
    var others =
        new SealedTickets(
                new Vault("the secret of another installation".getBytes(StandardCharsets.UTF_8)),
                "ticket")
            .issue(genuine.expiresAt());
    String later = genuine.ticket().replaceFirst("\\.(\\d)", ".9$1");

    for (String ticket : List.of("", ".", "..", Tokens.fresh(), others, later, "x".repeat(9_999))) {
      assertTrue(desk.redeem(ticket, NOON).isEmpty(), ticket);
    }
    assertTrue(desk.redeem(genuine.ticket(), genuine.expiresAt()).isEmpty(), "too old");
    assertThrows(UnavailableException.class, () -> desk.redeem(genuine.ticket(), NOON));
    pool.close().await();
  }

  @Test
  void ticketOfASessionThatEndedOpensNothing() {
    var opened = world.open(dispatcher, NOON);
    var issued = world.tickets.issue(opened.token(), NOON);
    world.sessions.end(opened.token(), NOON);

    assertTrue(world.tickets.redeem(issued.ticket(), NOON).isEmpty());
  }

  @Test
  void unknownTicketOpensNothing() {
    assertTrue(world.tickets.redeem(Tokens.fresh(), NOON).isEmpty());
    assertTrue(world.tickets.redeem("", NOON).isEmpty());
  }

  @Test
  void whatHasRunOutIsPurgedAndSessionsAreTold() {
    var old = world.open(dispatcher, NOON);
    world.tickets.issue(old.token(), NOON);
    var commander = world.account("commander");
    world.open(commander, NOON);
    Instant later = NOON.plus(Duration.ofHours(1));
    var current = world.open(dispatcher, later);
    var currentTicket = world.tickets.issue(current.token(), later);

    world.sessions.purge(later);

    assertTrue(world.ended.contains(new SessionEnded(Tokens.hash(old.token()))));
    assertEquals(0, world.count("select count(*) from otp_use"));
    assertEquals(1, world.count("select count(*) from session"));
    assertEquals(1, world.count("select count(*) from socket_ticket"));
    assertTrue(world.tickets.redeem(currentTicket.ticket(), later).isPresent());
  }
}
