package org.muster.command.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.store.AudienceStore;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.command.view.BalanceViews;
import org.muster.command.view.Places;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.order.ResponseId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** Who waits unused, which places are served again and again, and which never (忙闲). */
final class BalanceIT {
  private TestDatabase test;
  private SmallTown town;
  private Townsfolk folk;
  private UnitId water;
  private UnitId library;
  private LiveAudience live;
  private BalanceViews balance;

  private record Asked(AssignmentId id, VolunteerId who, AreaCode community) {}

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 4);
    folk = new Townsfolk(town);
    water = town.unit("水利局", 12, 0);
    library = town.unit("图书馆", 5, 0);
    town.line(town.communities.get(0), water, 0, 3, 3);
    var places = new Places(test.database());
    places.reload();
    var people = new AudienceStore(Duration.ofHours(8));
    live = new LiveAudience(test.database(), people, places::current, () -> false);
    balance = new BalanceViews(test.database(), live::index, places::current, town::now);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aPlaceThatIsServedAgainAndAgainIsFlaggedAndSoAreThoseNeverServed() {
    ResponseId response = folk.raise(Tier.EMERGENCY);
    serve(response);
    JsonNode once = read(30);
    assertFalse(once.at("/served/0/often").asBoolean(), "once is not again and again");

    serve(response);

    JsonNode served = read(30).path("served");
    assertEquals(1, served.size());
    assertEquals(town.communities.getFirst().value(), served.at("/0/area").asText());
    assertEquals(2, served.at("/0/orders").asInt());
    assertEquals(6, served.at("/0/people").asInt());
    assertTrue(served.at("/0/often").asBoolean());
    assertEquals(3, read(30).path("never").size());
  }

  @Test
  void whoCouldGoAndWasAskedByNobodyIsCountedByUnit() {
    serve(folk.raise(Tier.EMERGENCY));
    assertEquals(List.of(9, 9), idle(water), "three are out now");
    town.pass(Duration.ofDays(2));
    assertEquals(List.of(9, 12), idle(water));
    assertEquals(List.of(5, 5), idle(library));
  }

  @Test
  void whatWasBeforeTheTimeThatIsAskedForDoesNotCount() {
    serve(folk.raise(Tier.EMERGENCY));
    town.pass(Duration.ofDays(2));
    assertEquals(4, read(1).path("never").size());
    assertEquals(List.of(12, 12), idle(water, 1));
  }

  /** Three of the water authority go to the first community, and come. */
  private void serve(ResponseId response) {
    OrderId order = folk.signed(response, Tier.EMERGENCY, "{\"byPlan\":true}");
    folk.name(order, water);
    folk.fill();
    for (Asked one : asked(order)) {
      perform(one, "accept", Map.of());
      perform(one, "depart", Map.of());
      perform(one, "arrive", Map.of("code", town.codes.show(one.community(), town.now()).code()));
    }
  }

  private List<Asked> asked(OrderId order) {
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select id, volunteer_id, community from assignment where order_id = $1",
                    row ->
                        new Asked(
                            new AssignmentId(row.getUUID("id")),
                            new VolunteerId(row.getUUID("volunteer_id")),
                            new AreaCode(row.getString("community"))),
                    order));
  }

  private void perform(Asked one, String deed, Map<String, String> details) {
    var _ =
        town.assignments.perform(
            SmallTown.phone(one.who()), UUID.randomUUID(), one.id(), deed, Json.tree(details));
  }

  private List<Integer> idle(UnitId unit) {
    return idle(unit, 30);
  }

  /** How many of a unit wait unused, of how many who could go. */
  private List<Integer> idle(UnitId unit, int days) {
    for (JsonNode row : read(days).path("idle")) {
      if (row.path("unit").asText().equals(unit.value().toString())) {
        return List.of(row.path("idle").asInt(), row.path("able").asInt());
      }
    }
    return List.of();
  }

  private JsonNode read(int days) {
    live.look();
    return Json.tree(balance.of(SmallTown.commander(), SmallTown.COUNTY, days));
  }
}
