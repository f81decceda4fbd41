package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.muster.command.testing.SignedOrders;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.view.TaskViews;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.AreaShape;
import org.muster.model.place.Geometries;
import org.muster.model.place.Jurisdiction;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** What a volunteer's card shows of a task: where it is, and who leads. */
class TaskCardIT {
  private static final String PHONE = "13800000001";

  private TestDatabase test;
  private SmallTown town;
  private SignedOrders orders;
  private UnitId water;
  private UnitId finance;
  private AreaCode here;
  private OrderId order;
  private Going going;

  /** Somebody who is asked to go. */
  private record Going(AssignmentId id, VolunteerId who) {}

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 2);
    orders = new SignedOrders(town);
    water = town.unit("水利局", 2, 2);
    finance = town.unit("财政局", 2, 0);
    here = town.communities.getFirst();
    town.line(here, water, 1, 1, 1);
    liaison(water, "primary", "王联络");
    liaison(finance, "deputy", "赵副");
    order = orders.byPlan(Tier.CRITICAL);
    going = going();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void theSendingUnitsLiaisonLeadsFromTheAcceptanceToTheEnd() {
    assertEquals(Optional.empty(), leader(), "nobody before the answer");
    say("accept", Map.of());
    assertEquals(
        Optional.of(new TaskViews.Leader("unit", "水利局", "王联络", Optional.of(PHONE), false)),
        leader());
    assertEquals(Optional.empty(), views().leader(other(), going.id()), "nobody else's leader");

    say("arrive", Map.of("code", town.codes.show(here, town.now()).code()));
    say("leave", Map.of());
    assertEquals(Optional.empty(), leader(), "nobody after the end");
  }

  @Test
  void theUnitThatLeadsInTheCommunityGoesBeforeTheSendingOne() {
    arrangement("emergency", finance);
    arrangement("critical", null);
    say("accept", Map.of());

    assertEquals("leadUnit", leader().orElseThrow().of(), "as in the tier beneath");
    assertEquals("赵副", leader().orElseThrow().name(), "the deputy where nobody else is named");
  }

  @Test
  void aTeamThatWasSentAsAWholeFollowsItsLeader() {
    arrangement("critical", finance);
    VolunteerId other = other();
    UUID team = team(other);
    test.run(
        "insert into team_member (team_id, volunteer_id, since) values ($1, $2, now())",
        team,
        going.who());
    say("accept", Map.of());
    TaskViews.Leader shown = leader().orElseThrow();
    assertEquals(List.of("team", "抢险队"), List.of(shown.of(), shown.named()));
    assertEquals(false, shown.self());

    test.run("update team set leader_id = $1", going.who());
    assertTrue(leader().orElseThrow().self());
  }

  @Test
  void thePlaceComesWithItsOutlineAndARegisteredMeetingPoint() {
    TaskViews.Place bare = views().place(going.who(), going.id()).orElseThrow();
    assertEquals(Optional.empty(), bare.outline());
    assertEquals(Optional.empty(), bare.meetingPoint());

    test.run(
        """
        insert into station (id, name, community, lon, lat)
        values (gen_random_uuid(), '党群服务中心', $1, 119.911, 31.002)
        """,
        here);
    var ground = Geometries.FACTORY.toGeometry(new Envelope(119.90, 119.92, 30.99, 31.01));
    var area = new Area(here, "东门社区", Optional.of(new AreaShape(ground, true)), Optional.empty());
    TaskViews.Place drawn =
        new TaskViews(test.database(), () -> Jurisdiction.of(List.of(area)), town.vault)
            .place(going.who(), going.id())
            .orElseThrow();
    assertEquals(
        Optional.of(new TaskViews.MeetingPoint("党群服务中心", List.of(119.911, 31.002))),
        drawn.meetingPoint());
    assertEquals(ground.getArea(), drawn.outline().orElseThrow().getArea(), 1e-12);
    assertEquals(Optional.of(true), drawn.schematic());
    assertEquals(Optional.empty(), views().place(other(), going.id()), "nobody else's place");
  }

  private TaskViews views() {
    return new TaskViews(test.database(), () -> Jurisdiction.EMPTY, town.vault);
  }

  private Optional<TaskViews.Leader> leader() {
    return views().leader(going.who(), going.id());
  }

  private void say(String deed, Map<String, Object> details) {
    orders.perform(going.id(), going.who(), deed, details);
  }

  private Going going() {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select id, volunteer_id from assignment where state = 'offered'",
                    row ->
                        new Going(
                            new AssignmentId(row.getUUID("id")),
                            new VolunteerId(row.getUUID("volunteer_id")))));
  }

  private VolunteerId other() {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select id from volunteer where id <> $1 and unit_id = $2",
                    row -> new VolunteerId(row.getUUID("id")),
                    going.who(),
                    water));
  }

  private void liaison(UnitId unit, String rank, String name) {
    test.run(
        "insert into liaison (unit_id, rank, name, phone_cipher) values ($1, $2, $3, $4)",
        unit,
        rank,
        name,
        town.vault.encrypt(PHONE));
  }

  private void arrangement(String tier, @Nullable UnitId lead) {
    test.run(
        "insert into plan_arrangement (plan_id, community, tier, lead_unit) values ($1, $2, $3,"
            + " $4)",
        town.plan,
        here,
        tier,
        lead);
  }

  private UUID team(VolunteerId leader) {
    UUID team = UUID.randomUUID();
    test.run("insert into note (id, text, author) values ($1, '抢险队', $1)", team);
    test.run(
        """
        insert into team (id, kind, area, name_id, leader_id, formed_at, version)
        values ($1, 'rescue', $2, $1, $3, now(), 1)
        """,
        team,
        SmallTown.COUNTY,
        leader);
    test.run(
        """
        insert into team_dispatch (team_id, version, order_id, community, people, at)
        values ($1, 2, $2, $3, 1, now())
        """,
        team,
        order,
        here);
    return team;
  }
}
