package org.muster.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.ImportDesk;
import org.muster.command.desk.ImportWork;
import org.muster.command.secret.Vault;
import org.muster.command.sheet.DemoCounty;
import org.muster.command.store.PeopleStore;
import org.muster.command.store.PlanStore;
import org.muster.command.store.Sight;
import org.muster.command.store.UnitStore;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.view.Places;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;
import org.muster.model.place.AreaCode.Level;
import org.muster.model.place.Position;
import org.muster.model.plan.Coverage;
import org.muster.model.plan.Hazard;
import org.muster.model.plan.Plan;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.ShockTeam;
import org.muster.model.roster.TimeSpan;
import org.muster.model.wire.Json;

/** The whole demo county in a real database, against what is expected of it. */
final class DemoCountyIT {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-11-22T02:00:00Z"));
  private static final AccountId NOBODY = new AccountId(new UUID(0, 0));
  private static final AreaCode COUNTY = AreaCode.of("330522");

  private static TestDatabase database;
  private static Places places;
  private static ImportDesk desk;
  private static JsonNode expected;
  private static final List<String> loadedAfterCut = new ArrayList<>();

  private static final class CutException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static void cut(String loaded) {
    if (loaded.startsWith("rosters/units.xlsx")) {
      throw new CutException();
    }
  }

  @BeforeAll
  static void load() throws IOException {
    database = TestDatabase.fresh();
    places = new Places(database.database());
    var vault = new Vault(new byte[32]);
    var known = new ImportWork.Places(places::current, places::reload);
    var work = new ImportWork(database.database(), vault, known, NOW);
    desk = new ImportDesk(database.database(), work, NOW);
    assertThrows(CutException.class, () -> CountyFolder.loadDemo(desk, NOBODY, DemoCountyIT::cut));
    CountyFolder.loadDemo(desk, NOBODY, loadedAfterCut::add);
    expected = Json.parse(Files.readString(DemoCounty.sample("expected.json")));
  }

  @AfterAll
  static void close() {
    desk.close();
    database.close();
  }

  @Test
  void everyCommunityHasItsGround() {
    assertEquals(
        expected.path("communities").asInt(), places.current().list(Level.COMMUNITY).size());
    assertEquals(15, places.current().children(COUNTY).size());
    assertTrue(places.current().list().stream().allMatch(a -> a.shape().isPresent()));
    var first = AreaCode.of("330522001001");
    var center = places.current().find(first).flatMap(a -> a.center()).orElseThrow();
    assertTrue(places.current().contains(first, new Position(center.lon(), center.lat(), 10)));
  }

  @Test
  void aFirstLoadThatWasCutShortGoesOnWhereItStood() throws IOException {
    assertEquals("rosters/roster-all.xlsx: +3063 ~0", loadedAfterCut.getFirst());
    assertEquals(4, loadedAfterCut.size());
    CountyFolder.loadDemo(desk, NOBODY, file -> fail("loaded again: " + file));
  }

  @Test
  void shockTeamsAreAsExpected() {
    var problems = new ArrayList<String>();
    var belowQuota = new ArrayList<String>();
    var teams = teams();
    for (JsonNode unit : expected.path("units")) {
      ShockTeam team = java.util.Objects.requireNonNull(teams.get(unit.path("name").asText()));
      List<Integer> wanted =
          List.of(
              unit.path("headcount").asInt(),
              unit.path("required").asInt(),
              unit.path("shock").asInt(),
              unit.path("eligible").asInt());
      var found = List.of(team.headcount(), team.required(), team.members(), team.eligible());
      if (!wanted.equals(found)) {
        problems.add(unit.path("name").asText() + " " + wanted + " " + found);
      }
      if (team.shortfall() > 0) {
        belowQuota.add(unit.path("name").asText());
      }
    }
    assertEquals(List.of(), problems);
    var below = new ArrayList<String>();
    expected.path("below_quota_eligible").forEach(name -> below.add(name.asText()));
    assertEquals(below, belowQuota);
  }

  @Test
  void planHasTheSumsOfTheTableAndCoversEverybody() {
    PlanStore.Head head =
        database
            .database()
            .read(sql -> PlanStore.newest(sql, COUNTY, Hazard.GENERAL))
            .orElseThrow();
    Plan plan = database.database().read(sql -> PlanStore.plan(sql, head));
    assertEquals(561, plan.need(Tier.NORMAL));
    assertEquals(1295, plan.need(Tier.EMERGENCY));
    assertEquals(2256, plan.need(Tier.CRITICAL));
    var communities = places.current().communitiesUnder(List.of(COUNTY));
    assertEquals(List.of(), Coverage.of(plan, Tier.NORMAL, communities).uncovered());
  }

  @Test
  void everyVolunteerHasAMailbox() {
    long without =
        database
            .database()
            .read(
                sql ->
                    sql.get(
                        "select count(*) from volunteer v full join recipient r using (id) where"
                            + " v.id is null or r.id is null",
                        row -> row.getLong(0)));
    assertEquals(0, without);
  }

  @Test
  void sameFilesTwiceChangeNothing() {
    Path folder = DemoCounty.file("county.geojson").resolveSibling("");
    for (CountyFolder.Step step : new CountyFolder(folder).steps()) {
      ImportDesk.Committed again = desk.load(step.kind(), step.file(), NOBODY);
      assertEquals(0, again.added(), step.toString());
      assertEquals(0, again.changed(), step.toString());
    }
    long plans =
        database
            .database()
            .read(sql -> PlanStore.count(sql, new PlanStore.Wanted("%", Optional.empty())));
    assertEquals(1, plans);
  }

  @Test
  void divisionsThatDidNotChangeAreNotBuiltAnew() {
    var before = places.current();
    places.reload();
    assertSame(before, places.current());
  }

  private static Map<String, ShockTeam> teams() {
    var hour = new TimeSpan(NOW.instant(), NOW.instant().plusSeconds(3600));
    var task = new Eligibility.Task(hour, Set.of());
    var wanted = new UnitStore.Wanted(Sight.of(SmallTown.commander()), "");
    var teams = new TreeMap<String, ShockTeam>();
    for (var unit :
        database.database().read(s -> UnitStore.list(s, wanted, Optional.empty(), 500))) {
      var people =
          database
              .database()
              .read(
                  sql ->
                      sql.list(
                          "select * from volunteer where unit_id = $1",
                          PeopleStore::volunteer,
                          unit.id()));
      teams.put(unit.name(), ShockTeam.of(unit.headcount(), people, task));
    }
    return teams;
  }
}
