package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.muster.command.desk.TeamDesk.Forming;
import org.muster.command.desk.TeamDispatch.Sending;
import org.muster.command.store.Leases;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.command.view.Places;
import org.muster.command.view.TeamViews;
import org.muster.command.view.TimeOffViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.Nature;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.record.RecordId;
import org.muster.model.roster.TeamId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.team.TeamKind;
import org.muster.model.wire.Json;

/** A first-aid team of two units, from being formed to being sent. */
final class TeamIT {
  private TestDatabase test;
  private SmallTown town;
  private Townsfolk folk;
  private UnitId water;
  private UnitId finance;
  private TeamDesk teams;
  private TeamDispatch dispatch;
  private TeamViews views;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 2);
    folk = new Townsfolk(town, Nature.DUTY);
    water = town.unit("水利局", 6, 1);
    finance = town.unit("财政局", 4, 1);
    town.line(town.communities.getFirst(), water, 1, 2, 3);
    test.run("update volunteer set skills = '{急救}'");
    teams = new TeamDesk(town.counter);
    dispatch = new TeamDispatch(town.counter, town.liaisons);
    var places = new Places(test.database());
    places.reload();
    views = new TeamViews(test.database(), places::current, town::now);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aTeamIsSentOnceItHasLeaderAndLiaison() {
    List<VolunteerId> people = List.of(of(water, 0), of(water, 1), of(water, 2), of(finance, 0));
    TeamId team = form(people);
    OrderId order = order();
    var sending = new Sending(order, town.communities.getFirst());
    var refused =
        assertThrows(RefusedException.class, () -> dispatch.send(command("send"), team, sending));
    assertEquals(Refusal.TEAM_INCOMPLETE, refused.refusal());
    assertFalse(shown(team).path("ready").asBoolean());

    JsonNode led = teams.nameLeader(command("leader"), team, 2, of(water, 0));
    int version = led.path("version").asInt();
    assertThrows(
        RefusedException.class,
        () -> teams.nameLiaison(command("liaison"), team, version - 1, of(water, 1)));
    var _ = teams.nameLiaison(command("liaison"), team, version, of(water, 1));
    test.run(
        """
        update volunteer set certificates =
          '[{"skill":"急救","valid":{"from":"2023-01-01","until":"2026-11-21"}}]' where id = $1
        """,
        of(water, 2));

    Envelope command = command("send");
    JsonNode sent = dispatch.send(command, team, sending);

    assertEquals(2, sent.path("named").asInt());
    assertEquals(2, sent.path("left").size());
    assertEquals("certificateExpired", reason(sent, of(water, 2)));
    assertEquals("", reason(sent, of(finance, 0)), "the unit owes nobody there");
    assertEquals(sent, dispatch.send(command, team, sending), "the same command twice");
    assertEquals(2, test.number("select count(*) as n from candidate where source = 'named'"));
    assertEquals(1, shown(team).path("dispatches").size());
    assertTrue(shown(team).path("ready").asBoolean());
    test.assertRebuilt();
  }

  @Test
  void theMatrixShowsWhichKindsAStreetLacks() {
    TeamId team = form(List.of(of(water, 0), of(water, 1)));
    assertEquals(13, gaps(), "a team nobody answers for is no team");
    var _ = teams.nameLeader(command("leader"), team, 2, of(water, 0));
    var _ = teams.nameLiaison(command("liaison"), team, 3, of(water, 1));
    assertEquals(12, gaps());
    var _ = teams.leave(command("leave"), team, of(water, 0));
    assertEquals(13, gaps());
    var _ = teams.dissolve(command("dissolve"), team);
    assertEquals(0, list().size());
    test.assertRebuilt();
  }

  @Test
  void strangersNeitherSeeNorChangeATeam() {
    TeamId team = form(List.of(of(water, 0)));
    Principal liaison = SmallTown.liaison(finance);
    var envelope = Envelope.of(liaison, UUID.randomUUID(), "join");
    assertEquals(
        Refusal.NOT_FOUND,
        assertThrows(
                RefusedException.class, () -> teams.join(envelope, team, List.of(of(finance, 0))))
            .refusal());
    assertThrows(RefusedException.class, () -> views.get(liaison, team));
    var foreign = forming(List.of(of(water, 0)), Optional.empty());
    assertEquals(
        Refusal.UNKNOWN_VOLUNTEER,
        assertThrows(
                RefusedException.class,
                () -> teams.form(Envelope.of(liaison, UUID.randomUUID(), "form"), foreign))
            .refusal());
  }

  @Test
  void dutyThatBothSidesAgreedToIsGrantedAsTimeOffAndReturned() {
    VolunteerId who = served(Duration.ofMinutes(125));
    var desk = new TimeOffDesk(town.counter);
    var from = town.now().plus(Duration.ofDays(1));
    var hour = new TimeOffDesk.Granting(60, from, from.plus(Duration.ofHours(1)));
    assertEquals(Refusal.CONFLICT, refusal(() -> desk.grant(liaison("early"), who, hour)));

    var record =
        test.database()
            .read(sql -> sql.get("select id from service_record", row -> row.getUUID("id")));
    var phone = Envelope.of(SmallTown.phone(who), UUID.randomUUID(), "agree");
    var _ = town.records.agree(phone, new RecordId(record));
    JsonNode granted = desk.grant(liaison("grant"), who, hour);
    assertEquals(65, granted.path("balanceMinutes").asInt());
    var views = new TimeOffViews(test.database());
    assertEquals(125, views.get(SmallTown.phone(who), who).creditedMinutes());
    assertEquals(
        1,
        test.number("select jsonb_array_length(absences) as n from volunteer where id = $1", who));
    var tooLong = new TimeOffDesk.Granting(66, from, from.plus(Duration.ofHours(9)));
    assertEquals(Refusal.CONFLICT, refusal(() -> desk.grant(liaison("more"), who, tooLong)));

    UUID entry = UUID.fromString(granted.path("id").asText());
    var _ = desk.takeBack(liaison("back"), who, entry);
    assertEquals(125, desk.takeBack(liaison("again"), who, entry).path("balanceMinutes").asInt());
    assertEquals(
        0,
        test.number("select jsonb_array_length(absences) as n from volunteer where id = $1", who));
    assertEquals(2, test.number("select count(*) as n from event where stream = $1", entry));
    test.assertRebuilt();
  }

  /** Somebody of the first unit who served for a while under an order. */
  private VolunteerId served(Duration time) {
    TeamId team = form(List.of(of(water, 0)));
    var _ = teams.nameLeader(command("leader"), team, 2, of(water, 0));
    var _ = teams.nameLiaison(command("liaison"), team, 3, of(water, 0));
    AreaCode place = town.communities.getFirst();
    var _ = dispatch.send(command("send"), team, new Sending(order(), place));
    var lease =
        test.database()
            .transaction(
                tx -> new Leases().take(tx, "timers", new UUID(1, 1), Duration.ofMinutes(1)))
            .orElseThrow();
    town.due.fillAll(lease);
    var offer =
        new AssignmentId(
            test.database()
                .read(sql -> sql.get("select id from assignment", row -> row.getUUID("id"))));
    Principal phone = SmallTown.phone(of(water, 0));
    for (String step : List.of("accept", "depart")) {
      var _ = town.assignments.perform(phone, UUID.randomUUID(), offer, step, Json.tree(Map.of()));
    }
    var code = Json.tree(Map.of("code", town.codes.show(place, town.now()).code()));
    var _ = town.assignments.perform(phone, UUID.randomUUID(), offer, "arrive", code);
    var arrived = town.now();
    town.pass(time);
    var _ = town.assignments.perform(phone, UUID.randomUUID(), offer, "leave", Json.tree(Map.of()));
    town.assignments.confirm(
        Envelope.of(SmallTown.community(place), UUID.randomUUID(), "confirm"),
        offer,
        new AssignmentDesk.Confirming(arrived, town.now(), Optional.empty()));
    return of(water, 0);
  }

  private static Refusal refusal(Executable deed) {
    return assertThrows(RefusedException.class, deed).refusal();
  }

  private Envelope liaison(String what) {
    return Envelope.of(SmallTown.liaison(water), UUID.randomUUID(), what);
  }

  private TeamId form(List<VolunteerId> people) {
    JsonNode formed = teams.form(command("form"), forming(people, Optional.empty()));
    return TeamId.of(formed.path("id").asText());
  }

  private static Forming forming(List<VolunteerId> people, Optional<VolunteerId> leader) {
    return new Forming(
        TeamKind.FIRST_AID,
        SmallTown.STREET,
        "雉城急救队",
        Optional.empty(),
        Optional.empty(),
        people,
        leader,
        Optional.empty());
  }

  private JsonNode shown(TeamId team) {
    return views.get(dispatcher(), team);
  }

  private JsonNode list() {
    var wanted =
        new TeamViews.Wanted(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
    return views.list(dispatcher(), wanted).path("items");
  }

  private int gaps() {
    var matrix = views.matrix(dispatcher(), Optional.of(AreaCode.Level.STREET), Optional.empty());
    assertEquals(1, matrix.items().size());
    return matrix.items().getFirst().gaps().size();
  }

  private static String reason(JsonNode sent, VolunteerId volunteer) {
    for (JsonNode left : sent.path("left")) {
      if (left.path("volunteer").asText().equals(volunteer.value().toString())) {
        return left.path("reasons").path(0).asText();
      }
    }
    return "not left";
  }

  private OrderId order() {
    return folk.signed(folk.raise(Tier.EMERGENCY), Tier.EMERGENCY, "{\"byPlan\":true}");
  }

  private static Principal dispatcher() {
    return SmallTown.dispatcher("一");
  }

  private static Envelope command(String what) {
    return Envelope.of(dispatcher(), UUID.randomUUID(), what);
  }

  private VolunteerId of(UnitId unit, int index) {
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select id from volunteer where unit_id = $1 order by name",
                    row -> new VolunteerId(row.getUUID("id")),
                    unit))
        .get(index);
  }
}
