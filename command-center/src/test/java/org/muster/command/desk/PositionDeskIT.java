package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.muster.command.audience.Audience;
import org.muster.command.audience.Geofences;
import org.muster.command.audience.LiveAudience;
import org.muster.command.cluster.Alone;
import org.muster.command.cluster.Sightings;
import org.muster.command.desk.ConsentDesk.Giving;
import org.muster.command.store.AudienceStore;
import org.muster.command.testing.Eventually;
import org.muster.command.testing.SignedOrders;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.view.Boards;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.AreaShape;
import org.muster.model.place.Geometries;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.LonLat;
import org.muster.model.place.Position;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Consent;
import org.muster.model.roster.VolunteerId;

/** Phones on the way: who arrives by staying, and what the board says when the last one leaves. */
final class PositionDeskIT {
  /** A hundredth of a degree around each community's centre. */
  private static final double HALF_DEG = 0.005;

  private static final double METRE_DEG = 1 / 95_000.0;

  private TestDatabase test;
  private SmallTown town;
  private SignedOrders orders;
  private LiveAudience audience;
  private final Sightings sightings = new Alone().sightings();
  private PositionDesk desk;
  private ConsentDesk consents;
  private OrderId order;
  private Asked asked;

  private record Asked(AssignmentId id, VolunteerId who) {}

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 2);
    var unit = town.unit("水利局", 4, 1);
    town.line(town.communities.getFirst(), unit, 1, 1, 1);
    orders = new SignedOrders(town);
    Jurisdiction places = shaped();
    Geofences fences = Geofences.of(places);
    audience =
        new LiveAudience(
            test.database(), new AudienceStore(Duration.ofHours(8)), () -> places, () -> false);
    audience.start();
    desk =
        new PositionDesk(
            town.counter,
            new PositionDesk.Ground(() -> places, () -> fences, audience, sightings),
            town.assignments);
    order = orders.byPlan(Tier.CRITICAL);
    asked = asked();
    orders.perform(asked.id(), asked.who(), "accept", Map.of());
    orders.perform(asked.id(), asked.who(), "depart", Map.of());
    consents = new ConsentDesk(town.counter, desk::forget);
    consents.give(
        envelope("give"), asked.who(), new Giving(Consent.LOCATION, Optional.of("2026-11")));
  }

  @AfterEach
  void close() {
    audience.close();
    test.close();
  }

  @Test
  void whoeverStaysNearTheBorderArrivesThoughFixesErrAcrossIt() {
    double[] insideM = {12, -6, 9, 3, -4, 8};
    for (double metres : insideM) {
      fix(metres, 15);
      town.pass(Duration.ofSeconds(5));
    }
    assertEquals("onPost", state());
  }

  @Test
  void whoeverPassesByOrIsSeenVaguelyDoesNotArrive() {
    for (double metres : new double[] {-60, 8, -60, 8, -60, 8, -60, 8}) {
      fix(metres, 15);
      town.pass(Duration.ofSeconds(20));
    }
    for (int i = 0; i < 5; i++) {
      fix(200, 150);
      town.pass(Duration.ofSeconds(20));
    }
    assertEquals("departed", state());
  }

  @Test
  void withoutConsentNobodyIsFollowed() {
    fix(200, 10);
    consents.withdraw(envelope("withdraw"), asked.who(), Consent.LOCATION);
    assertEquals(Map.of(), sightings.newest(Set.of(asked.who())));
    fix(200, 10);
    assertEquals(Map.of(), sightings.newest(Set.of(asked.who())));
    assertEquals("departed", state());
  }

  @Test
  void peopleCountWhereTheyAreUntilTheyAreRelieved() {
    var far = new LonLat(119.7, 31.2);
    desk.fix(SmallTown.phone(asked.who()), new Position(far.lon(), far.lat(), 10));
    assertEquals(Set.of(asked.who()), audience.index().find(Audience.EVERYBODY.within(far, 100)));

    arriveByCode();
    orders.perform(asked.id(), asked.who(), "leave", Map.of());
    Eventually.until(
        "they count at home again",
        () -> audience.index().find(Audience.EVERYBODY.within(far, 100)).isEmpty());
  }

  @Test
  void aCommunityThatIsLeftByAllIsNamedOnTheBoard() {
    assertEquals(List.of(), voids());
    town.pass(Duration.ofHours(2));
    assertEquals(List.of("nobodyCame"), voids());

    arriveByCode();
    assertEquals(List.of(), voids());
    test.run(
        """
        insert into plan_arrangement (plan_id, community, tier, skills)
        select plan_id, community, 'normal', '{"急救员": 1}' from plan_line where $1::uuid is not null
        """,
        asked.who());
    assertEquals(List.of("skillMissing"), voids());

    orders.perform(asked.id(), asked.who(), "leave", Map.of());
    assertEquals(List.of("nobodyLeft"), voids());
    town.pass(Duration.ofDays(2));
    assertEquals(List.of(), voids(), "the order is over");
  }

  private void arriveByCode() {
    String code = town.codes.show(town.communities.getFirst(), town.now()).code();
    orders.perform(asked.id(), asked.who(), "arrive", Map.of("code", code));
  }

  private List<String> voids() {
    JsonNode board =
        new Boards(test.database(), town::now).find(SmallTown.commander(), order).orElseThrow();
    return board.path("voids").findValuesAsText("kind");
  }

  /** So far east of the western border of the first community; less than 0 for outside. */
  private void fix(double insideM, double accuracyM) {
    double west = 119.91 - HALF_DEG;
    var _ =
        desk.fix(
            SmallTown.phone(asked.who()),
            new Position(west + insideM * METRE_DEG, 31.0, accuracyM));
  }

  private String state() {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select state from assignment where id = $1",
                    row -> row.getString("state"),
                    asked.id()));
  }

  private Asked asked() {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select id, volunteer_id from assignment where order_id = $1",
                    row ->
                        new Asked(
                            new AssignmentId(row.getUUID("id")),
                            new VolunteerId(row.getUUID("volunteer_id"))),
                    order));
  }

  private Envelope envelope(String request) {
    return Envelope.of(SmallTown.phone(asked.who()), UUID.randomUUID(), request);
  }

  private Jurisdiction shaped() {
    return Jurisdiction.of(
        town.communities.stream()
            .map(
                code -> {
                  LonLat center = center(code);
                  var box =
                      new org.locationtech.jts.geom.Envelope(
                          center.lon() - HALF_DEG,
                          center.lon() + HALF_DEG,
                          center.lat() - HALF_DEG,
                          center.lat() + HALF_DEG);
                  Geometry shape = Geometries.FACTORY.toGeometry(box);
                  return new Area(
                      code,
                      code.value(),
                      Optional.of(new AreaShape(shape, true)),
                      Optional.of(center));
                })
            .toList());
  }

  private static LonLat center(AreaCode code) {
    return new LonLat(119.9 + Integer.parseInt(code.value().substring(9)) * 0.01, 31.0);
  }
}
