package org.muster.command.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.client.Road.expect;
import static org.muster.command.client.Road.items;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.client.Client.Answer;
import org.muster.command.client.Client.Asked;

/** What clients that know only the description have run into. */
@Timeout(300)
class OutsideClientIT {
  private static final int AT_ONCE = 8;

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
  void aVolunteerSignsInWithTheCodeThatThePracticeGatewayShows() {
    var phone = server.accounts("volunteer").getFirst().path("phone").asText();
    var client = new Client(server.address());
    expect(client.post("/sign-in-codes", Map.of("phone", phone)), 202);
    expect(client.post("/sign-in-codes", Map.of("phone", phone)), 429);
    expect(client.post("/sign-in-codes", Map.of("phone", "12345")), 400);
    String code = server.texts().newestTo(phone).replaceAll("\\D*(\\d{6}).*", "$1");

    var opened = expect(client.post("/session", Map.of("phone", phone, "code", code)), 201);
    var volunteer = client.with(opened.path("token").asText());
    assertEquals(200, volunteer.get("/me/assignments").status());
    assertEquals(201, volunteer.post("/socket-ticket", Map.of()).status());
    expect(client.post("/session", Map.of("phone", phone, "code", code)), 401);
  }

  @Test
  void aDraftShowsTheTimesThatWereWritten() {
    JsonNode order = expect(road.dispatcher().get("/orders/" + road.drafted(Map.of())), 200);

    for (String time : List.of("receiptBy", "namesBy", "arriveBy", "until")) {
      assertTrue(order.has(time), time + " in " + order);
    }
  }

  @Test
  void aDecisionAboutAResponseIsAnsweredWithTheResponse() {
    Answer raised = road.commander().post("/responses", road.raising());

    JsonNode response = expect(raised, 201);
    assertEquals("critical", response.path("tier").asText());
    assertEquals(2, response.path("level").asInt());
    assertEquals("330522000000", response.path("area").asText());
    JsonNode shown =
        expect(road.dispatcher().get("/responses/" + response.path("id").asText()), 200);
    assertFalse(shown.has("cursor"));
  }

  @Test
  void signingTwiceAtOnceUnderOneKeyIsSignedOnceAndAnsweredTwice() {
    String order = road.reviewed(Map.of());
    Asked sign =
        Asked.of("POST", "/orders/" + order + "/sign", Map.of("otp", road.commander().otp()))
            .with("Idempotency-Key", UUID.randomUUID().toString());

    Set<JsonNode> answers = atOnce(() -> expect(road.commander().ask(sign), 200));

    assertEquals(1, answers.size());
  }

  @Test
  void creatingAnAccountAgainUnderTheSameKeyIsAnsweredAsTheFirstTime() {
    Client sysadmin = server.client("sysadmin");
    String unit = server.accounts("liaison").getFirst().path("unit").asText();
    Map<String, Object> account =
        Map.of(
            "login", "again",
            "name", "张三",
            "password", "Chang-jiang-2026",
            "roles", List.of("liaison"),
            "unit", unit);
    String key = UUID.randomUUID().toString();
    Asked create = Asked.of("POST", "/accounts", account).with("Idempotency-Key", key);

    Set<JsonNode> answers = atOnce(() -> expect(sysadmin.ask(create), 201));

    assertEquals(1, answers.size());
    Asked other =
        Asked.of(
                "POST",
                "/accounts",
                Map.of(
                    "login",
                    "other",
                    "name",
                    "李四",
                    "password",
                    "Chang-jiang-2026",
                    "roles",
                    List.of("auditor")))
            .with("Idempotency-Key", key);
    assertEquals("idempotency-mismatch", sysadmin.ask(other).code());
  }

  @Test
  void aWithdrawalOfACommunityThatWasNeverAskedIsRefused() {
    String order = road.signed(Map.of());
    var body =
        Map.of("otp", road.commander().otp(), "reason", "解除", "communities", List.of("330522002"));

    Answer refused = road.commander().post("/orders/" + order + "/withdraw", body);

    assertEquals("unknown-area", refused.code());
  }

  @Test
  void withdrawingTheLastCommunityWithdrawsTheOrder() {
    String order = road.signed(Map.of());
    for (String community : List.of(Road.COMMUNITY, "330522001002")) {
      var body =
          Map.of("otp", road.commander().otp(), "reason", "解除", "communities", List.of(community));
      expect(road.commander().post("/orders/" + order + "/withdraw", body), 200);
    }

    JsonNode shown = expect(road.dispatcher().get("/orders/" + order), 200);
    assertEquals("withdrawn", shown.path("state").asText());
  }

  @Test
  void eitherNumberOfThePreviewConfirmsThePeople() {
    for (String number : List.of("need", "people")) {
      String order = road.reviewed(Map.of());
      JsonNode preview =
          expect(road.dispatcher().post("/orders/" + order + "/preview", Map.of()), 200);
      int people = preview.path(number).asInt();

      expect(sign(order, people), 200);
    }
    assertEquals("people-not-confirmed", sign(road.reviewed(Map.of()), 999_999).code());
  }

  @Test
  void whoLivesOnSomeGroundIsCountedAsThePreviewCountsIt() {
    Map<String, Object> target = Map.of("areas", List.of(Road.COMMUNITY, "330522001002"));
    JsonNode count = expect(road.dispatcher().post("/audience", Map.of("target", target)), 200);
    JsonNode preview =
        expect(
            road.dispatcher().post("/orders/" + road.drafted(Map.of()) + "/preview", Map.of()),
            200);

    assertTrue(count.path("living").asInt() > 0, count.toString());
    assertEquals(2, count.path("byCommunity").size());
    assertEquals(count.path("living"), preview.at("/audience/living"));
    var elsewhere = Map.of("target", Map.of("center", List.of(0, 0), "radiusM", 100));
    assertEquals("target-empty", road.dispatcher().post("/audience", elsewhere).code());
    JsonNode balance = expect(road.dispatcher().get("/balance?days=7"), 200);
    assertEquals(278, balance.path("served").size() + balance.path("never").size());
  }

  private static Answer sign(String order, int people) {
    var body = Map.of("otp", road.commander().otp(), "confirmPeople", people);
    return road.commander().post("/orders/" + order + "/sign", body);
  }

  @Test
  void aReviewedTextIsChangedOnlyAfterItWasSentBack() {
    String order = road.reviewed(Map.of());
    assertEquals(409, road.dispatcher().ask(retitled(order)).status());
    var back = Map.of("pass", false, "remark", "补充依据");
    expect(road.reviewer().post("/orders/" + order + "/review", back), 200);
    Asked blind = Asked.of("PATCH", "/orders/" + order, Map.of("title", "改"));
    assertEquals("invalid", road.dispatcher().ask(blind).code());
    assertEquals(412, road.dispatcher().ask(blind.with("If-Match", "1")).status());
    expect(road.dispatcher().ask(retitled(order)), 200);
  }

  private static Asked retitled(String order) {
    String version =
        expect(road.dispatcher().get("/orders/" + order), 200).path("version").asText();
    return Asked.of("PATCH", "/orders/" + order, Map.of("title", "改")).with("If-Match", version);
  }

  @Test
  void listsAreNarrowedByWhatTheDescriptionSays() {
    String order = road.signedElsewhere();
    JsonNode offer = road.offers(order).getFirst();
    String path = "/orders/" + order + "/assignments?";

    assertFalse(found(path + "unit=" + offer.path("unit").asText()).isEmpty());
    assertTrue(found(path + "unit=" + UUID.randomUUID()).isEmpty());
    assertFalse(found(path + "community=" + offer.path("community").asText()).isEmpty());
    assertTrue(found(path + "community=" + Road.STREET).isEmpty());
    assertFalse(found("/orders?response=" + road.response()).isEmpty());
    assertTrue(found("/orders?response=" + UUID.randomUUID()).isEmpty());
    assertFalse(found("/responses?active=true").isEmpty());
    JsonNode timeline =
        expect(road.dispatcher().get("/orders/" + order + "/timeline?limit=1"), 200);
    assertEquals(1, timeline.path("items").size());
    assertTrue(timeline.path("total").asInt() > 1);
    assertTrue(timeline.path("next").isTextual());
  }

  private static List<JsonNode> found(String path) {
    return items(road.dispatcher().get(path));
  }

  @Test
  void minutesThatWereCorrectedWaitForAgreementAgain() {
    String order = road.signedElsewhere();
    JsonNode offer = road.offers(order).getFirst();
    Client volunteer = road.volunteer(offer);
    String assignment = "/assignments/" + offer.path("id").asText();
    Client community = server.client("dispatcher");
    expect(volunteer.post(assignment + "/accept", Map.of()), 200);
    expect(community.post(assignment + "/present", Map.of()), 200);
    expect(volunteer.post(assignment + "/leave", Map.of()), 200);
    JsonNode done =
        found("/orders/" + order + "/assignments").stream()
            .filter(a -> a.path("id").equals(offer.path("id")))
            .findFirst()
            .orElseThrow();
    var times = Map.of("from", done.path("arrivedAt"), "to", done.path("relievedAt"));
    expect(community.post(assignment + "/confirm", times), 200);
    String record = "/records/" + found("/records?order=" + order).getFirst().path("id").asText();

    assertTrue(expect(volunteer.post(record + "/agree", Map.of()), 200).path("agreed").asBoolean());
    var correction = Map.of("minutes", 90, "reason", "漏计");
    JsonNode corrected = expect(community.post(record + "/correction", correction), 200);

    assertEquals(90, corrected.path("minutes").asInt());
    assertFalse(corrected.path("agreed").asBoolean());
    JsonNode listed = found("/records?order=" + order).getFirst();
    assertFalse(listed.path("agreed").asBoolean(true), listed::toString);
    assertEquals(List.of(), Client.listed(listed.path("doubts")));
    assertTrue(expect(volunteer.post(record + "/agree", Map.of()), 200).path("agreed").asBoolean());
  }

  @Test
  void aMapShowsWhoIsOnTheWayAndWhere() {
    JsonNode offer = road.offers(road.signedElsewhere()).getFirst();
    String assignment = offer.path("id").asText();
    Client volunteer = road.volunteer(offer);
    expect(volunteer.post("/assignments/" + assignment + "/accept", Map.of()), 200);
    expect(volunteer.post("/assignments/" + assignment + "/depart", Map.of()), 200);
    try (var post = Phone.of(server, road.dispatcher());
        var phone = Phone.of(server, volunteer)) {
      post.say(Map.of("type", "follow", "topic", "map/330522000000"));
      assertTrue(post.next("snapshot").at("/data/communities").size() > 0);

      phone.say(
          Map.of(
              "type",
              "position",
              "lon",
              119.91,
              "lat",
              31.01,
              "coordType",
              "wgs84",
              "accuracyM",
              20,
              "at",
              Instant.now()));

      JsonNode people = post.next("change").at("/data/people");
      assertTrue(people.findValuesAsText("assignment").contains(assignment), people::toString);
      assertEquals(119.91, people.path(0).path("lon").asDouble(), 1e-9);
    }
  }

  @Test
  void aDeedWithAPlaceNobodyCanReadIsRefusedUnderItsId() {
    JsonNode offer = road.offers(road.signedElsewhere()).getFirst();
    Client volunteer = road.volunteer(offer);
    String id = UUID.randomUUID().toString();
    try (var phone = Phone.of(server, volunteer)) {
      phone.say(
          Map.of(
              "type",
              "do",
              "id",
              id,
              "name",
              "arrive",
              "assignment",
              offer.path("id"),
              "position",
              Map.of("lon", 119.9, "lat", 31.0, "accuracyM", 10)));

      JsonNode refused = phone.next("refused");

      assertEquals(id, refused.path("id").asText());
      assertEquals("invalid", refused.path("code").asText());
    }
  }

  @Test
  void reasonsAreToldInTheLanguageOfTheReader() {
    var order = road.text(Map.of("units", List.of("水利局"), "title", " "));
    Asked draft = Asked.of("POST", "/orders", order);

    JsonNode chinese = road.dispatcher().ask(draft).json().path("errors");
    JsonNode english =
        road.dispatcher().ask(draft.with("Accept-Language", "en")).json().path("errors");

    assertTrue(
        chinese.path(0).path("reason").asText().matches(".*\\p{IsHan}.*"), chinese::toString);
    assertFalse(
        english.path(0).path("reason").asText().matches(".*\\p{IsHan}.*"), english::toString);
    assertFalse(english.toString().contains("org.muster"), english::toString);
  }

  @Test
  void aVolunteerIsTheSameAccountEverywhere() {
    JsonNode account = server.accounts("volunteer").getFirst();
    Client volunteer = server.client(account);

    JsonNode me = expect(volunteer.get("/me"), 200);
    JsonNode session = expect(volunteer.get("/session"), 200);

    assertEquals(session.path("user").path("id"), me.path("id"));
    assertTrue(me.path("volunteer").isTextual());
  }

  @Test
  void anOrderGoesNoFurtherThanTheSignedTierOfItsResponse() {
    var raising = road.raising();
    raising.put("tier", "emergency");
    String response = expect(road.commander().post("/responses", raising), 201).path("id").asText();
    String order = road.reviewed(Map.of("response", response, "tier", "critical"));
    String sign = "/orders/" + order + "/sign";

    Answer refused = road.commander().post(sign, Map.of("otp", road.commander().otp()));
    assertEquals("conflict", refused.code());
    assertEquals("tier", refused.json().at("/errors/0/field").asText());
    var change = Map.of("tier", "critical", "reason", "水位上涨", "otp", road.commander().otp());
    expect(road.commander().post("/responses/" + response + "/tier", change), 200);

    expect(road.commander().post(sign, Map.of("otp", road.commander().otp())), 200);
  }

  @Test
  void aListRefusesTheNextOfAnotherList() {
    for (String path : List.of("/responses", "/orders", "/records", "/volunteers")) {
      assertEquals("invalid", road.dispatcher().get(path + "?after=x").code(), path);
    }
  }

  @Test
  void simulatedPhonesOfAUnitThatIsNotThereAreRefused() {
    var body = Map.of("count", 1, "unit", UUID.randomUUID());
    assertEquals("unknown-unit", server.client("sysadmin").post("/trial/devices", body).code());
  }

  @Test
  void aPlanThatIsOnlyRenamedIsANewVersion() {
    JsonNode line = road.dispatcher().get("/plans/" + road.plan()).json().path("lines").path(0);
    var plan = new HashMap<String, Object>(Map.of("area", Road.STREET, "lines", List.of(line)));
    plan.put("name", "旧名");
    JsonNode first = expect(road.dispatcher().post("/plans", plan), 201);
    plan.put("name", "新名");
    Asked renamed =
        Asked.of("PUT", "/plans/" + first.path("id").asText(), plan)
            .with("If-Match", first.path("version").asText());

    JsonNode second = expect(road.dispatcher().ask(renamed), 200);

    assertEquals("新名", second.path("name").asText());
    assertEquals(2, second.path("version").asInt());
    assertEquals(412, road.dispatcher().ask(renamed).status());
  }

  @Test
  void aLiaisonReadsNothingOfOtherUnitsInTheTimeline() {
    var target = Map.of("areas", List.of(Road.COMMUNITY, "330522103210"));
    String order = "/orders/" + road.signed(Map.of("target", target));
    List<String> units =
        expect(road.dispatcher().get(order + "/board"), 200)
            .path("byUnit")
            .findValuesAsText("unit");
    for (String unit : units) {
      expect(road.liaison(unit).post(order + "/receipts", Map.of()), 200);
    }

    assertEquals(Set.copyOf(units), unitsTold(road.dispatcher(), order));
    assertEquals(Set.of(units.getFirst()), unitsTold(road.liaison(units.getFirst()), order));
    assertTrue(units.size() > 1, units::toString);
  }

  private static Set<String> unitsTold(Client reader, String order) {
    return items(reader.get(order + "/timeline?limit=500")).stream()
        .flatMap(event -> event.findValuesAsText("unit").stream())
        .collect(Collectors.toSet());
  }

  @Test
  void everyListSaysWhetherMoreFollows() {
    for (String path :
        List.of("/areas", "/units", "/volunteers", "/plans", "/responses", "/orders", "/records")) {
      JsonNode list = expect(road.dispatcher().get(path + "?limit=1"), 200);
      assertTrue(list.has("items") && list.has("total") && list.has("next"), path + list);
    }
  }

  private static <T> Set<T> atOnce(Supplier<T> act) {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var running = IntStream.range(0, AT_ONCE).mapToObj(_ -> threads.submit(act::get)).toList();
      return running.stream().map(OutsideClientIT::outcome).collect(Collectors.toSet());
    }
  }

  private static <T> T outcome(Future<T> running) {
    try {
      return running.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
