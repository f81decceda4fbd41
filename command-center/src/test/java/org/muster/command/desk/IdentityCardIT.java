package org.muster.command.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.muster.command.desk.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.IdentityDesk.Card;
import org.muster.command.desk.IdentityDesk.Checked;
import org.muster.command.secret.SealedTickets;
import org.muster.command.secret.Vault;
import org.muster.command.testing.SignedOrders;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.model.Refusal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.VolunteerId;

/** A volunteer shows who they are, and somebody at a gate checks it. */
class IdentityCardIT {
  private static final String GATE = "10.0.0.1";

  private TestDatabase test;
  private SmallTown town;
  private SignedOrders orders;
  private IdentityDesk desk;
  private AssignmentId assignment;
  private VolunteerId volunteer;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 1);
    orders = new SignedOrders(town);
    desk = new IdentityDesk(test.database(), town.vault);
    town.line(town.communities.getFirst(), town.unit("水利局", 1, 1), 1, 1, 1);
    orders.byPlan(Tier.CRITICAL);
    assignment = id("select id from assignment", AssignmentId::new);
    volunteer = id("select id from volunteer", VolunteerId::new);
    test.run("update volunteer set name = '欧阳明月'");
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void theCardIsGoodWhileTheTaskHoldsItsVolunteer() {
    assertRefused(Refusal.NOT_FOUND, this::issue);
    say("accept", Map.of());
    Card card = issue();
    assertEquals("欧阳明月", card.name());

    IdentityDesk.Shown shown = check(card.ticket()).shown().orElseThrow();
    assertEquals(
        List.of("欧**月", "水利局", "accepted"), List.of(shown.name(), shown.unit(), shown.state()));
    assertEquals(card.number(), shown.number());
    assertEquals(card.validUntil(), shown.validUntil());

    say("arrive", Map.of("code", town.codes.show(town.communities.getFirst(), town.now()).code()));
    assertEquals("onPost", check(card.ticket()).shown().orElseThrow().state());
    say("leave", Map.of());
    assertFalse(check(card.ticket()).valid(), "it ends with the task, however fresh it is");
    assertRefused(Refusal.NOT_FOUND, this::issue);
  }

  @Test
  void theCardRunsOutAfterMinutes() {
    say("accept", Map.of());
    Card card = issue();
    assertEquals(town.now().plus(Duration.ofMinutes(10)), card.validUntil());

    town.pass(Duration.ofMinutes(10).minusMillis(1));
    assertEquals(true, check(card.ticket()).valid());
    town.pass(Duration.ofMillis(1));
    Checked late = check(card.ticket());
    assertEquals(new Checked(false, town.now(), Optional.empty()), late);
  }

  @Test
  void cardsThatWereMadeElsewhereOrForSomethingElseAreNone() {
    say("accept", Map.of());
    Card card = issue();
    String about = assignment.value().toString();
    var elsewhere =
        new SealedTickets(
            new Vault("the secret of another installation".getBytes(UTF_8)), "identity");
    var otherwise = new SealedTickets(town.vault, "ticket");

    assertFalse(check(elsewhere.issue(about, card.validUntil())).valid());
    assertFalse(check(otherwise.issue(about, card.validUntil())).valid());
    String prolonged = card.ticket().replaceFirst("\\.(\\d)", ".9$1");
    for (String made : List.of("", ".", "x".repeat(199), prolonged, about)) {
      assertFalse(check(made).valid(), made);
    }
  }

  @Test
  void nobodyElseGetsTheCard() {
    say("accept", Map.of());
    var stranger = new VolunteerId(assignment.value());
    assertRefused(Refusal.NOT_FOUND, () -> desk.issue(stranger, assignment, town.now()));
  }

  @Test
  void whoTriesManyCardsWaitsAMinuteAndHoldsUpNobodyElse() {
    for (int i = 0; i < 60; i++) {
      check("guess" + i);
    }
    assertRefused(Refusal.TOO_FAST, () -> check("one more"));
    assertFalse(desk.check("from elsewhere", "10.0.0.2", town.now()).valid());
    town.pass(Duration.ofMinutes(1));
    assertFalse(check("later").valid());
  }

  private Card issue() {
    return desk.issue(volunteer, assignment, town.now());
  }

  private Checked check(String ticket) {
    return desk.check(ticket, GATE, town.now());
  }

  private void say(String deed, Map<String, Object> details) {
    orders.perform(assignment, volunteer, deed, details);
  }

  private <T> T id(String query, java.util.function.Function<java.util.UUID, T> of) {
    return test.database().read(sql -> sql.get(query, row -> of.apply(row.getUUID("id"))));
  }
}
