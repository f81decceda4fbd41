package org.muster.command.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.client.Road.expect;
import static org.muster.command.client.Road.items;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.testing.Eventually;
import org.muster.field.station.Kiosk;
import org.muster.model.wire.Json;

/** A community's station that is cut off while people arrive. */
@Timeout(300)
class StationIT {
  private static final int ARRIVALS = 50;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static RunningServer server;
  private static Road road;

  @BeforeAll
  static void start() {
    server = RunningServer.on(folder.resolve("server"));
    road = Road.begun(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void fiftyArrivalsWhileCutOffAreMergedWithNoneLostOrDoubled() throws Exception {
    String order = asked();
    List<JsonNode> expected = accepted(order);
    try (var cable = Cable.to(server.address())) {
      Kiosk kiosk = opened(cable);
      Eventually.until("the roll", () -> state(kiosk).path("people").size() == ARRIVALS);
      String code = state(kiosk).at("/code/code").asText();
      cable.cut();
      Eventually.until("the cut is seen", () -> !state(kiosk).path("online").asBoolean());
      assertTrue(code.matches("\\d{6}"), code);
      expected.subList(0, ARRIVALS / 2).forEach(one -> tick(kiosk, one));
      kiosk.close();

      // The computer was switched off and on again, still without an uplink.
      try (var again = opened(cable)) {
        assertEquals(ARRIVALS, state(again).path("people").size());
        expected.subList(ARRIVALS / 2, ARRIVALS).forEach(one -> tick(again, one));
        assertEquals(ARRIVALS, state(again).path("waiting").size());
        assertEquals(ARRIVALS, state(again).findValuesAsText("ticked").size());
        assertTrue(state(again).has("code"), "codes were laid in for the time without uplink");
        JsonNode missed = expected.getLast();
        expect(road.community(missed).post(path(missed) + "/absent", Map.of()), 200);
        cable.mend();

        Eventually.until("all is sent", () -> state(again).path("waiting").isEmpty());
        assertMerged(order, state(again), missed);
        UUID refused = UUID.fromString(state(again).at("/refused/0/id").asText());
        send(again, "DELETE", "/ticks/" + refused, "");
        assertTrue(state(again).path("refused").isEmpty(), "read, and not shown again");
      }
    }
  }

  /** What two desks said of one person is decided by the rules, and said at the kiosk. */
  private static void assertMerged(String order, JsonNode state, JsonNode missed) {
    assertEquals(ARRIVALS - 1, state.path("sent").asInt());
    assertEquals(1, state.path("refused").size());
    assertEquals(missed.path("id").asText(), state.at("/refused/0/assignment").asText());
    assertFalse(state.at("/refused/0/detail").asText().isEmpty());
    List<JsonNode> all =
        items(road.dispatcher().get("/orders/" + order + "/assignments?limit=500"));
    List<JsonNode> there =
        all.stream().filter(a -> a.path("state").asText().equals("onPost")).toList();
    assertEquals(ARRIVALS - 1, there.size());
    for (JsonNode one : there) {
      assertEquals(3, one.path("version").asInt(), "asked, accepted, arrived: each once");
    }
  }

  @Test
  void pagesOfOtherPlacesCannotPressItsButtons() throws Exception {
    try (var cable = Cable.to(server.address());
        var kiosk = opened(cable)) {
      var foreign =
          HttpRequest.newBuilder(kiosk.page().resolve("/ticks"))
              .POST(BodyPublishers.ofString("{}"))
              .build();
      assertEquals(403, HTTP.send(foreign, BodyHandlers.discarding()).statusCode());
    }
  }

  /** An order for one community that all units send people to. */
  private static String asked() {
    List<String> units =
        items(road.dispatcher().get("/units?limit=500")).stream()
            .map(unit -> unit.path("id").asText())
            .toList();
    return road.signed(
        Map.of(
            "tier",
            "critical",
            "target",
            Map.of("areas", List.of(Road.COMMUNITY)),
            "need",
            Map.of("total", ARRIVALS),
            "units",
            units));
  }

  private static List<JsonNode> accepted(String order) {
    String path = "/orders/" + order + "/assignments?limit=500";
    Eventually.until("all are asked", () -> items(road.dispatcher().get(path)).size() >= ARRIVALS);
    List<JsonNode> people = items(road.dispatcher().get(path)).subList(0, ARRIVALS);
    for (JsonNode one : people) {
      expect(road.volunteer(one).post(path(one) + "/accept", Map.of()), 200);
    }
    return people;
  }

  private static String path(JsonNode assignment) {
    return "/assignments/" + assignment.path("id").asText();
  }

  private static Kiosk opened(Cable cable) {
    JsonNode account =
        server.accounts("community").stream()
            .filter(one -> one.path("area").asText().equals(Road.COMMUNITY))
            .findFirst()
            .orElseThrow();
    var place =
        new Kiosk.Place(
            cable.address(), Road.COMMUNITY, folder.resolve("station"), 0, Duration.ofMillis(200));
    return Kiosk.open(place, account.path("login").asText(), account.path("password").asText());
  }

  private static void tick(Kiosk kiosk, JsonNode assignment) {
    String body =
        Json.write(
            Map.of(
                "id", UUID.randomUUID(),
                "assignment", assignment.path("id").asText(),
                "deed", "present"));
    send(kiosk, "POST", "/ticks", body);
    send(kiosk, "POST", "/ticks", body);
  }

  private static JsonNode state(Kiosk kiosk) {
    return send(kiosk, "GET", "/state", "");
  }

  private static JsonNode send(Kiosk kiosk, String method, String path, String body) {
    URI address = kiosk.page().resolve(path);
    var request =
        HttpRequest.newBuilder(address)
            .header("X-Station", "1")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var answer = HTTP.send(request, BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer::body);
      return Json.parse(answer.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
