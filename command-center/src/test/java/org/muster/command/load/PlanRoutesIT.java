package org.muster.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.load.CountyWorld.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.load.CountyWorld.Asking;
import org.muster.command.store.OrderStore;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Hazard;
import org.muster.model.wire.Json;

/** The plan library on the demo county: tables, coverage, differences, drafts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlanRoutesIT {
  private static final String FIRST = "330522001001";

  @TempDir private Path folder;
  private CountyWorld world;
  private Principal dispatcher;
  private String general = "";

  @BeforeAll
  void load() {
    world = CountyWorld.loaded();
    dispatcher = world.dispatcher();
    general = ask("listPlans", Map.of("hazard", "general")).at("/items/0/id").asText();
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void tableThatIsHandedInAgainIsTheSamePlan() throws IOException {
    JsonNode flood = body(post("createPlan", Map.of(), flood("防汛预案")));
    assertEquals(1, flood.path("number").asInt());
    assertEquals(1, flood.path("version").asInt());
    for (String plan : List.of(general, flood.path("id").asText())) {
      JsonNode shown = ask("getPlan", Map.of("id", plan));
      JsonNode upload = world.upload(dispatcher, "deployment", table(plan));
      assertEquals(List.of(), list(upload.path("problems")));
      assertEquals(0, upload.path("added").asInt(), upload.toString());
      assertEquals(0, upload.path("changed").asInt(), upload.toString());
      var id = Map.of("id", upload.path("id").asText());
      JsonNode committed = body(post("commitImport", id, Json.parse("{}")));
      assertEquals(plan, committed.path("plan").asText());
      assertEquals(shown, ask("getPlan", Map.of("id", plan)));
    }
  }

  @Test
  void versionsAreCountedByHazardAndWhatIsLeftOutStays() {
    ObjectNode snow = flood("雨雪冰冻预案").put("hazard", "snow");
    JsonNode first = body(post("createPlan", Map.of(), snow));
    assertEquals(1, first.path("number").asInt());
    ObjectNode lines = snow.deepCopy();
    lines.remove(List.of("arrangements", "trigger", "teams"));
    JsonNode again = body(post("createPlan", Map.of(), lines));
    assertEquals(first.path("id"), again.path("id"), "nothing new was said");
    ((ObjectNode) lines.at("/lines/0")).put("critical", 9);
    var seen = Asking.of(Map.of("id", first.path("id").asText())).with(lines).withVersion(1);
    JsonNode second = body(world.answer(dispatcher, "replacePlan", seen));
    assertEquals(2, second.path("number").asInt());
    assertEquals(first.path("arrangements"), second.path("arrangements"));
    assertEquals("水位超警", second.path("trigger").asText());
    JsonNode moves =
        ask(
            "getDifference",
            Map.of(
                "id",
                second.path("id").asText(),
                "against",
                first.path("id").asText(),
                "from",
                "critical",
                "to",
                "critical"));
    assertEquals(1, moves.at("/total/calledUp").asInt());
    assertEquals(0, moves.at("/total/released").asInt());
  }

  @Test
  void tiersThatDoNotNestAreNamedByTheirPlace() {
    ObjectNode plan = flood("坏预案").put("hazard", "drought");
    ((ObjectNode) plan.at("/lines/0")).put("emergency", 1);
    assertProblem("lines[0].emergency", plan);
    ObjectNode hours = flood("坏预案").put("hazard", "drought");
    ((ObjectNode) hours.at("/arrangements/1")).putArray("shifts").add("08:00-18:00");
    assertProblem("arrangements[1].shifts", hours);
    ObjectNode skills = flood("坏预案").put("hazard", "drought");
    ((ObjectNode) skills.at("/arrangements/1")).putObject("skills").put("驾驶", 1);
    assertProblem("arrangements[1].skills.急救", skills);
  }

  @Test
  void everyCommunityIsCoveredAndHolesAreDrawn() {
    var normal = Map.of("id", general, "tier", "normal");
    JsonNode coverage = ask("getCoverage", normal);
    assertEquals(278, coverage.path("communities").asInt());
    assertEquals(278, coverage.path("covered").asInt());
    assertEquals(561, coverage.path("people").asInt());
    assertFalse(coverage.at("/items/0/by/0/name").asText().isEmpty());
    assertEquals(0, coverage.at("/holes/farFromStation").asInt(), "no stations, no distance");
    assertEquals(0, ask("getHoles", normal).path("features").size());
    var day = Map.of("id", general, "tier", "normal", "hours", "08:00-20:00");
    assertEquals(278, ask("getCoverage", day).at("/holes/hours").asInt());
    assertEquals(278, ask("getHoles", day).path("features").size());
    withStation(
        () -> {
          JsonNode reached = ask("getCoverage", normal);
          assertEquals(1, reached.path("stations").asInt());
          JsonNode first = reached.at("/items/0");
          assertEquals(FIRST, first.path("area").asText());
          assertEquals(0, first.at("/station/distanceM").asInt());
          assertEquals(0, first.path("holes").size());
          assertTrue(first.path("groundShare").asDouble() > 0);
          JsonNode holes = ask("getHoles", normal).path("features");
          assertEquals(reached.at("/holes/farFromStation").asInt(), holes.size());
          assertTrue(holes.size() > 200 && holes.size() < 278, holes.size() + " holes");
          for (JsonNode hole : holes) {
            assertTrue(hole.at("/geometry/coordinates/0/0").size() > 0, hole.toString());
            assertEquals("farFromStation", hole.at("/properties/hole").asText());
          }
        });
  }

  @Test
  void differenceBetweenTiersIsTheDifferenceOfTheSums() {
    JsonNode moves =
        ask("getDifference", Map.of("id", general, "from", "normal", "to", "critical"));
    for (String part : List.of("byUnit", "byCommunity", "lines")) {
      assertEquals(2256 - 561, sum(moves.path(part), "calledUp"), part);
    }
    assertEquals(2256 - 561, moves.at("/total/calledUp").asInt());
    assertEquals(0, moves.path("moves").size());
    JsonNode down =
        ask(
            "getDifference",
            Map.of("id", general, "from", "critical", "to", "emergency", "area", "330522001"));
    assertTrue(down.at("/total/released").asInt() > 0);
    down.path("lines")
        .forEach(line -> assertTrue(line.path("community").asText().startsWith("330522001")));
  }

  @Test
  void draftIsCompiledWithReasonsAndUsedByNothingUntilItIsAdopted() {
    JsonNode asking =
        Json.parse(
            """
            {"area":"330522","name":"重新编制","hazard":"typhoon","sendPercent":80}
            """);
    Asking once = Asking.of(Map.of()).with(asking);
    JsonNode made = body(world.answer(dispatcher, "compilePlan", once));
    JsonNode draft = made.path("plan");
    assertEquals(draft, body(world.answer(dispatcher, "compilePlan", once)).path("plan"));
    assertEquals("draft", draft.path("state").asText());
    assertEquals(0, draft.path("number").asInt());
    assertTrue(made.path("proven").asBoolean());
    int lacking = lacking(made, "critical");
    assertEquals(2256, draft.at("/people/critical").asInt() + lacking);
    assertEquals(561, draft.at("/people/normal").asInt() + lacking(made, "normal"));
    var used = new HashMap<String, Integer>();
    for (JsonNode line : draft.path("lines")) {
      used.merge(line.path("unit").asText(), line.path("critical").asInt(), Integer::sum);
      assertTrue(line.path("reasons").size() >= 2, line.toString());
      assertFalse(line.at("/reasons/0/text").asText().contains("{"), line.toString());
    }
    int people = ask("listVolunteers", Map.of("limit", "1")).path("total").asInt();
    assertTrue(used.values().stream().mapToInt(Integer::intValue).sum() <= people * 8 / 10);
    var id = Map.of("id", draft.path("id").asText());
    assertEquals(Optional.of(general), inForce(Hazard.TYPHOON));
    assertEquals("adopted", body(post("adoptPlan", id, Json.parse("{}"))).path("state").asText());
    assertEquals(Optional.of(draft.path("id").asText()), inForce(Hazard.TYPHOON));
    assertEquals(Optional.of(general), inForce(Hazard.GENERAL));
    assertRefused(Refusal.CONFLICT, "adoptPlan", id);
    assertNotEquals(general, draft.path("id").asText());
  }

  @Test
  void plansAndStationsOfAnotherCountyLookLikeNone() {
    var elsewhere = Optional.of(AreaCode.of("330523"));
    Principal stranger = CountyWorld.principal(Role.DISPATCHER, Optional.empty(), elsewhere);
    for (String operation :
        List.of(
            "getPlan", "getPlanTable", "getCoverage", "getHoles", "getDifference", "adoptPlan")) {
      var asking = Asking.of(Map.of("id", general));
      var refused =
          assertThrows(
              RefusedException.class, () -> world.answer(stranger, operation, asking), operation);
      assertEquals(Refusal.NOT_FOUND, refused.refusal(), operation);
    }
    var compile = Asking.of(Map.of()).with(Json.parse("{\"area\":\"330522\",\"name\":\"x\"}"));
    var refused =
        assertThrows(RefusedException.class, () -> world.answer(stranger, "compilePlan", compile));
    assertEquals(Refusal.UNKNOWN_AREA, refused.refusal());
    Principal liaison = world.liaison("县图书馆");
    assertThrows(
        RefusedException.class,
        () -> world.answer(liaison, "getPlanTable", Asking.of(Map.of("id", general))));
  }

  private void withStation(Runnable questions) {
    JsonNode center = ask("getArea", Map.of("code", FIRST)).path("center");
    ObjectNode station = (ObjectNode) Json.parse("{\"name\":\"服务站\",\"coordType\":\"cgcs2000\"}");
    station.set("lon", center.get(0));
    station.set("lat", center.get(1));
    JsonNode opened = body(post("openStation", Map.of(), station));
    assertEquals(FIRST, opened.path("community").asText());
    questions.run();
    var _ = post("closeStation", Map.of("id", opened.path("id").asText()), Json.parse("{}"));
    assertEquals(0, ask("listStations", Map.of()).path("total").asInt());
  }

  private Optional<String> inForce(Hazard hazard) {
    return world
        .test
        .database()
        .read(sql -> new OrderStore().findPlan(sql, CountyWorld.COUNTY, hazard))
        .map(plan -> plan.value().toString());
  }

  private static int lacking(JsonNode made, String tier) {
    return StreamSupport.stream(made.path("shortages").spliterator(), false)
        .filter(one -> one.path("tier").asText().equals(tier))
        .mapToInt(one -> one.path("people").asInt())
        .sum();
  }

  private ObjectNode flood(String name) {
    String library = world.unit("县图书馆").value().toString();
    String hospital = world.unit("县人民医院").value().toString();
    return (ObjectNode)
        Json.parse(
            """
            {"area":"330522","name":"%s","hazard":"flood","trigger":"水位超警","teams":["抢险队","医疗队"],
             "lines":[
              {"community":"330522001001","unit":"%s","normal":2,"emergency":4,"critical":8,
               "meetingPoint":"党群服务中心","contact":{"name":"张华","phone":"13600001678"}},
              {"community":"330522001001","unit":"%s","normal":0,"emergency":0,"critical":5},
              {"community":"330522002001","unit":"%s","normal":0,"emergency":1,"critical":1}],
             "arrangements":[
              {"community":"330522001001","tier":"normal","shifts":["08:00-20:00"],"skills":{"急救":1},
               "lead":"%s"},
              {"community":"330522001001","tier":"critical","shifts":["08:00-20:00","20:00-08:00"],
               "skills":{"急救":2,"驾驶":1},"supplies":{"沙袋":200},"meetingPoint":"中心小学"}]}
            """
                .formatted(name, library, hospital, library, library));
  }

  private Path table(String plan) throws IOException {
    var answer = world.answer(dispatcher, "getPlanTable", Asking.of(Map.of("id", plan)));
    return Files.write(folder.resolve(plan + ".xlsx"), (byte[]) answer.body());
  }

  private void assertProblem(String field, ObjectNode plan) {
    var refused =
        assertThrows(RefusedException.class, () -> post("createPlan", Map.of(), plan), field);
    assertTrue(
        refused.problems().stream().anyMatch(p -> p.field().equals(field)), refused.toString());
  }

  private void assertRefused(Refusal refusal, String operation, Map<String, String> values) {
    var refused =
        assertThrows(
            RefusedException.class,
            () -> world.answer(dispatcher, operation, Asking.of(values)),
            operation);
    assertEquals(refusal, refused.refusal());
  }

  private JsonNode ask(String operation, Map<String, String> values) {
    return world.ask(dispatcher, operation, values);
  }

  private org.muster.command.http.Answer post(
      String operation, Map<String, String> values, JsonNode body) {
    return world.answer(dispatcher, operation, Asking.of(values).with(body));
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static int sum(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToInt(one -> one.path(field).asInt())
        .sum();
  }
}
