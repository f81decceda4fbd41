package org.muster.command.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.client.Road.expect;
import static org.muster.command.client.Road.items;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.client.Client.Answer;
import org.muster.command.client.Client.Asked;
import org.muster.command.testing.Eventually;

/** The roster of the demo county as clients use it that know only the description. */
@Timeout(300)
final class RosterOverHttpIT {
  @TempDir static Path folder;
  private static RunningServer server;
  private static Road road;

  @BeforeAll
  static void start() {
    server = RunningServer.on(folder);
    road = Road.begun(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aMemberWhoGoesOnLeaveTurnsTheUnitRedWithinSeconds() {
    JsonNode unit = completeUnit();
    String id = unit.path("id").asText();
    Client liaison = road.liaison(id);
    for (JsonNode member : items(liaison.get("/volunteers?limit=500&shock=true&unit=" + id))) {
      var away =
          Map.of(
              "kind", "leave",
              "from", Instant.now().toString(),
              "until", Instant.now().plus(Duration.ofDays(2)).toString());
      String path = "/volunteers/" + member.path("id").asText() + "/absences";
      expect(liaison.post(path, away), 201);
    }
    Eventually.until(
        "the unit turns red",
        () -> expect(liaison.get("/units/" + id), 200).path("shockTeamShort").asBoolean());
    JsonNode now = expect(liaison.get("/units/" + id + "/shock-team"), 200);
    assertTrue(now.path("shortfall").asInt() > 0);
    assertTrue(now.at("/reserves/0/reasons").size() > 0);
  }

  @Test
  void communitiesAndVolunteersSeeTheirOwnPeopleAndUnitsOnly() {
    JsonNode offer = road.offers(road.signedElsewhere()).getFirst();
    String person = offer.path("volunteer").asText();
    Client volunteer = road.volunteer(offer);
    Client community = road.community(offer);
    assertFalse(ids(community.get("/volunteers?limit=500")).contains(person));

    expect(volunteer.post("/assignments/" + offer.path("id").asText() + "/accept", Map.of()), 200);

    assertTrue(ids(community.get("/volunteers?limit=500")).contains(person));
    JsonNode coming = expect(community.get("/volunteers/" + person), 200);
    assertFalse(coming.has("political") || coming.has("health"), coming::toString);
    assertTrue(ids(community.get("/units?limit=500")).contains(offer.path("unit").asText()));
    assertEquals(
        "forbidden", community.get("/volunteers?q=" + encoded("political = '中共党员'")).code());
    assertEquals(List.of(person), ids(volunteer.get("/volunteers")));
    assertEquals(List.of(offer.path("unit").asText()), ids(volunteer.get("/units")));
    String other = ids(road.dispatcher().get("/volunteers?limit=1")).getFirst();
    assertEquals(404, volunteer.get("/volunteers/" + other).status());
    assertEquals(404, community.get("/volunteers/" + other).status());
  }

  @Test
  void whatIsRaisedForTheCountyIsInForceInItsCommunities() {
    Client community = server.client("community");

    assertTrue(ids(community.get("/responses?active=true")).contains(road.response()));
    assertEquals(200, community.get("/responses/" + road.response()).status());
  }

  private static List<String> ids(Answer answer) {
    return items(answer).stream().map(one -> one.path("id").asText()).toList();
  }

  @Test
  void filtersReachTheRosterAndTheirMistakesAreTold() {
    Client dispatcher = road.dispatcher();
    long all = total(dispatcher, "");
    long young = total(dispatcher, "&q=" + encoded("age < 40"));
    long others = total(dispatcher, "&q=" + encoded("NOT age < 40"));
    assertTrue(young > 0 && others > 0);
    assertEquals(all, young + others);
    Answer wrong = dispatcher.get("/volunteers?q=" + encoded("age < 40 AND salary > 3"));
    assertEquals(400, wrong.status());
    assertTrue(wrong.text().contains("14"), wrong::text);
    assertEquals(400, dispatcher.get("/volunteers?q=" + encoded("(".repeat(900))).status());
    assertTrue(total(dispatcher, "&insuredOn=2026-11-22&availableAt=2026-11-22T10:00:00Z") <= all);
  }

  @Test
  void exportsAreFilesAndUnmaskedOnesNeedAReason() {
    Client dispatcher = road.dispatcher();
    String path = "/volunteers/export?skill=" + encoded("急救");
    Answer csv = dispatcher.post(path, Map.of("format", "csv"));
    assertEquals(200, csv.status());
    assertTrue(csv.type().startsWith("text/csv"), csv.type());
    assertTrue(csv.text().contains("skill=急救"), "the watermark names the filter");
    assertEquals(
        "reason-missing", dispatcher.post(path, Map.of("format", "csv", "unmasked", true)).code());
  }

  @Test
  void aTeamIsFormedAndItsGapsAreShown() {
    Client dispatcher = road.dispatcher();
    List<JsonNode> people = items(dispatcher.get("/volunteers?limit=2"));
    String first = people.getFirst().path("id").asText();
    var forming =
        Map.of(
            "kind", "legal",
            "area", "330522001",
            "name", "法律服务队",
            "members", people.stream().map(p -> p.path("id").asText()).toList(),
            "leader", first);
    JsonNode team = expect(dispatcher.post("/teams", forming), 201);
    assertEquals("liaison", team.at("/lacks/0").asText());
    String path = "/teams/" + team.path("id").asText();
    JsonNode complete =
        expect(
            dispatcher.ask(
                Asked.of("PUT", path + "/liaison", Map.of("volunteer", first))
                    .with("If-Match", team.path("version").asText())),
            200);
    assertTrue(complete.path("ready").asBoolean());
    JsonNode matrix = expect(dispatcher.get("/teams/matrix"), 200);
    assertEquals(8, matrix.path("standing").size());
    assertEquals(15, matrix.path("items").size());
    assertEquals(12, matrix.at("/items/0/gaps").size());
  }

  @Test
  void aTeamIsProposedAsAWholeAndWhatTheUnitLacksIsTold() {
    String unit = completeUnit().path("id").asText();
    var need = Map.of("total", 900, "together", true);
    String order = road.signed(Map.of("need", need, "units", List.of(unit), "target", oneArea()));
    JsonNode first = proposed(unit, order);
    List<String> team =
        List.of(
            first.at("/candidates/0/volunteer").asText(),
            first.at("/candidates/1/volunteer").asText());
    var forming = Map.of("kind", "legal", "area", "330522001", "name", "法律服务二队", "members", team);
    expect(road.dispatcher().post("/teams", forming), 201);

    JsonNode post = proposed(unit, order);

    var together = new ArrayList<String>();
    int chosen = 0;
    for (JsonNode one : post.path("candidates")) {
      chosen += one.path("chosen").asBoolean() ? 1 : 0;
      if (one.at("/reasons/0").asText().startsWith("与队一同出动")) {
        together.add(one.path("volunteer").asText());
      }
    }
    assertTrue(together.containsAll(team), post::toString);
    assertEquals(900 - chosen, post.at("/lack/places").asInt());
    assertTrue(post.at("/lack/reason").asText().startsWith("缺 " + (900 - chosen) + " 人"));
  }

  @Test
  void noUnitOwesMoreThanTheOrderSaysAndItsProposalSaysWhy() {
    String unit = completeUnit().path("id").asText();
    var need = Map.of("total", 900, "perUnit", 3);
    Map<String, Object> text = Map.of("need", need, "units", List.of(unit), "target", oneArea());
    String draft = road.drafted(text);
    JsonNode preview =
        expect(road.dispatcher().post("/orders/" + draft + "/preview", Map.of()), 200);
    assertEquals(3, preview.path("need").asInt());
    assertEquals(897, preview.path("beyondCeiling").asInt());

    String order = road.signed(text);

    JsonNode proposal = expect(road.liaison(unit).get("/orders/" + order + "/proposal"), 200);
    assertEquals(3, proposal.at("/posts/0/need").asInt());
    assertEquals(3, proposal.at("/ceiling/people").asInt());
    assertEquals("命令规定每单位至多派出 3 人，本单位名额已按此确定", proposal.at("/ceiling/reason").asText());
    JsonNode signed = expect(road.dispatcher().get("/orders/" + order), 200);
    assertEquals(3, signed.at("/need/perUnit").asInt());
  }

  private static JsonNode proposed(String unit, String order) {
    return expect(road.liaison(unit).get("/orders/" + order + "/proposal"), 200).at("/posts/0");
  }

  private static Map<String, Object> oneArea() {
    return Map.of("areas", List.of(Road.COMMUNITY));
  }

  private static JsonNode completeUnit() {
    return items(road.dispatcher().get("/units?limit=500")).stream()
        .filter(unit -> !unit.path("shockTeamShort").asBoolean())
        .filter(unit -> unit.path("shock").asInt() >= unit.path("required").asInt())
        .filter(unit -> unit.path("shock").asInt() > 0)
        .findFirst()
        .orElseThrow();
  }

  private static long total(Client client, String more) {
    return expect(client.get("/volunteers?limit=1" + more), 200).path("total").asLong();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
