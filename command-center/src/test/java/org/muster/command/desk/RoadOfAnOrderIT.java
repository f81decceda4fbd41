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
import org.muster.command.desk.LiaisonDesk.Item;
import org.muster.command.desk.LiaisonDesk.Naming;
import org.muster.command.store.Leases;
import org.muster.command.store.Leases.Lease;
import org.muster.command.store.Rebuilding;
import org.muster.command.store.Seals;
import org.muster.command.testing.Eventually;
import org.muster.command.testing.Folds;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.matching.Candidate;
import org.muster.model.order.OrderDocument;
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
  private UnitId water;
  private UnitId finance;

  private record Offered(AssignmentId id, VolunteerId volunteer, UnitId unit, String state) {}

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 4);
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

    fill();
    assertEquals(4, offers(order).size());

    name(order, water);
    name(order, finance);
    fill();
    assertEquals(12, offers(order).size());
    assertEquals(7, offers(order).stream().filter(o -> o.unit().equals(water)).count());
    assertEquals(3, shortOf(order, finance));
    assertIntact();
  }

  @Test
  void inEmergencyTierNobodyIsOfferedAnythingBeforeNamesAreGiven() {
    OrderId order = signed(Tier.EMERGENCY, "{\"byPlan\":true}");

    fill();
    assertEquals(0, offers(order).size());

    name(order, water);
    fill();
    assertEquals(4, offers(order).size());
    assertIntact();
  }

  @Test
  void refusalAndSilenceCallTheNextReserveOfTheSameUnit() {
    OrderId order = signed(Tier.EMERGENCY, "{\"byPlan\":true}");
    name(order, water);
    fill();
    List<Offered> first = offers(order);

    perform(first.get(0), "decline", Map.of("reason", "母亲住院"));
    fill();
    assertEquals(4, active(order).size());

    town.pass(Duration.ofMinutes(6));
    others();
    fill();
    assertEquals(4, active(order).size());
    assertTrue(active(order).stream().allMatch(o -> o.unit().equals(water)));
    var asked = new HashSet<VolunteerId>();
    assertTrue(offers(order).stream().allMatch(o -> asked.add(o.volunteer())), "asked twice");
    assertIntact();
  }

  @Test
  void whenNobodyIsLeftTheShortageIsReported() {
    OrderId order = signed(Tier.CRITICAL, "{\"byPlan\":true}");
    name(order, finance);
    fill();
    Offered one =
        offers(order).stream().filter(o -> o.unit().equals(finance)).findFirst().orElseThrow();

    perform(one, "decline", Map.of("reason", "出差"));
    fill();

    assertEquals(4, active(order).stream().filter(o -> o.unit().equals(finance)).count());
    assertEquals(1, exhausted(order, finance));
    assertIntact();
  }

  @Test
  void theRoadEndsInAServiceRecord() {
    OrderId order = signed(Tier.EMERGENCY, "{\"byPlan\":true}");
    name(order, water);
    fill();
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
        125, number("select minutes as n from service_record where assignment_id = $1", one.id()));
    assertEquals("confirmed", offer(one.id()).state());
    assertIntact();
  }

  @Test
  void theSameCommandTwiceHasOneEffectAndOneAnswer() {
    OrderId order = signed(Tier.EMERGENCY, "{\"byPlan\":true}");
    name(order, water);
    fill();
    Offered one = offers(order).getFirst();
    UUID command = UUID.randomUUID();

    JsonNode first = perform(one, command, "accept", Map.of());
    JsonNode second = perform(one, command, "accept", Map.of());

    assertEquals(first, second);
    assertEquals(
        1,
        number(
            "select count(*) as n from event where type = 'offer-accepted' and stream = $1",
            one.id()));
    var mismatch =
        assertThrows(RefusedException.class, () -> perform(one, command, "depart", Map.of()));
    assertEquals(Refusal.IDEMPOTENCY_MISMATCH, mismatch.refusal());
  }

  @Test
  void withdrawalFreesEverybodyWhoHasNotComeAndRelievesThoseOnPost() {
    OrderId order = signed(Tier.CRITICAL, "{\"byPlan\":true}");
    fill();
    Offered one = offers(order).getFirst();
    perform(one, "accept", Map.of());
    perform(one, "arrive", Map.of("code", town.codes.show(communityOf(one), town.now()).code()));

    town.orders.withdraw(
        Envelope.of(SmallTown.commander(), UUID.randomUUID(), "withdraw"),
        order,
        new OrderDesk.Withdrawing("000000", Optional.of("险情解除"), List.of()));
    others();
    fill();

    assertEquals(0, active(order).size());
    assertEquals("relieved", offer(one.id()).state());
    assertEquals(3, offers(order).stream().filter(o -> o.state().equals("withdrawn")).count());
    assertIntact();
  }

  @Test
  void whoDraftedDoesNotSignAndNumbersHaveNoGaps() {
    ResponseId response = raise(Tier.EMERGENCY);
    OrderId order = drafted(response, Tier.EMERGENCY, "{\"byPlan\":true}", SmallTown.commander());
    review(order);

    var refused = assertThrows(RefusedException.class, () -> sign(order));
    assertEquals(Refusal.SAME_PERSON, refused.refusal());

    String first = number(signed(Tier.EMERGENCY, "{\"total\":5}"));
    String second = number(signed(Tier.EMERGENCY, "{\"perCommunity\":2}"));
    assertEquals("长兴县指挥部〔2026〕1号", first);
    assertEquals("长兴县指挥部〔2026〕2号", second);
    assertIntact();
  }

  @Test
  void twoCommandersWhoSignAtOnceHaveOneEffect() throws InterruptedException {
    ResponseId response = raise(Tier.CRITICAL);
    OrderId order =
        drafted(response, Tier.CRITICAL, "{\"byPlan\":true}", SmallTown.dispatcher("一"));
    review(order);
    var outcomes = new java.util.concurrent.ConcurrentLinkedQueue<String>();
    var threads =
        java.util.stream.IntStream.range(0, 6)
            .mapToObj(
                _ ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              try {
                                sign(order);
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
    Lease lease = lease();

    var a = Thread.ofVirtual().start(() -> town.due.fillAll(lease));
    var b = Thread.ofVirtual().start(() -> town.due.fillAll(lease));
    a.join();
    b.join();
    fill();

    assertEquals(
        0,
        number(
            """
            select count(*) as n from (select volunteer_id from assignment
              where state in ('offered', 'accepted') group by volunteer_id having count(*) > 1) twice
            """));
    assertEquals(8, active(one).size() + active(two).size());
    assertIntact();
  }

  private void assertIntact() {
    var rebuilt = test.database().transaction(tx -> new Rebuilding().run(tx, false));
    assertTrue(rebuilt.isEqual(), () -> "rebuild differs: " + rebuilt.differences());
    var seals = new Seals("SHA-256");
    Eventually.until("the whole log is sealed", () -> sealed(seals) == rebuilt.events());
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

  private ResponseId raise(Tier tier) {
    var raising =
        new ResponseDesk.Raising(
            SmallTown.COUNTY,
            Optional.of(tier),
            "太湖流域洪水",
            2,
            town.now().plus(Duration.ofDays(3)),
            List.of("转移群众"),
            Optional.empty(),
            Optional.empty(),
            "000000");
    JsonNode raised =
        town.responses.raise(
            Envelope.of(SmallTown.commander(), UUID.randomUUID(), "raise"), raising);
    return ResponseId.of(raised.path("id").asText());
  }

  private OrderId drafted(ResponseId response, Tier tier, String need, Principal by) {
    String text =
        """
        {"kind":"order","title":"关于机关志愿者下沉社区的命令","nature":"voluntary","response":"%s","tier":"%s",
         "issuer":"长兴县指挥部","signer":"县长 王某","basis":"二级响应","task":"巡查圩堤","risk":"涉水、夜间",
         "contact":"值班室 0572-0000000","target":{"areas":["330522"]},"need":%s,"addressees":["各单位"]}
        """
            .formatted(response.value(), tier.name().toLowerCase(java.util.Locale.ROOT), need);
    JsonNode drafted =
        town.orders.draft(
            Envelope.of(by, UUID.randomUUID(), "draft"), Json.read(text, OrderDocument.class));
    return OrderId.of(drafted.path("id").asText());
  }

  private void review(OrderId order) {
    var _ =
        town.orders.review(
            Envelope.of(SmallTown.dispatcher("二"), UUID.randomUUID(), "review"),
            order,
            true,
            Optional.empty());
  }

  private JsonNode sign(OrderId order) {
    return town.orders.sign(
        Envelope.of(SmallTown.commander(), UUID.randomUUID(), "sign"),
        order,
        new OrderDesk.Signing("000000", Optional.empty()));
  }

  private OrderId signed(Tier tier, String need) {
    OrderId order = drafted(raise(tier), tier, need, SmallTown.dispatcher("一"));
    review(order);
    sign(order);
    return order;
  }

  private void name(OrderId order, UnitId unit) {
    Principal liaison = SmallTown.liaison(unit);
    var _ =
        town.liaisons.signReceipt(
            Envelope.of(liaison, UUID.randomUUID(), "receipt"),
            order,
            Optional.empty(),
            Optional.empty());
    var items =
        town.liaisons.proposal(liaison, order, Optional.empty(), Optional.empty()).stream()
            .map(
                proposal ->
                    new Item(
                        proposal.quota().community(),
                        proposal.placement().chosen().stream().map(Candidate::volunteer).toList()))
            .toList();
    var _ =
        town.liaisons.giveNames(
            Envelope.of(liaison, UUID.randomUUID(), "names"),
            order,
            new Naming(items, Optional.empty(), Optional.empty()));
  }

  private void perform(Offered offer, String name, Map<String, Object> details) {
    var _ = perform(offer, UUID.randomUUID(), name, details);
  }

  private JsonNode perform(Offered offer, UUID command, String name, Map<String, Object> details) {
    return town.assignments.perform(
        SmallTown.phone(offer.volunteer()), command, offer.id(), name, Json.tree(details));
  }

  private Lease lease() {
    return test.database()
        .transaction(tx -> new Leases().take(tx, "timers", new UUID(1, 1), Duration.ofMinutes(1)))
        .orElseThrow();
  }

  private void fill() {
    town.due.fillAll(lease());
  }

  private void others() {
    int done = 1;
    while (done > 0) {
      done = town.due.doOthers(lease());
    }
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
        number(
            "select able_short::bigint as n from commitment where order_id = $1 and unit_id = $2",
            order,
            unit));
  }

  private int exhausted(OrderId order, UnitId unit) {
    return Math.toIntExact(
        number(
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

  private long number(String query, Object... parameters) {
    return test.database()
        .read(sql -> sql.get(query, row -> row.getNumeric("n").longValue(), parameters));
  }
}
