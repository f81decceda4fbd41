package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.store.PlanStore;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.command.view.DifferenceViews;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.order.ResponseId;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/**
 * A response goes up and down: exactly the difference moves, nobody is lost, nobody stands twice.
 */
final class TierChangesIT {
  private static final List<Tier> TIERS = List.of(Tier.values());
  private static final int CHANGES = Integer.getInteger("muster.changes", 6);

  private final long seed = Long.getLong("muster.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private TestDatabase test;
  private SmallTown town;
  private Townsfolk folk;
  private List<UnitId> units;

  private record Stood(AssignmentId id, VolunteerId volunteer, String place, String state) {}

  @BeforeEach
  void open() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 3);
    folk = new Townsfolk(town);
    units = List.of(town.unit("县水利局", 20, 2), town.unit("县财政局", 20, 2));
    town.line(town.communities.get(0), units.get(0), 1, 3, 6);
    town.line(town.communities.get(0), units.get(1), 0, 0, 2);
    town.line(town.communities.get(1), units.get(0), 0, 2, 2);
    town.line(town.communities.get(2), units.get(1), 2, 2, 7);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void anySequenceOfTiersLeavesExactlyWhomThePlanWants() {
    Tier tier = Tier.NORMAL;
    ResponseId response = folk.raise(tier);
    call(response, tier);
    assertStanding(tier);
    for (int change = 0; change < CHANGES; change++) {
      Tier to = TIERS.stream().filter(other(tier)).toList().get(random.nextInt(2));
      List<Stood> before = active();
      JsonNode shown =
          Json.tree(
              new DifferenceViews(test.database(), () -> Jurisdiction.EMPTY)
                  .step(SmallTown.commander(), response, to));
      JsonNode changed = changeTier(response, to);
      assertEquals(shown.path("total"), changed.path("difference"), told());
      folk.doOthers();
      if (to.compareTo(tier) > 0) {
        call(response, to);
      }
      List<Stood> after = active();
      assertEquals(
          after.size() - before.size(),
          changed.at("/difference/calledUp").asInt() - changed.at("/difference/released").asInt(),
          told());
      boolean up = to.compareTo(tier) > 0;
      var few = ids(up ? before : after);
      assertTrue(ids(up ? after : before).containsAll(few), "somebody was exchanged, " + told());
      tier = to;
      assertStanding(tier);
    }
    test.assertRebuilt();
  }

  @Test
  void whoIsOnPostStaysWhenOthersHaveOnlyAccepted() {
    ResponseId response = folk.raise(Tier.CRITICAL);
    call(response, Tier.CRITICAL);
    String place = town.communities.get(0) + " " + units.getFirst().value();
    Stood arrived = active().stream().filter(one -> one.place().equals(place)).toList().getLast();
    arrive(arrived);
    changeTier(response, Tier.NORMAL);
    folk.doOthers();
    assertEquals(
        List.of(arrived.id()),
        active().stream().filter(one -> one.place().equals(place)).map(Stood::id).toList());
    assertStanding(Tier.NORMAL);
  }

  @Test
  void whoWentHomeAtTheStepDownDoesNotFillThePlaceOfSomebodyWhoIsMissing() {
    ResponseId response = folk.raise(Tier.CRITICAL);
    call(response, Tier.CRITICAL);
    active().forEach(this::arrive);
    changeTier(response, Tier.EMERGENCY);
    folk.doOthers();
    assertStanding(Tier.EMERGENCY);
    Stood missing = active().getFirst();
    var _ =
        town.assignments.markAbsent(
            Envelope.of(SmallTown.community(community(missing)), UUID.randomUUID(), "absent"),
            missing.id(),
            Optional.empty());
    folk.fill();
    perform(
        active().stream().filter(one -> one.state().equals("offered")).findFirst().orElseThrow(),
        "accept",
        Map.of());
    assertStanding(Tier.EMERGENCY);
  }

  @Test
  void everybodyGoesHomeAtTheEndOfTheResponse() {
    ResponseId response = folk.raise(Tier.CRITICAL);
    call(response, Tier.CRITICAL);
    Stood arrived = active().getFirst();
    arrive(arrived);
    int called = active().size();
    JsonNode ended =
        town.responses.end(
            Envelope.of(SmallTown.commander(), UUID.randomUUID(), "end"),
            response,
            new ResponseDesk.Ending("险情解除", "000000"));
    folk.doOthers();
    assertEquals(called, ended.path("released").asInt());
    assertEquals(List.of(), active());
    assertEquals("relieved", state(arrived));
  }

  @Test
  void responseKeepsTheVersionItWasRaisedWith() {
    ResponseId response = folk.raise(Tier.NORMAL);
    PlanId later = new PlanId(UUID.randomUUID());
    test.database()
        .transaction(
            sql -> {
              sql.run(
                  "insert into plan (id, area, name, number) values ($1, $2, '新版', 2)",
                  later,
                  SmallTown.COUNTY);
              return sql.run(
                  "insert into plan_line (plan_id, community, unit_id, normal, emergency, critical)"
                      + " values ($1, $2, $3, 9, 9, 9)",
                  later,
                  town.communities.get(1),
                  units.get(0));
            });
    call(response, Tier.NORMAL);
    assertStanding(Tier.NORMAL);
    changeTier(response, Tier.EMERGENCY);
    call(response, Tier.EMERGENCY);
    assertStanding(Tier.EMERGENCY);
  }

  /** Counts heads as somebody with a list would. */
  private void assertStanding(Tier tier) {
    Map<String, Long> heads =
        active().stream()
            .collect(
                java.util.stream.Collectors.groupingBy(
                    Stood::place, java.util.stream.Collectors.counting()));
    var wanted = new java.util.HashMap<String, Long>();
    test.database()
        .read(sql -> PlanStore.needs(sql, town.plan, tier))
        .forEach(
            (place, people) -> {
              if (people > 0) {
                wanted.put(place.community() + " " + place.unit().value(), (long) people);
              }
            });
    assertEquals(wanted, heads, told());
    assertEquals(active().size(), ids(active()).size(), "somebody stands twice, " + told());
  }

  /** An order for the difference, with names from the units, answered by everybody. */
  private void call(ResponseId response, Tier tier) {
    OrderId order = folk.signed(response, tier, "{\"byPlan\":true,\"difference\":true}");
    folk.fill();
    asked(order).forEach(unit -> folk.name(order, unit));
    folk.fill();
    for (Stood one : active()) {
      if (one.state().equals("offered")) {
        perform(one, "accept", Map.of());
      }
    }
  }

  /** A unit of which nothing more is wanted does not hear of the order. */
  private List<UnitId> asked(OrderId order) {
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select distinct unit_id from quota where order_id = $1",
                    row -> new UnitId(row.getUUID("unit_id")),
                    order));
  }

  private void arrive(Stood one) {
    String code = town.codes.show(community(one), town.now()).code();
    perform(one, "arrive", Map.of("code", code));
  }

  private static AreaCode community(Stood one) {
    return AreaCode.of(one.place().split(" ", 2)[0]);
  }

  private void perform(Stood one, String name, Map<String, Object> details) {
    var _ =
        town.assignments.perform(
            SmallTown.phone(one.volunteer()),
            UUID.randomUUID(),
            one.id(),
            name,
            Json.tree(details));
  }

  private JsonNode changeTier(ResponseId response, Tier to) {
    return town.responses.changeTier(
        Envelope.of(SmallTown.commander(), UUID.randomUUID(), "tier"),
        response,
        new ResponseDesk.Changing(to, "水情变化", "000000"));
  }

  private List<Stood> active() {
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select * from assignment where state in ('offered', 'accepted', 'departed',"
                        + " 'onPost') order by id",
                    row ->
                        new Stood(
                            new AssignmentId(row.getUUID("id")),
                            new VolunteerId(row.getUUID("volunteer_id")),
                            row.getString("community") + " " + row.getUUID("unit_id"),
                            row.getString("state"))));
  }

  private String state(Stood one) {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select state from assignment where id = $1",
                    row -> row.getString("state"),
                    one.id()));
  }

  private static Set<VolunteerId> ids(List<Stood> stood) {
    return new HashSet<>(stood.stream().map(Stood::volunteer).toList());
  }

  private static java.util.function.Predicate<Tier> other(Tier tier) {
    return one -> one != tier;
  }

  private String told() {
    return "seed " + seed;
  }
}
