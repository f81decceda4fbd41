package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.muster.field.testing.MailCenter;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.wire.Json;

/**
 * A trial server in miniature: two units owe people to two communities. It has just enough rules to
 * be played against, answers a repeated key with its first answer, and loses answers on the way.
 */
final class TrialCenter {
  static final String STREET = "350211001000";

  private static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
  private static final String COUNTY = "350211000000";
  private static final UUID ORDER = TrialRules.ORDER;

  private final MailCenter mail;
  private final Random random;
  private final TrialRules rules;
  private final Map<String, Answer> answers = new HashMap<>();
  private final Set<String> spentCodes = new HashSet<>();
  private final Totp codes = new Totp(SECRET, new Deadline(Duration.ofMinutes(5)));
  private String orderState = "none";
  private int answersLostPerThousand;
  private int answersLost;
  private boolean commandsAll;
  private boolean secondUnitWaits;
  private int errors;

  private record Answer(int status, Object body) {}

  /** {@code need} people of each unit, out of {@code roster} each. */
  TrialCenter(Vertx vertx, long seed, int need, int roster) {
    this.random = new Random(seed);
    this.rules = new TrialRules(need, roster, this::tell);
    this.mail = new MailCenter(vertx, seed, this::request, (token, deed) -> rules.act(token, deed));
  }

  MailCenter mail() {
    return mail;
  }

  /** Acts, but cuts the connection instead of answering. */
  void loseAnswers(int perThousand) {
    synchronized (mail) {
      answersLostPerThousand = perThousand;
    }
  }

  int answersLost() {
    synchronized (mail) {
      return answersLost;
    }
  }

  int errors() {
    synchronized (mail) {
      return errors;
    }
  }

  Map<String, Integer> states() {
    synchronized (mail) {
      return rules.states();
    }
  }

  /** The second unit hears of the order only when somebody of the first has declined. */
  void keepSecondUnitWaiting() {
    synchronized (mail) {
      secondUnitWaits = true;
    }
  }

  /** The commander was there before any area was. */
  void commandEverywhere() {
    commandsAll = true;
  }

  void misdirect() {
    synchronized (mail) {
      rules.misdirect();
    }
  }

  void passOneOver() {
    synchronized (mail) {
      rules.passOneOver();
    }
  }

  int toName() {
    synchronized (mail) {
      return rules.toName();
    }
  }

  void swallowOneOffer() {
    synchronized (mail) {
      rules.swallowOneOffer();
    }
  }

  void writeAccounts(Path data) throws IOException {
    var accounts = new ArrayList<Map<String, Object>>();
    accounts.add(account("sysadmin", "sysadmin", Map.of()));
    var commander = new HashMap<String, Object>(Map.of("otpSecret", SECRET, "area", COUNTY));
    if (commandsAll) {
      commander.remove("area");
    }
    accounts.add(account("commander", "commander", commander));
    accounts.add(account("dispatcher1", "dispatcher", Map.of("area", COUNTY)));
    accounts.add(account("dispatcher2", "dispatcher", Map.of("area", COUNTY)));
    Files.writeString(data.resolve(Accounts.FILE), Json.write(accounts));
  }

  private List<Map<String, Object>> trialAccounts() {
    var accounts = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < rules.units.size(); i++) {
      accounts.add(account("liaison" + i, "liaison", Map.of("unit", rules.units.get(i).id)));
    }
    accounts.add(account("street", "community", Map.of("area", STREET)));
    return accounts;
  }

  private static Map<String, Object> account(String login, String role, Map<String, Object> more) {
    var account = new LinkedHashMap<String, Object>(more);
    account.put("login", login);
    account.put("password", "password of " + login);
    account.put("role", role);
    return account;
  }

  private void request(HttpServerRequest request) {
    request.bodyHandler(body -> answer(request, body));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    synchronized (mail) {
      Answer answer = once(request, body);
      if (answer.status() >= 400) {
        errors++;
      }
      if (random.nextInt(1000) < answersLostPerThousand) {
        answersLost++;
        request.connection().close();
        return;
      }
      request
          .response()
          .setStatusCode(answer.status())
          .putHeader("Content-Type", "application/json")
          .end(Json.write(answer.body()));
    }
  }

  private Answer once(HttpServerRequest request, Buffer body) {
    String key = request.getHeader("Idempotency-Key");
    Answer known = key == null ? null : answers.get(key);
    if (known != null) {
      return known;
    }
    JsonNode sent = body.length() == 0 ? MissingNode.getInstance() : Json.parse(body.toString());
    Answer answer;
    try {
      String path = request.path().replace("/api/v1", "");
      String who = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
      answer = route(request.method() + " " + path, who.replace("Bearer token of ", ""), sent);
    } catch (RefusedException e) {
      answer = new Answer(409, Map.of("code", e.refusal().code(), "detail", ""));
    }
    if (key != null && !request.method().equals(HttpMethod.GET)) {
      answers.put(key, answer);
    }
    return answer;
  }

  private Answer route(String what, String who, JsonNode body) {
    String order = "/orders/" + ORDER;
    return switch (what) {
      case "GET /health/live" -> ok(Map.of());
      case "POST /session" -> signIn(body);
      case "GET /units" -> ok(items(rules.units.stream().map(u -> Map.of("id", u.id)).toList()));
      case "POST /trial/accounts" -> new Answer(201, trialAccounts());
      case "POST /trial/devices" -> new Answer(201, devices(body.path("count").asInt()));
      case "GET /areas.geojson" -> ok(layer());
      case "GET /plans" ->
          ok(items(List.of(Map.of("id", UUID.randomUUID(), "area", COUNTY, "number", 1))));
      case "POST /responses" -> signed(what, body, () -> Map.of("id", UUID.randomUUID()));
      case "POST /orders" -> draft(body);
      case String s when s.equals("POST " + order + "/preview") ->
          ok(Map.of("need", rules.need * rules.units.size()));
      case String s when s.equals("POST " + order + "/review") -> to("reviewed");
      case String s when s.equals("POST " + order + "/sign") ->
          signed(what, body, () -> to("signed").body());
      case String s when s.equals("GET " + order + "/board") -> ok(board());
      case String s when s.equals("GET " + order + "/assignments") -> ok(assignments());
      case "GET /desk" -> ok(desk(unitOf(who)));
      case String s when s.equals("POST " + order + "/receipts") -> receipt(unitOf(who));
      case String s when s.equals("GET " + order + "/proposal") -> ok(proposal(unitOf(who)));
      case String s when s.equals("POST " + order + "/names") -> names(unitOf(who), body);
      case String s when s.endsWith("/code") -> ok(code(s));
      case String s when s.endsWith("/roll") -> ok(roll());
      case String s when s.startsWith("POST /assignments/") -> receiving(s);
      default -> new Answer(404, Map.of("code", "not-found", "what", what));
    };
  }

  private Answer signIn(JsonNode body) {
    String login = body.path("login").asText();
    if (login.equals("commander") && !spend("session", body)) {
      return new Answer(
          401, Map.of("code", "wrong-credentials", "errors", List.of(Map.of("field", "otp"))));
    }
    return new Answer(201, Map.of("token", "token of " + login, "user", Map.of("name", login)));
  }

  private Answer signed(String purpose, JsonNode body, java.util.function.Supplier<Object> act) {
    return spend(purpose, body)
        ? ok(act.get())
        : new Answer(403, Map.of("code", "otp-wrong", "errors", List.of()));
  }

  private boolean spend(String purpose, JsonNode body) {
    String otp = body.path("otp").asText();
    Instant now = Instant.now();
    boolean good =
        List.of(-30, 0, 30).stream().anyMatch(s -> codes.code(now.plusSeconds(s)).equals(otp));
    return good && spentCodes.add(purpose + otp);
  }

  private List<Map<String, Object>> devices(int count) {
    return rules.people.stream()
        .limit(count)
        .map(
            person -> {
              person.token = "device of " + person.id;
              return Map.<String, Object>of("volunteer", person.id, "token", person.token);
            })
        .toList();
  }

  private Answer draft(JsonNode body) {
    rules.answerWithin = Duration.ofSeconds(body.path("answerWithinS").asInt());
    return new Answer(201, to("draft").body());
  }

  private Answer to(String state) {
    orderState = state;
    return ok(Map.of("id", ORDER, "state", state));
  }

  private void tell(TrialRules.Person person, TrialRules.Post post) {
    var body =
        Map.of(
            "kind",
            "assignment",
            "id",
            post.id,
            "version",
            post.version,
            "state",
            post.state,
            "order",
            ORDER,
            "community",
            post.person.unit.community,
            "space",
            "live");
    mail.post(person.token, post.id, post.version, Json.write(body));
  }

  private Map<String, Object> board() {
    rules.backfill();
    var byUnit =
        rules.units.stream()
            .map(u -> Map.of("unit", u.id, "quota", rules.need, "short", u.shortage))
            .toList();
    return Map.of(
        "totals", Map.of("offered", rules.posts.size()), "byUnit", byUnit, "rungs", Map.of());
  }

  private Map<String, Object> assignments() {
    return items(
        rules.posts.values().stream()
            .map(
                post ->
                    Map.of(
                        "id",
                        post.id,
                        "order",
                        ORDER,
                        "volunteer",
                        post.person.id,
                        "unit",
                        post.person.unit.id,
                        "community",
                        post.person.unit.community,
                        "state",
                        post.state,
                        "source",
                        post.person.named ? "named" : "reserve",
                        "offeredAt",
                        post.offeredAt,
                        "version",
                        post.version))
            .toList());
  }

  private Map<String, Object> desk(TrialRules.Unit unit) {
    boolean waits =
        secondUnitWaits && unit == rules.units.getLast() && !rules.states().containsKey("declined");
    if (!orderState.equals("signed") || waits) {
      return Map.of("orders", List.of());
    }
    var line = Map.of("id", ORDER, "receipt", Map.of("state", unit.signed ? "signed" : "waiting"));
    return Map.of("orders", List.of(line));
  }

  private Answer receipt(TrialRules.Unit unit) {
    unit.signed = true;
    return ok(Map.of());
  }

  private Map<String, Object> proposal(TrialRules.Unit unit) {
    var candidates =
        rules.people.stream()
            .filter(person -> person.unit == unit && !person.asked)
            .map(person -> Map.of("volunteer", person.id, "rank", 1, "reasons", List.of()))
            .toList();
    int open = unit.toName;
    return Map.of(
        "posts",
        List.of(Map.of("community", unit.community, "need", open, "candidates", candidates)));
  }

  private Answer names(TrialRules.Unit unit, JsonNode body) {
    Set<String> named = new HashSet<>();
    body.path("items").forEach(i -> i.path("volunteers").forEach(v -> named.add(v.asText())));
    rules.name(unit, named);
    return ok(Map.of("named", named.size()));
  }

  private Answer receiving(String what) {
    String[] parts = what.split("/", -1);
    TrialRules.Post post = rules.find(UUID.fromString(parts[2]));
    switch (parts[3]) {
      case "present" -> rules.arrived(post);
      case "confirm" -> rules.step(post, "relieved", "confirmed");
      default -> throw new RefusedException(Refusal.NOT_FOUND);
    }
    return ok(Map.of("version", post.version));
  }

  private Map<String, Object> roll() {
    var shown = Set.of("accepted", "departed", "onPost", "relieved");
    return Map.of(
        "people",
        rules.posts.values().stream()
            .filter(post -> shown.contains(post.state))
            .map(
                post ->
                    Map.of(
                        "assignment",
                        post.id,
                        "state",
                        post.state,
                        "arrivedAt",
                        post.arrivedAt,
                        "relievedAt",
                        post.relievedAt))
            .toList());
  }

  private static Map<String, Object> code(String what) {
    String community = what.split("/", -1)[2];
    return Map.of("code", community, "validUntil", Instant.now().plusSeconds(60));
  }

  /** Two squares beside each other. */
  private static Map<String, Object> layer() {
    var features = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < TrialRules.COMMUNITIES.size(); i++) {
      double west = 118.0 + i;
      var ring =
          List.of(
              List.of(west, 24.1),
              List.of(west + 1, 24.1),
              List.of(west + 1, 25.0),
              List.of(west, 25.0),
              List.of(west, 24.1));
      features.add(
          Map.of(
              "type", "Feature",
              "properties", Map.of("code", TrialRules.COMMUNITIES.get(i)),
              "geometry", Map.of("type", "Polygon", "coordinates", List.of(ring))));
    }
    return Map.of("type", "FeatureCollection", "features", features);
  }

  private TrialRules.Unit unitOf(String who) {
    return rules.units.get(Integer.parseInt(who.replace("liaison", "")));
  }

  private static Map<String, Object> items(List<?> items) {
    return Map.of("items", items, "total", items.size());
  }

  private static Answer ok(Object body) {
    return new Answer(200, body);
  }
}
