package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.muster.command.desk.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.command.view.OrderViews;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;

/** A unit that stays silent is climbed over, step by step, until somebody has it in hand. */
class EscalationIT {
  /** Units sign within ten minutes and name within thirty; each step takes five. */
  private static final Duration RECEIPT = Duration.ofMinutes(10);

  private static final Duration STEP = Duration.ofMinutes(5);

  private TestDatabase test;
  private SmallTown town;
  private Townsfolk folk;
  private UnitId water;
  private OrderId order;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 2);
    folk = new Townsfolk(town);
    water = town.unit("水利局", 12, 2);
    town.line(town.communities.getFirst(), water, 1, 2, 2);
    test.run("insert into liaison (unit_id, rank, name) values ($1, 'deputy', '备用')", water);
    account("liaison-1", "liaison", Optional.of(water), Optional.empty());
    account("dispatcher-1", "dispatcher", Optional.empty(), Optional.of(SmallTown.COUNTY));
    account("dispatcher-2", "dispatcher", Optional.empty(), Optional.of(AreaCode.of("330523")));
    order = folk.signed(folk.raise(Tier.EMERGENCY), Tier.EMERGENCY, "{\"byPlan\":true}");
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aUnitThatDoesNotSignIsClimbedOverFromDeputyToLeaderToCommandPost() {
    pass(RECEIPT);
    assertEquals(List.of("deputy"), steps());
    assertEquals(List.of("liaison-1"), told());

    pass(STEP);
    assertEquals(List.of("deputy", "leader"), steps());
    assertEquals(List.of("dispatcher-1", "liaison-1"), told(), "and nobody of another county");

    pass(STEP);
    assertEquals(List.of("deputy", "leader", "commandPost"), steps());
    pass(Duration.ofHours(1));
    assertEquals(3, steps().size(), "there is nobody above");
    assertEquals(1, number("type = 'receipt-overdue'"));
    test.assertRebuilt();
  }

  @Test
  void aUnitWithoutADeputyHasItsLeaderAskedAtOnce() {
    test.run("delete from liaison where rank = 'deputy'");
    pass(RECEIPT);
    assertEquals(List.of("leader"), steps());
  }

  @Test
  void signingEndsTheClimb() {
    pass(RECEIPT);
    folk.name(order, water);
    pass(Duration.ofMinutes(40));
    assertEquals(List.of("deputy"), steps());
  }

  @Test
  void aUnitThatSignedAndNamesNobodyIsClimbedOverAsWell() {
    var _ =
        town.liaisons.signReceipt(
            envelope(SmallTown.liaison(water)), order, Optional.empty(), Optional.empty());
    pass(Duration.ofMinutes(29));
    assertEquals(List.of(), steps());
    pass(Duration.ofMinutes(1));
    pass(STEP);
    assertEquals(List.of("deputy", "leader"), steps());
    assertEquals(2, number("type = 'unit-escalated' and body->>'about' = 'names'"));
  }

  @Test
  void whatUnitsStillOweIsCountedAndALiaisonSeesTheOwn() {
    assertEquals(List.of(1, 1), owed(SmallTown.commander()));
    var _ =
        town.liaisons.signReceipt(
            envelope(SmallTown.liaison(water)), order, Optional.empty(), Optional.empty());
    assertEquals(List.of(0, 1), owed(SmallTown.commander()));
    folk.name(order, water);
    assertEquals(List.of(0, 0), owed(SmallTown.commander()));
    assertEquals(List.of(0, 0), owed(SmallTown.liaison(water)));
  }

  private List<Integer> owed(Principal by) {
    var shown = new OrderViews(test.database()).order(by, order).orElseThrow();
    return List.of(shown.path("receiptsOpen").asInt(-1), shown.path("namesOpen").asInt(-1));
  }

  @Test
  void whoHasItInHandStopsTheClimbAndOnlyOwnUnitsAreTakenInHand() {
    pass(RECEIPT);
    UnitId other = town.unit("财政局", 1, 0);
    assertRefused(
        Refusal.NOT_FOUND,
        () ->
            town.escalations.acknowledge(
                envelope(SmallTown.liaison(other)), order, Optional.empty()));

    for (int twice = 0; twice < 2; twice++) {
      var _ =
          town.escalations.acknowledge(envelope(SmallTown.liaison(water)), order, Optional.empty());
    }

    pass(Duration.ofMinutes(15));
    assertEquals(List.of("deputy"), steps());
    assertEquals(1, number("type = 'escalation-acknowledged'"));
    test.assertRebuilt();
  }

  @Test
  void aHandOverCallsTheDeputyAtOnceAndASilentDeputyIsClimbedOver() {
    var charges = new ChargeDesk(town.counter, town.escalations);
    assertRefused(
        Refusal.CONFLICT, () -> charges.takeOver(envelope(SmallTown.liaison(water)), order));
    for (int twice = 0; twice < 2; twice++) {
      var _ = charges.handOver(envelope(SmallTown.liaison(water)), order, Optional.of("信号不好"));
    }
    assertEquals(List.of("deputy"), steps());
    assertEquals(1, number("type = 'order-handed-over'"));
    pass(STEP);
    assertEquals(List.of("deputy", "leader"), steps());

    for (int twice = 0; twice < 2; twice++) {
      var _ = charges.takeOver(envelope(deputy()), order);
    }

    assertEquals(1, number("type = 'order-taken-over'"));
    assertEquals(1, number("type = 'escalation-acknowledged'"));
    pass(STEP.minusSeconds(1));
    assertEquals(List.of("deputy", "leader"), steps(), "it is in hand until the time for signing");
    test.assertRebuilt();
  }

  @Test
  void aDeputyWhoTookOverAndStaysSilentIsNotAskedOnceMore() {
    var charges = new ChargeDesk(town.counter, town.escalations);
    var _ = charges.handOver(envelope(SmallTown.liaison(water)), order, Optional.empty());
    var _ = charges.takeOver(envelope(deputy()), order);
    pass(RECEIPT);
    assertEquals(List.of("deputy", "leader"), steps());
  }

  @Test
  void whereNobodyElseCouldTakeItAnOrderIsNotHandedOver() {
    test.run("update account set disabled = true where login = 'liaison-1'");
    assertRefused(
        Refusal.CONFLICT,
        () ->
            new ChargeDesk(town.counter, town.escalations)
                .handOver(envelope(SmallTown.liaison(water)), order, Optional.empty()));
  }

  /** The other liaison of the unit. */
  private Principal deputy() {
    Principal liaison = SmallTown.liaison(water);
    return new Principal(
        new AccountId(UUID.nameUUIDFromBytes(new byte[] {1})),
        "deputy",
        liaison.roles(),
        liaison.unit(),
        liaison.area(),
        liaison.volunteer());
  }

  @Test
  void nothingIsToBeTakenInHandBeforeAUnitIsSilent() {
    assertRefused(
        Refusal.CONFLICT,
        () ->
            town.escalations.acknowledge(
                envelope(SmallTown.commander()), order, Optional.of(water)));
  }

  private void pass(Duration time) {
    town.pass(time);
    folk.doOthers();
  }

  private List<String> steps() {
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select body->>'step' as step from event where type = 'unit-escalated' order by"
                        + " position",
                    row -> row.getString("step")));
  }

  /** Whose mailboxes hold the escalation. */
  private List<String> told() {
    return test.database()
        .read(
            sql ->
                sql.list(
                    """
                    select a.login from mailbox_item m join account a on a.id = m.recipient
                    where m.body->>'state' = 'escalated' order by a.login
                    """,
                    row -> row.getString("login")));
  }

  private long number(String wanted) {
    return test.number("select count(*) as n from event where " + wanted);
  }

  private void account(String login, String role, Optional<UnitId> unit, Optional<AreaCode> area) {
    test.run(
        """
        insert into account (id, login, name, password_hash, roles, unit_id, area)
        values ($1, $2, $2, '-', array[$3::text], $4, $5)
        """,
        UUID.randomUUID(),
        login,
        role,
        unit,
        area);
  }

  private static Envelope envelope(Principal by) {
    return Envelope.of(by, UUID.randomUUID(), "test");
  }
}
