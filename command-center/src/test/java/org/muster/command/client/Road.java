package org.muster.command.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.muster.command.client.Client.Answer;
import org.muster.command.testing.Eventually;

/** A response and its orders, brought about over the API, with the people they concern. */
final class Road {
  static final String STREET = "330522001000";
  static final String COMMUNITY = "330522001001";

  private final RunningServer server;
  private final String plan;
  private final String response;
  private String order = "";
  private String draft = "";
  private List<JsonNode> assignments = List.of();
  private Map<String, String> phones = Map.of();
  private final List<String> untouched = new ArrayList<>();
  private final List<String> standing = new ArrayList<>();

  private Road(RunningServer server) {
    this.server = server;
    plan = items(dispatcher().get("/plans")).getFirst().path("id").asText();
    response = raised();
  }

  /** With a response in force and nothing under it. */
  static Road begun(RunningServer server) {
    return new Road(server);
  }

  /** As far as offers that wait for an answer, and a draft beside. */
  static Road walked(RunningServer server) {
    var road = new Road(server);
    road.order = road.signed(Map.of("tier", "critical"));
    road.draft = road.drafted(Map.of());
    road.assignments = road.offers(road.order);
    road.phones = road.phones();
    return road;
  }

  Client commander() {
    return server.client("commander");
  }

  Client dispatcher() {
    return server.client("dispatcher");
  }

  /** The second dispatcher. */
  Client reviewer() {
    return server.client(server.accounts("dispatcher").get(1));
  }

  Client liaison() {
    return liaison(assignments.getFirst().path("unit").asText());
  }

  Client liaison(String unit) {
    return account("liaison", "unit", unit);
  }

  Client community() {
    return community(assignments.getFirst());
  }

  /** Who receives the one whom an assignment asks. */
  Client community(JsonNode assignment) {
    return account("community", "area", assignment.path("community").asText());
  }

  Client volunteer() {
    return volunteer(assignments.getFirst());
  }

  /** The phone of whom an assignment asks. */
  Client volunteer(JsonNode assignment) {
    if (phones.isEmpty()) {
      phones = phones();
    }
    String token = String.valueOf(phones.get(assignment.path("volunteer").asText()));
    return new Client(server.address()).with(token);
  }

  private Map<String, String> phones() {
    Answer made = server.client("sysadmin").post("/trial/devices", Map.of("count", 20_000));
    var tokens = new LinkedHashMap<String, String>();
    made.json().forEach(d -> tokens.put(d.path("volunteer").asText(), d.path("token").asText()));
    return tokens;
  }

  private Client account(String role, String by, String value) {
    return server.accounts(role).stream()
        .filter(account -> account.path(by).asText().equals(value))
        .findFirst()
        .map(server::client)
        .orElseThrow();
  }

  JsonNode description() {
    try {
      return new YAMLMapper().readTree(dispatcher().get("/openapi.yaml").text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of all that came about, and one of nothing. */
  List<String> ids() {
    var ids = new ArrayList<>(List.of(plan, response, order, draft, UUID.randomUUID().toString()));
    assignments.stream()
        .limit(3)
        .flatMap(a -> Stream.of("id", "unit", "volunteer").map(name -> a.path(name).asText()))
        .forEach(ids::add);
    return ids;
  }

  List<String> areas() {
    return List.of(STREET, COMMUNITY, "330522001002", "330522", "110000000000", "33");
  }

  String plan() {
    return plan;
  }

  String response() {
    return response;
  }

  private String raised() {
    Answer raised = commander().post("/responses", raising());
    return expect(raised, 201).path("id").asText();
  }

  Map<String, Object> raising() {
    var raising = new LinkedHashMap<String, Object>();
    raising.put("area", "330522000000");
    raising.put("tier", "critical");
    raising.put("subject", "太湖流域洪水");
    raising.put("level", 2);
    raising.put("expectedUntil", Instant.now().plus(Duration.ofDays(2)));
    raising.put("measures", List.of("巡查圩堤"));
    raising.put("plan", plan);
    raising.put("otp", commander().otp());
    return raising;
  }

  Map<String, Object> text(Map<String, Object> changes) {
    var now = Instant.now();
    var text = new LinkedHashMap<String, Object>();
    text.put("kind", "order");
    text.put("title", "关于机关志愿者下沉社区的命令");
    text.put("nature", "voluntary");
    text.put("response", response);
    text.put("tier", "emergency");
    text.put("issuer", "长兴县指挥部");
    text.put("signer", "县长 王某");
    text.put("basis", "二级响应");
    text.put("task", "巡查圩堤");
    text.put("risk", "涉水、夜间");
    text.put("contact", Map.of("name", "值班室", "phone", "05720000000"));
    text.put("target", Map.of("areas", List.of(COMMUNITY, "330522001002")));
    text.put("need", Map.of("total", 6));
    text.put("addressees", List.of("各单位"));
    text.put("receiptBy", now.plus(Duration.ofMinutes(10)));
    text.put("namesBy", now.plus(Duration.ofMinutes(30)));
    text.put("arriveBy", now.plus(Duration.ofHours(2)));
    text.put("until", now.plus(Duration.ofHours(8)));
    text.put("answerWithinS", 600);
    text.putAll(changes);
    return text;
  }

  String drafted(Map<String, Object> changes) {
    return expect(dispatcher().post("/orders", text(changes)), 201).path("id").asText();
  }

  String reviewed(Map<String, Object> changes) {
    String id = drafted(changes);
    expect(reviewer().post("/orders/" + id + "/review", Map.of("pass", true)), 200);
    return id;
  }

  String signed(Map<String, Object> changes) {
    String id = reviewed(changes);
    expect(commander().post("/orders/" + id + "/sign", Map.of("otp", commander().otp())), 200);
    standing.add(id);
    return id;
  }

  /** Lets everybody go who was asked by an order signed here, so that others can ask them. */
  void withdrawAll() {
    for (String id : standing) {
      var body = Map.of("otp", commander().otp(), "reason", "解除");
      expect(commander().post("/orders/" + id + "/withdraw", body), 200);
    }
    standing.clear();
  }

  /** Signed in critical tier for communities that no other order has asked people for. */
  String signedElsewhere() {
    if (untouched.isEmpty()) {
      items(dispatcher().get("/areas?level=community&parent=330522&limit=500"))
          .forEach(area -> untouched.add(area.path("code").asText()));
    }
    List<String> two = List.of(untouched.removeLast(), untouched.removeLast());
    return signed(Map.of("tier", "critical", "target", Map.of("areas", two)));
  }

  /** The offers of an order, once there are some. */
  List<JsonNode> offers(String id) {
    String path = "/orders/" + id + "/assignments?state=offered";
    Eventually.until("offers are made", () -> !items(dispatcher().get(path)).isEmpty());
    return items(dispatcher().get(path));
  }

  static List<JsonNode> items(Answer answer) {
    return Client.listed(expect(answer, 200).path("items"));
  }

  static JsonNode expect(Answer answer, int status) {
    if (answer.status() != status) {
      throw new AssertionError("expected " + status + ", got " + answer);
    }
    return answer.json();
  }
}
