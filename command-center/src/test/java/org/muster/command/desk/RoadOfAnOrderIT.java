package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.store.Leases.Lease;
import org.muster.command.store.Seals;
import org.muster.command.testing.Eventually;
import org.muster.command.testing.Folds;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.order.ResponseId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** The road of an order, from the response to the service record, on a real database. */
class RoadOfAnOrderIT {
  private TestDatabase test;
  private SmallTown town;
  private Townsfolk folk;
  private UnitId water;
  private UnitId finance;

  private record Offered(AssignmentId id, VolunteerId volunteer, UnitId unit, String state) {}

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 4);
    folk = new Townsfolk(town);
    water = town.unit("水利局", 12, 3);
    finance = town.unit("财政局", 5, 1);
    town.line(community(0), water, 1, 2, 4);
    town.line(community(1), water, 1, 2, 3);
    town.line(community(2), finance, 1, 2, 4);
    town.line(community(3), finance, 1, 2, 4);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void shockTeamsAreOfferedAtOnceInCriticalTierAndTheRestWhenNamed() {
    OrderId order = signed(Tier.CRITICAL, "{\"byPlan\":true}");

    folk.fill();
    assertEquals(4, offers(order).size());

    folk.name(order, water);
    folk.name(order, finance);
    folk.fill();
    assertEquals(12, offers(order).size());
    assertEquals(7, offers(order).stream().filter(o -> o.unit().equals(water)).count());
    assertEquals(3, shortOf(order, finance));
    assertIntact();
  }

  @Test
  void inEmergencyTierNobodyIsOfferedAnythingBeforeNamesAreGiven() {
    OrderId order = signed(Tier.EMERGENCY, "{\"byPlan\":true}");

    folk.fill();
    assertEquals(0, offers(order).size());

    folk.name(order, water);
    folk.fill();
    assertEquals(4, offers(order).size());
    assertIntact();
  }

  @Test
  void refusalAndSilenceCallReservesOfTheSameUnitInWaves() {
    OrderId order = signed(Tier.EMERGENCY, "{\"byPlan\":true}");
    folk.name(order, water);
    folk.fill();
    List<Offered> first = offers(order);

    perform(first.get(0), "decline", Map.of("reason", "母亲住院"));
    folk.fill();
    assertEquals(3 + 6, active(order).size(), "six of strangers fill one place with nine in ten");

    town.pass(Duration.ofMinutes(6));
    folk.doOthers();
    folk.fill();
    assertEquals(2, active(order).size(), "the last of the twelve");
    assertTrue(active(order).stream().allMatch(o -> o.unit().equals(water)));
    var asked = new HashSet<VolunteerId>();
    assertTrue(offers(order).stream().allMatch(o -> asked.add(o.volunteer())), "asked twice");
    assertIntact();
  }

  @Test
  void whenNobodyIsLeftTheShortageIsReported() {
    OrderId order = signed(Tier.CRITICAL, "{\"byPlan\":true}");
    folk.name(order, finance);
    folk.fill();
    Offered one =
        offers(order).stream().filter(o -> o.unit().equals(finance)).findFirst().orElseThrow();

    perform(one, "decline", Map.of("reason", "出差"));
    folk.fill();

    assertEquals(4, active(order).stream().filter(o -> o.unit().equals(finance)).count());
    assertEquals(1, exhausted(order, finance));
    assertIntact();
  }

  @Test
  void theRoadEndsInAServiceRecord() {
    OrderId order = signed(Tier.EMERGENCY, "{\"byPlan\":true}");
    folk.name(order, water);
    folk.fill();
    Offered one = offers(order).getFirst();
    AreaCode place = communityOf(one);

    perform(one, "accept", Map.of());
    perform(one, "depart", Map.of());
    perform(one, "arrive", Map.of("code", town.codes.show(place, town.now()).code()));
    var arrived = town.now();
    town.pass(Duration.ofMinutes(125));
    perform(one, "leave", Map.of());
    town.assignments.confirm(
        Envelope.of(SmallTown.community(place), UUID.randomUUID(), "confirm"),
        one.id(),
        new AssignmentDesk.Confirming(arrived, town.now(), Optional.empty()));

    assertEquals(
        125,
        test.number("select minutes as n from service_record where assignment_id = $1", one.id()));
    assertEquals("confirmed", offer(one.id()).state());
    assertIntact();
  }

  @Test
  void theSameCommandTwiceHasOneEffectAndOneAnswer() {
    OrderId order = signed(Tier.EMERGENCY, "{\"byPlan\":true}");
    folk.name(order, water);
    folk.fill();
    Offered one = offers(order).getFirst();
    UUID command = UUID.randomUUID();

    JsonNode first = perform(one, command, "accept", Map.of());
    JsonNode second = perform(one, command, "accept", Map.of());

    assertEquals(first, second);
    assertEquals(
        1,
        test.number(
            "select count(*) as n from event where type = 'offer-accepted' and stream = $1",
            one.id()));
    var mismatch =
        assertThrows(RefusedException.class, () -> perform(one, command, "depart", Map.of()));
    assertEquals(Refusal.IDEMPOTENCY_MISMATCH, mismatch.refusal());
  }

  @Test
  void withdrawalFreesEverybodyWhoHasNotComeAndRelievesThoseOnPost() {
    OrderId order = signed(Tier.CRITICAL, "{\"byPlan\":true}");
    folk.fill();
    Offered one = offers(order).getFirst();
    perform(one, "accept", Map.of());
    perform(one, "arrive", Map.of("code", town.codes.show(communityOf(one), town.now()).code()));

    town.orders.withdraw(
        Envelope.of(SmallTown.commander(), UUID.randomUUID(), "withdraw"),
        order,
        new OrderDesk.Withdrawing("000000", Optional.of("险情解除"), List.of()));
    folk.doOthers();
    folk.fill();

    assertEquals(0, active(order).size());
    assertEquals("relieved", offer(one.id()).state());
    assertEquals(3, offers(order).stream().filter(o -> o.state().equals("withdrawn")).count());
    assertIntact();
  }

  @Test
  void whoDraftedDoesNotSignAndNumbersHaveNoGaps() {
    ResponseId response = folk.raise(Tier.EMERGENCY);
    OrderId order =
        folk.draft(SmallTown.commander(), response, Tier.EMERGENCY, "{\"byPlan\":true}");
    folk.review(order);

    var refused = assertThrows(RefusedException.class, () -> folk.sign(order));
    assertEquals(Refusal.SAME_PERSON, refused.refusal());

    String first = number(signed(Tier.EMERGENCY, "{\"total\":5}"));
    String second = number(signed(Tier.EMERGENCY, "{\"perCommunity\":2}"));
    assertEquals("长兴县指挥部〔2026〕1号", first);
    assertEquals("长兴县指挥部〔2026〕2号", second);
    assertIntact();
  }

  @Test
  void twoCommandersWhoSignAtOnceHaveOneEffect() throws InterruptedException {
    ResponseId response = folk.raise(Tier.CRITICAL);
    OrderId order =
        folk.draft(SmallTown.dispatcher("一"), response, Tier.CRITICAL, "{\"byPlan\":true}");
    folk.review(order);
    var outcomes = new java.util.concurrent.ConcurrentLinkedQueue<String>();
    var threads =
        java.util.stream.IntStream.range(0, 6)
            .mapToObj(
                _ ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              try {
                                folk.sign(order);
                                outcomes.add("signed");
                              } catch (RefusedException e) {
                                outcomes.add(e.refusal().code());
                              }
                            }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(1, outcomes.stream().filter("signed"::equals).count(), outcomes::toString);
    assertEquals(5, outcomes.stream().filter("conflict"::equals).count(), outcomes::toString);
    assertIntact();
  }

  @Test
  void nobodyIsOfferedTwoPostsAtOnceByOverlappingLaunches() throws InterruptedException {
    OrderId one = signed(Tier.CRITICAL, "{\"byPlan\":true}");
    OrderId two = signed(Tier.CRITICAL, "{\"byPlan\":true}");
    Lease lease = folk.lease();

    var a = Thread.ofVirtual().start(() -> town.due.fillAll(lease));
    var b = Thread.ofVirtual().start(() -> town.due.fillAll(lease));
    a.join();
    b.join();
    folk.fill();

    assertEquals(
        0,
        test.number(
            """
            select count(*) as n from (select volunteer_id from assignment
              where state in ('offered', 'accepted') group by volunteer_id having count(*) > 1) twice
            """));
    assertTrue(active(one).size() >= 4 && active(two).size() >= 4, "no place goes without");
    assertIntact();
  }

  private void assertIntact() {
    long events = test.assertRebuilt();
    var seals = new Seals("SHA-256");
    Eventually.until("the whole log is sealed", () -> sealed(seals) == events);
    Folds.assertTablesShowTheFacts(test.database());
  }

  /** Transactions of other tests on the same server hold the sealing back. */
  private long sealed(Seals seals) {
    int _ = test.database().transaction(tx -> seals.seal(tx, 10_000));
    var finding = test.database().read(seals::verify);
    assertEquals(Optional.empty(), finding.fault());
    return finding.checked();
  }

  private AreaCode community(int index) {
    return town.communities.get(index);
  }

  private OrderId signed(Tier tier, String need) {
    return folk.signed(folk.raise(tier), tier, need);
  }

  private void perform(Offered offer, String name, Map<String, Object> details) {
    var _ = perform(offer, UUID.randomUUID(), name, details);
  }

  private JsonNode perform(Offered offer, UUID command, String name, Map<String, Object> details) {
    return town.assignments.perform(
        SmallTown.phone(offer.volunteer()), command, offer.id(), name, Json.tree(details));
  }

  private List<Offered> offers(OrderId order) {
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select * from assignment where order_id = $1 order by id",
                    RoadOfAnOrderIT::offered,
                    order));
  }

  private List<Offered> active(OrderId order) {
    return offers(order).stream()
        .filter(o -> List.of("offered", "accepted", "departed", "onPost").contains(o.state()))
        .toList();
  }

  private Offered offer(AssignmentId id) {
    return test.database()
        .read(
            sql -> sql.get("select * from assignment where id = $1", RoadOfAnOrderIT::offered, id));
  }

  private static Offered offered(io.vertx.sqlclient.Row row) {
    return new Offered(
        new AssignmentId(row.getUUID("id")),
        new VolunteerId(row.getUUID("volunteer_id")),
        new UnitId(row.getUUID("unit_id")),
        row.getString("state"));
  }

  private AreaCode communityOf(Offered offer) {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select community from assignment where id = $1",
                    row -> new AreaCode(row.getString("community")),
                    offer.id()));
  }

  private int shortOf(OrderId order, UnitId unit) {
    return Math.toIntExact(
        test.number(
            "select able_short::bigint as n from commitment where order_id = $1 and unit_id = $2",
            order,
            unit));
  }

  private int exhausted(OrderId order, UnitId unit) {
    return Math.toIntExact(
        test.number(
            "select sum(short) as n from quota where order_id = $1 and unit_id = $2", order, unit));
  }

  private String number(OrderId order) {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select number from orders where id = $1",
                    row -> row.getString("number"),
                    order));
  }
}
