package org.muster.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.load.CountyWorld.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.command.http.Answer;
import org.muster.command.load.CountyWorld.Asking;
import org.muster.command.sheet.DemoCounty;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.wire.Json;

/** What the routes of intake answer about the demo county, and to whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IntakeRoutesIT {
  private static final String LIBRARY = "县图书馆";
  private static final String HOSPITAL = "县人民医院";

  @TempDir private Path folder;
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
  void areasFormATreeAndALayer() {
    JsonNode streets = ask("listAreas", Map.of("level", "street"));
    assertEquals(15, streets.path("total").asInt());
    JsonNode first = ask("listAreas", Map.of("parent", "330522001", "limit", "10"));
    assertEquals(25, first.path("total").asInt());
    assertEquals(10, first.path("items").size());
    JsonNode rest =
        ask("listAreas", Map.of("parent", "330522001", "after", first.path("next").asText()));
    assertEquals(15, rest.path("items").size());
    assertFalse(rest.hasNonNull("next"));
    JsonNode layer = ask("getAreasGeoJson", Map.of("level", "community", "within", "330522001"));
    assertEquals(25, layer.path("features").size());
    JsonNode properties = layer.at("/features/0/properties");
    assertEquals("330522001001", properties.path("code").asText());
    assertTrue(properties.path("schematic").asBoolean());
    assertRefused(Refusal.NOT_FOUND, "getArea", Map.of("code", "110101001001"));
    assertRefused(Refusal.INVALID, "getArea", Map.of("code", "x"));
  }

  @Test
  void unitsAreSeenByScope() {
    JsonNode all = ask("listUnits", Map.of("limit", "500"));
    assertEquals(65, all.path("total").asInt());
    var seen = new HashSet<String>();
    Optional<String> after = Optional.empty();
    do {
      var query = after.map(a -> Map.of("limit", "20", "after", a)).orElse(Map.of("limit", "20"));
      JsonNode page = ask("listUnits", query);
      page.path("items").forEach(unit -> assertTrue(seen.add(unit.path("id").asText())));
      after = Optional.of(page.path("next")).filter(JsonNode::isTextual).map(JsonNode::asText);
    } while (after.isPresent());
    assertEquals(65, seen.size());
    JsonNode own = world.ask(world.liaison(LIBRARY), "listUnits", Map.of());
    assertEquals(1, own.path("total").asInt());
    JsonNode unit = own.at("/items/0");
    assertEquals(LIBRARY, unit.path("name").asText());
    assertTrue(unit.at("/liaisons/0/phoneMasked").asText().matches("1[0-9]{2}\\*{4}[0-9]{4}"));
    var foreign = Map.of("id", world.unit(HOSPITAL).value().toString());
    assertRefused(Refusal.NOT_FOUND, world.liaison(LIBRARY), "getUnit", foreign);
    assertRefused(Refusal.NOT_FOUND, world.liaison(LIBRARY), "getShockTeam", foreign);
  }

  @ParameterizedTest
  @CsvSource({"SYSADMIN", "SECADMIN"})
  void administratorsSeeNoRoster(Role role) {
    var nosy = CountyWorld.principal(role, Optional.empty(), Optional.of(CountyWorld.COUNTY));
    for (String operation : new String[] {"listUnits", "listVolunteers", "listPlans"}) {
      assertRefused(Refusal.FORBIDDEN, nosy, operation, Map.of());
    }
  }

  @ParameterizedTest
  @CsvSource({"COMMUNITY", "VOLUNTEER"})
  void whoSendsNobodySeesNobodyWhoDoesNotComeToThem(Role role) {
    var nosy = CountyWorld.principal(role, Optional.empty(), Optional.of(CountyWorld.COUNTY));
    for (String operation : new String[] {"listUnits", "listVolunteers"}) {
      assertEquals(0, world.ask(nosy, operation, Map.of()).path("total").asInt(), operation);
    }
    assertRefused(Refusal.FORBIDDEN, nosy, "listPlans", Map.of());
  }

  @Test
  void shockTeamSaysWhoCannotGoAndWhoCouldFillIn() {
    var unit = Map.of("id", world.unit("县委办公室").value().toString());
    JsonNode team = world.ask(world.liaison("县委办公室"), "getShockTeam", unit);
    assertEquals(43, team.path("headcount").asInt());
    assertEquals(5, team.path("required").asInt());
    assertEquals(5, team.path("members").asInt());
    assertEquals(4, team.path("eligible").asInt());
    assertEquals(1, team.path("shortfall").asInt());
    assertEquals(1, team.path("reasons").size());
    assertFalse(team.at("/reasons/0/reasons").isEmpty());
    assertTrue(team.at("/reasons/0/name").asText().contains("*"));
    assertTrue(team.path("reserves").size() > 5);
  }

  @Test
  void volunteersAreListedMasked() {
    JsonNode page = ask("listVolunteers", Map.of("limit", "500"));
    assertEquals(3063, page.path("total").asInt());
    assertEquals(500, page.path("items").size());
    for (JsonNode person : page.path("items")) {
      assertTrue(person.path("name").asText().contains("*"));
      assertFalse(person.has("phone"));
    }
    var number = Pattern.compile("\"1[3-9][0-9]{9}\"|[0-9]{17}[0-9X]");
    assertFalse(number.matcher(page.toString()).find());
    assertEquals(3063, countAll());
  }

  @Test
  void volunteersAreFoundByUnitPlaceSkillTeamNameAndNumber() {
    String library = world.unit(LIBRARY).value().toString();
    assertEquals(45, total(Map.of("unit", library)));
    assertEquals(5, total(Map.of("unit", library, "shock", "true")));
    assertEquals(154, total(Map.of("skill", "急救员证")));
    int street = total(Map.of("community", "330522001"));
    assertTrue(street > total(Map.of("community", "330522001001")) && street < 3063);
    assertEquals(1, total(Map.of("q", "+86 150-0000-4218")));
    assertEquals(1, total(Map.of("q", "330599198507280710")));
    assertEquals(0, total(Map.of("q", "%")));
    assertTrue(total(Map.of("q", "买买提")) >= 1);
  }

  @Test
  void liaisonSeesTheOwnRosterOnly() {
    Principal liaison = world.liaison(LIBRARY);
    assertEquals(45, world.ask(liaison, "listVolunteers", Map.of()).path("total").asInt());
    var foreign = Map.of("unit", world.unit(HOSPITAL).value().toString());
    assertRefused(Refusal.NOT_FOUND, liaison, "listVolunteers", foreign);
    var somebody = Map.of("id", someone(HOSPITAL).path("id").asText());
    assertRefused(Refusal.NOT_FOUND, liaison, "getVolunteer", somebody);
    var asking = Asking.of(somebody).withVersion(1).with(Json.parse("{\"shock\":true}"));
    assertRefused(Refusal.NOT_FOUND, liaison, "changeVolunteer", asking);
  }

  @Test
  void auditorSeesNeitherHealthNorPoliticalStatus() {
    var auditor = CountyWorld.principal(Role.AUDITOR, Optional.empty(), Optional.empty());
    JsonNode person = world.ask(auditor, "listVolunteers", Map.of("limit", "1")).at("/items/0");
    assertFalse(person.has("health"));
    assertFalse(person.has("political"));
    assertTrue(someone(LIBRARY).has("health"));
  }

  @Test
  void volunteerIsChangedWhenTheVersionIsTheOneSeen() {
    JsonNode person = someone("县档案馆");
    var id = Map.of("id", person.path("id").asText());
    int version = person.path("version").asInt();
    var change =
        Json.parse(
            """
            {"skills": ["急救", "手语"], "health": "unfit", "community": "330522001002",
             "unavailable": {"from": "2026-11-22T08:00:00+08:00", "until": "2026-11-29T08:00:00+08:00"}}
            """);
    var asking = Asking.of(id).withVersion(version).with(change);
    Answer answer = world.answer(world.liaison("县档案馆"), "changeVolunteer", asking);
    assertEquals(200, answer.status());
    JsonNode changed = body(answer);
    assertEquals("急救", changed.at("/skills/0").asText());
    assertEquals("unfit", changed.path("health").asText());
    assertEquals("330522001002", changed.path("community").asText());
    assertEquals("2026-11-29T00:00:00Z", changed.at("/unavailable/until").asText());
    assertEquals(version + 1, changed.path("version").asInt());
    assertEquals(
        changed,
        body(world.answer(world.liaison("县档案馆"), "changeVolunteer", asking)),
        "a repeat of the same command has no second effect");
    assertRefused(
        Refusal.VERSION_MISMATCH,
        dispatcher,
        "changeVolunteer",
        Asking.of(id).withVersion(version).with(change));
    var back = Asking.of(id).withVersion(version + 1).with(Json.parse("{\"unavailable\":null}"));
    assertFalse(body(world.answer(dispatcher, "changeVolunteer", back)).has("unavailable"));
    var nowhere =
        Asking.of(id).withVersion(version + 2).with(Json.parse("{\"community\":\"330522999999\"}"));
    assertRefused(Refusal.UNKNOWN_AREA, dispatcher, "changeVolunteer", nowhere);
  }

  @Test
  void unmaskingNeedsAReasonAndIsKept() {
    var id = someone(LIBRARY).path("id").asText();
    assertRefused(
        Refusal.REASON_MISSING, dispatcher, "getVolunteer", Map.of("id", id, "reveal", " "));
    JsonNode shown = ask("getVolunteer", Map.of("id", id, "reveal", "电话核实到岗情况"));
    assertFalse(shown.path("name").asText().contains("*"));
    assertTrue(shown.path("phone").asText().matches("1[0-9]{10}"));
    long kept =
        world
            .test
            .database()
            .read(
                sql ->
                    sql.get(
                        "select count(*) from disclosure where volunteer_id = $1",
                        row -> row.getLong(0),
                        java.util.UUID.fromString(id)));
    assertEquals(1, kept);
  }

  @Test
  void planAnswersCoverageAndDifference() {
    JsonNode plan = ask("listPlans", Map.of("area", "330522")).at("/items").get(0);
    var id = plan.path("id").asText();
    JsonNode whole = ask("getPlan", Map.of("id", id));
    assertTrue(whole.path("lines").size() >= 277);
    JsonNode coverage = ask("getCoverage", Map.of("id", id, "tier", "normal"));
    assertEquals(278, coverage.path("communities").asInt());
    JsonNode moves = ask("getDifference", Map.of("id", id, "from", "normal", "to", "critical"));
    int called = moves.at("/total/calledUp").asInt();
    assertEquals(whole.at("/people/critical").asInt() - whole.at("/people/normal").asInt(), called);
    JsonNode street =
        ask(
            "getDifference",
            Map.of("id", id, "from", "critical", "to", "normal", "area", "330522001"));
    assertEquals(0, street.at("/total/calledUp").asInt());
    assertTrue(street.at("/total/released").asInt() > 0);
    assertTrue(street.at("/total/released").asInt() < called);
  }

  @Test
  void replacedPlanIsANewVersion() {
    JsonNode newest = ask("listPlans", Map.of()).at("/items").get(0);
    var id = Map.of("id", newest.path("id").asText());
    ObjectNode writing = ask("getPlan", id).deepCopy();
    JsonNode unchanged =
        body(world.answer(dispatcher, "createPlan", Asking.of(Map.of()).with(writing)));
    assertEquals(newest.path("id"), unchanged.path("id"), "the same text is no new version");
    ((ObjectNode) writing.at("/lines/0")).put("critical", 500);
    int number = newest.path("number").asInt();
    assertRefused(
        Refusal.VERSION_MISMATCH,
        dispatcher,
        "replacePlan",
        Asking.of(id).withVersion(number + 7).with(writing));
    Answer answer =
        world.answer(dispatcher, "replacePlan", Asking.of(id).withVersion(number).with(writing));
    assertEquals(200, answer.status());
    assertEquals(number + 1, body(answer).path("number").asInt());
    assertEquals(
        ask("getPlan", id).at("/lines/0/contact"),
        body(answer).at("/lines/0/contact"),
        "the phone that was known stays");
    ((ObjectNode) writing.at("/lines/0")).put("normal", 501);
    assertRefused(Refusal.INVALID, dispatcher, "createPlan", Asking.of(Map.of()).with(writing));
  }

  @Test
  void messyRosterIsCommittedInParts() throws IOException {
    JsonNode read = world.upload(dispatcher, "roster", DemoCounty.sample("messy-3-errors.xlsx"));
    assertEquals("ready", read.path("state").asText());
    assertEquals(41, read.path("rows").asInt());
    assertEquals(36, read.path("accepted").asInt());
    assertEquals(6, read.path("problems").size());
    JsonNode problem = read.at("/problems/0");
    assertEquals("身份证号", problem.path("column").asText());
    assertTrue(problem.path("reason").asText().contains("截断"));
    assertEquals("error", problem.path("severity").asText());
    var id = Map.of("id", read.path("id").asText());
    assertRefused(Refusal.CONFLICT, dispatcher, "commitImport", id);
    var partial = Asking.of(id).with(Json.parse("{\"partial\":true}"));
    JsonNode done = body(world.answer(dispatcher, "commitImport", partial));
    assertEquals(5, done.path("skipped").asInt());
    assertEquals(
        done, body(world.answer(dispatcher, "commitImport", partial)), "committed only once");
    Answer sheet = world.answer(dispatcher, "getImportProblems", Asking.of(id));
    try (var book = new ReadableWorkbook(new ByteArrayInputStream((byte[]) sheet.body()))) {
      assertEquals(46, book.getFirstSheet().read().size(), "the sender's own sheet");
    }
  }

  @Test
  void liaisonImportsTheOwnRosterOnly() {
    Path own = DemoCounty.sample("messy-2-two-row-header-repairable.xlsx");
    JsonNode read = world.upload(world.liaison(LIBRARY), "roster", own);
    assertEquals("[]", read.path("problems").toString());
    var id = Map.of("id", read.path("id").asText());
    assertRefused(Refusal.NOT_FOUND, world.liaison(HOSPITAL), "getImport", id);
    assertEquals(id.get("id"), ask("getImport", id).path("id").asText());
    JsonNode foreign = world.upload(world.liaison(HOSPITAL), "roster", own);
    assertEquals(0, foreign.path("accepted").asInt());
    assertEquals(45, foreign.path("problems").size());
    assertRefused(
        Refusal.FORBIDDEN,
        world.liaison(LIBRARY),
        "startImport",
        Asking.of(Map.of("kind", "units")).with(DemoCounty.file("rosters/units.xlsx")));
  }

  @Test
  void liaisonCannotTakeSomebodyFromAnotherUnit() throws IOException {
    String sheet =
        "姓名,身份证号,手机号码\n龙然晓,330599198507280710,15800006882\n新来的,11010519491231002X,13812345678\n";
    JsonNode read =
        world.upload(
            world.liaison(HOSPITAL), "roster", Files.writeString(folder.resolve("a.csv"), sheet));
    assertEquals(1, read.path("accepted").asInt());
    assertEquals(1, read.path("added").asInt());
    assertTrue(read.at("/problems/0/reason").asText().contains("其他单位"));
  }

  @Test
  void unknownPersonInAnInsuranceListIsAProblem() throws IOException {
    String sheet =
        """
        姓名,身份证号,起保日期,终保日期,保单号
        某某,11010519491231002X,2026-01-01,2027-01-01,P1
        毛文,330599198706270347,2026-01-01,2028-12-31,PICC3305222026000
        龙然晓,330599198507280710,2026-01-01,2025-01-01,P1
        """;
    JsonNode read =
        world.upload(dispatcher, "insurance", Files.writeString(folder.resolve("b.csv"), sheet));
    assertEquals(3, read.path("rows").asInt());
    assertEquals(1, read.path("accepted").asInt());
    assertEquals("error", read.at("/problems/0/severity").asText());
    assertEquals("warning", read.at("/problems/1/severity").asText());
    assertEquals("终保日期", read.at("/problems/2/column").asText());
  }

  @Test
  void nextYearsPolicyEnteredEarlyKeepsThisYears() throws IOException {
    String person = "毛文思,330599198706270347";
    insure(person + ",2026-01-01,2026-12-31,P26");
    insure(person + ",2027-01-01,2027-12-31,P27");
    assertEquals(0, insure(person + ",2027-01-01,2027-12-31,P27").path("changed").asInt());
    JsonNode insured = person("毛文思").path("insured");
    assertEquals("2026-01-01", insured.path("from").asText());
    assertEquals("2027-12-31", insured.path("until").asText());
    insure(person + ",2026-01-01,2028-12-31,P28");
    assertEquals("2028-12-31", person("毛文思").at("/insured/until").asText());
  }

  private JsonNode insure(String line) throws IOException {
    Path file = folder.resolve("insured.csv");
    Files.writeString(file, "姓名,身份证号,起保日期,终保日期,保单号\n" + line + "\n");
    JsonNode read = world.upload(dispatcher, "insurance", file);
    var whole = Asking.of(Map.of("id", read.path("id").asText()));
    return body(world.answer(dispatcher, "commitImport", whole.with(Json.parse("{}"))));
  }

  private JsonNode person(String name) {
    return ask("listVolunteers", Map.of("q", name)).at("/items/0");
  }

  @Test
  void hostileFileFailsWithASentence() throws IOException {
    Path file = Files.write(folder.resolve("c.xlsx"), new byte[] {'P', 'K', 3, 4, 0, 1, 2});
    for (String kind : new String[] {"areas", "divisions", "units", "roster", "deployment"}) {
      JsonNode read = world.upload(dispatcher, kind, file);
      assertEquals("failed", read.path("state").asText(), kind);
      assertFalse(read.at("/problems/0/reason").asText().isBlank());
      assertEquals(0, read.at("/problems/0/row").asInt());
      assertRefused(
          Refusal.CONFLICT, dispatcher, "commitImport", Map.of("id", read.path("id").asText()));
    }
  }

  @Test
  void sameUploadTwiceIsOneImport() {
    var asking = Asking.of(Map.of("kind", "units")).with(DemoCounty.file("rosters/units.xlsx"));
    JsonNode first = body(world.answer(dispatcher, "startImport", asking));
    JsonNode again = body(world.answer(dispatcher, "startImport", asking));
    assertEquals(first.path("id"), again.path("id"));
    var other = asking.with(DemoCounty.file("rosters/training.xlsx"));
    assertRefused(Refusal.IDEMPOTENCY_MISMATCH, dispatcher, "startImport", other);
  }

  @Test
  void personalDataStandsNowhereInTheClear() {
    String dump =
        world
            .test
            .database()
            .read(
                sql ->
                    sql.get(
                        """
                        select coalesce(string_agg(v::text, ''), '')
                               || (select coalesce(string_agg(l::text, ''), '') from liaison l)
                               || (select coalesce(string_agg(p::text, ''), '') from plan_line p)
                               || (select coalesce(string_agg(i::text, ''), '') from import i)
                        from volunteer v
                        """,
                        row -> row.getString(0)));
    for (String secret : Set.of("330599198507280710", "15800006882", "13600001678")) {
      assertFalse(dump.contains(secret), secret);
    }
  }

  private int countAll() {
    var seen = new HashSet<String>();
    Optional<String> after = Optional.empty();
    do {
      var query = after.map(a -> Map.of("limit", "500", "after", a)).orElse(Map.of("limit", "500"));
      JsonNode page = ask("listVolunteers", query);
      page.path("items").forEach(person -> seen.add(person.path("id").asText()));
      after = Optional.of(page.path("next")).filter(JsonNode::isTextual).map(JsonNode::asText);
    } while (after.isPresent());
    return seen.size();
  }

  private JsonNode someone(String unit) {
    var query = Map.of("unit", world.unit(unit).value().toString(), "limit", "1");
    return ask("listVolunteers", query).at("/items/0");
  }

  private int total(Map<String, String> query) {
    return ask("listVolunteers", query).path("total").asInt();
  }

  private JsonNode ask(String operation, Map<String, String> values) {
    return world.ask(dispatcher, operation, values);
  }

  private void assertRefused(Refusal refusal, String operation, Map<String, String> values) {
    assertRefused(refusal, dispatcher, operation, values);
  }

  private void assertRefused(
      Refusal refusal, Principal by, String operation, Map<String, String> values) {
    assertRefused(refusal, by, operation, Asking.of(values));
  }

  private void assertRefused(Refusal refusal, Principal by, String operation, Asking asking) {
    var refused = assertThrows(RefusedException.class, () -> world.answer(by, operation, asking));
    assertEquals(refusal, refused.refusal(), operation);
  }
}
