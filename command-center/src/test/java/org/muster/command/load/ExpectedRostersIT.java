package org.muster.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.command.load.CountyWorld.Asking;
import org.muster.command.sheet.DemoCounty;
import org.muster.model.access.Principal;
import org.muster.model.wire.Json;

/** Every file of the county gives what is expected of it, through the routes; every key is read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExpectedRostersIT {
  private static final Set<String> KEYS =
      Set.of(
          "units",
          "volunteers",
          "shock",
          "below_quota",
          "below_quota_eligible",
          "deployment",
          "overcommitted",
          "communities",
          "files");

  /** How a reason is worded here that is worded otherwise there. */
  private static final Map<String, String> REASONS =
      Map.of(
          "truncated by Excel", "截断",
          "check digit", "校验位",
          "scientific notation", "科学计数法",
          "unknown community", "没有这个社区",
          "disagrees with the ID number", "与身份证号不一致",
          "missing", "未填写",
          "duplicate of row 1", "与第1行重复",
          "under 18 cannot be in a shock team", "未满18周岁");

  private final JsonNode expected = expected();
  private CountyWorld world;
  private Principal dispatcher;

  @BeforeAll
  void load() {
    world = CountyWorld.loaded();
    dispatcher = world.dispatcher();
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void everyKeyIsLookedAt() throws IOException {
    var keys = new TreeSet<String>();
    expected.fieldNames().forEachRemaining(keys::add);
    assertEquals(new TreeSet<>(KEYS), keys);
    assertEquals(expected.path("files").size(), files().count());
  }

  @Test
  void unitsAreAsExpected() {
    var found = new ArrayList<String>();
    var belowQuota = new ArrayList<String>();
    var belowEligible = new ArrayList<String>();
    for (JsonNode unit : ask("listUnits", Map.of("limit", "500")).path("items")) {
      JsonNode team = ask("getShockTeam", Map.of("id", unit.path("id").asText()));
      found.add(
          "%s %s headcount %d required %d shock %d volunteers %d party %d eligible %d"
              .formatted(
                  unit.path("code").asText(),
                  unit.path("name").asText(),
                  unit.path("headcount").asInt(),
                  team.path("required").asInt(),
                  team.path("members").asInt(),
                  unit.path("volunteers").asInt(),
                  unit.path("party").asInt(),
                  team.path("eligible").asInt()));
      String name = unit.path("name").asText();
      if (team.path("members").asInt() < team.path("required").asInt()) {
        belowQuota.add(name);
      }
      if (team.path("eligible").asInt() < team.path("required").asInt()) {
        belowEligible.add(name);
      }
    }
    var wanted = new ArrayList<String>();
    for (JsonNode unit : expected.path("units")) {
      wanted.add(
          "%s %s headcount %d required %d shock %d volunteers %d party %d eligible %d"
              .formatted(
                  unit.path("code").asText(),
                  unit.path("name").asText(),
                  unit.path("headcount").asInt(),
                  unit.path("required").asInt(),
                  unit.path("shock").asInt(),
                  unit.path("volunteers").asInt(),
                  unit.path("party").asInt(),
                  unit.path("eligible").asInt()));
    }
    assertEquals(String.join("\n", sorted(wanted)), String.join("\n", sorted(found)));
    assertEquals(sorted(names("below_quota")), sorted(belowQuota));
    assertEquals(sorted(names("below_quota_eligible")), sorted(belowEligible));
  }

  @Test
  void sumsAreAsExpected() {
    assertEquals(expected.path("volunteers").asInt(), count("true"));
    assertEquals(expected.path("shock").asInt(), count("shock"));
    assertEquals(expected.path("communities").asInt(), communities());
    JsonNode plan = ask("getPlan", Map.of("id", newestPlan()));
    for (String tier : List.of("normal", "emergency", "critical")) {
      assertEquals(
          expected.path("deployment").path(tier).asInt(),
          plan.path("people").path(tier).asInt(),
          tier);
    }
  }

  @Test
  void unitsThatOweMoreThanTheyHaveAreAsExpected() {
    var owed = new TreeMap<String, Integer>();
    for (JsonNode line : ask("getPlan", Map.of("id", newestPlan())).path("lines")) {
      owed.merge(line.path("unit").asText(), line.path("critical").asInt(), Integer::sum);
    }
    var over = new ArrayList<String>();
    for (JsonNode unit : ask("listUnits", Map.of("limit", "500")).path("items")) {
      int people = unit.path("volunteers").asInt();
      if (owed.getOrDefault(unit.path("id").asText(), 0) > people) {
        over.add(unit.path("name").asText());
      }
    }
    assertEquals(names("overcommitted"), over);
  }

  static Stream<String> files() throws IOException {
    try (var all = Files.list(DemoCounty.sample("expected.json").getParent())) {
      return all
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("messy"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void fileGivesWhatIsExpected(String name) {
    JsonNode wanted = expected.path("files").path(name.replaceFirst("\\.[a-z]+$", ""));
    JsonNode read = world.upload(dispatcher, "roster", DemoCounty.sample(name));
    assertEquals("ready", read.path("state").asText());
    assertEquals(wanted.path("rows").asInt(), read.path("rows").asInt());
    assertEquals(wanted.path("problems").size(), read.path("problems").size(), read.toString());
    for (int i = 0; i < wanted.path("problems").size(); i++) {
      JsonNode problem = read.path("problems").get(i);
      JsonNode known = wanted.path("problems").get(i);
      assertEquals(known.path("row"), problem.path("row"));
      assertEquals(known.path("field"), problem.path("column"));
      assertEquals(known.path("level").asText("error"), problem.path("severity").asText());
      String reason = REASONS.getOrDefault(known.path("why").asText(), "?");
      assertTrue(problem.path("reason").asText().contains(reason), problem.toString());
    }
    assertEquals(Set.of(wanted.path("unit").asText()), units(read.path("id").asText()));
  }

  /** The units that the staged rows are about. */
  private Set<String> units(String id) {
    return Set.copyOf(
        world
            .test
            .database()
            .read(
                sql ->
                    sql.list(
                        """
                        select distinct u.name from staged_person s join unit u on u.id = s.unit_id
                        where s.import_id = $1
                        """,
                        row -> row.getString(0),
                        java.util.UUID.fromString(id))));
  }

  private int count(String condition) {
    return number("select count(*) from volunteer where " + condition);
  }

  private int communities() {
    return number("select count(*) from area where level = 'community'");
  }

  private int number(String sql) {
    return world.test.database().read(s -> s.get(sql, row -> Math.toIntExact(row.getLong(0))));
  }

  private String newestPlan() {
    return ask("listPlans", Map.of("area", "330522")).at("/items/0/id").asText();
  }

  private JsonNode ask(String operation, Map<String, String> values) {
    return CountyWorld.body(world.answer(dispatcher, operation, Asking.of(values)));
  }

  private List<String> names(String key) {
    var names = new ArrayList<String>();
    ((ArrayNode) expected.path(key)).forEach(name -> names.add(name.asText()));
    return names;
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  private static JsonNode expected() {
    try {
      return Json.parse(Files.readString(DemoCounty.sample("expected.json")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
