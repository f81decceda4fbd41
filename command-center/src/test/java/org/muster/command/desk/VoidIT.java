package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** The command post is told once when a community has nobody, and once when it is over. */
class VoidIT {
  private static final Duration ARRIVAL = Duration.ofHours(1);
  private static final Duration DWELL = Duration.ofMinutes(5);

  private TestDatabase test;
  private SmallTown town;
  private Townsfolk folk;
  private OrderId order;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 1);
    folk = new Townsfolk(town);
    UnitId water = town.unit("水利局", 3, 0);
    town.line(town.communities.getFirst(), water, 1, 1, 1);
    test.run(
        """
        insert into account (id, login, name, password_hash, roles, area)
        values ($1, 'dispatcher-1', '值班', '-', array['dispatcher'], $2)
        """,
        UUID.randomUUID(),
        SmallTown.COUNTY);
    order = folk.signed(folk.raise(Tier.EMERGENCY), Tier.EMERGENCY, "{\"byPlan\":true}");
    folk.name(order, water);
    folk.fill();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whereNobodyComesTheCommandPostIsToldOnceAfterTheDwell() {
    perform("accept", Map.of());
    pass(ARRIVAL);
    assertEquals(List.of(), events(), "a minute late is no alarm");
    pass(DWELL);
    pass(DWELL);
    pass(DWELL);
    assertEquals(List.of("void-raised nobodyCame"), events());
    assertEquals(List.of("areaVoid"), notices());

    arrive();
    pass(Duration.ofMinutes(1));
    assertEquals(List.of("void-raised nobodyCame", "void-ended"), events());
    assertEquals(List.of("areaVoidEnded"), notices());
    test.assertRebuilt();
  }

  @Test
  void whoeverLeavesForLessThanTheDwellRaisesNoAlarm() {
    perform("accept", Map.of());
    arrive();
    pass(ARRIVAL);
    perform("leave", Map.of());
    pass(Duration.ofMinutes(4));
    assertEquals(List.of(), events());
    pass(Duration.ofMinutes(2));
    assertEquals(List.of("void-raised nobodyLeft"), events());
  }

  @Test
  void theAlarmEndsWithTheOrder() {
    pass(ARRIVAL.plus(DWELL));
    assertEquals(1, events().size());
    var _ =
        town.orders.withdraw(
            Envelope.of(SmallTown.commander(), UUID.randomUUID(), "withdraw"),
            order,
            new OrderDesk.Withdrawing("000000", Optional.of("险情解除"), List.of()));
    pass(DWELL);
    assertEquals(List.of("void-raised nobodyCame", "void-ended"), events());
    assertEquals(0, test.number("select count(*) as n from timer where kind = 'voids'"));
  }

  /** The clock moves on by minutes, and what is due is done. */
  private void pass(Duration time) {
    for (long minute = 0; minute < time.toMinutes(); minute++) {
      town.pass(Duration.ofMinutes(1));
      folk.doOthers();
    }
  }

  private void arrive() {
    String code = town.codes.show(town.communities.getFirst(), town.now()).code();
    perform("arrive", Map.of("code", code));
  }

  private void perform(String deed, Map<String, String> details) {
    var one =
        test.database()
            .read(
                sql ->
                    sql.get("select id, volunteer_id from assignment order by offered_at", r -> r));
    var _ =
        town.assignments.perform(
            SmallTown.phone(new VolunteerId(one.getUUID("volunteer_id"))),
            UUID.randomUUID(),
            new AssignmentId(one.getUUID("id")),
            deed,
            Json.tree(details));
  }

  private List<String> events() {
    return test.database()
        .read(
            sql ->
                sql.list(
                    """
                    select trim(type || ' ' || coalesce(body->>'kind', '')) as told from event
                    where type like 'void-%' order by position
                    """,
                    row -> row.getString("told")));
  }

  private List<String> notices() {
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select body->>'state' as state from mailbox_item where body->>'state' like"
                        + " 'areaVoid%'",
                    row -> row.getString("state")));
  }
}
