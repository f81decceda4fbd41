package org.muster.command.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.client.Client.Answer;
import org.muster.command.client.Client.Asked;
import org.muster.command.testing.Eventually;

/**
 * Sends what no honest client would, over all operations of the description, and looks that the
 * server neither breaks nor half obeys. A failure is repeated with {@code -Dmuster.seed=…}.
 */
@Timeout(300)
class HostileClientIT {
  private static final Duration FUZZING = Duration.ofSeconds(25);
  private static final int STEPS_MIN = 300;

  /** They end sessions, sign in, take files, or make hundreds of accounts. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "openSession",
          "openResidentSession",
          "endSession",
          "endAccountSessions",
          "changeAccount",
          "startImport",
          "makeTrialAccounts",
          "makeTrialDevices");

  /** They end what the others need. */
  private static final Set<String> SELDOM =
      Set.of("endResponse", "withdrawOrder", "closeOrder", "replacePlan", "createPlan");

  @TempDir static Path folder;
  private static RunningServer server;
  private static Road road;

  private record Operation(String id, String method, String path, JsonNode description) {}

  @BeforeAll
  static void start() {
    server = RunningServer.on(folder);
    road = Road.walked(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void nothingHostileIsHalfObeyedOrBreaksTheServer() throws Exception {
    long seed = Long.getLong("muster.seed", System.nanoTime());
    System.out.println("seed of the hostile client: " + seed);
    var random = new Random(seed);
    JsonNode description = road.description();
    var bodies = new HostileBodies(random, description, road.ids(), road.areas());
    List<Operation> operations = operations(description);
    var statuses = new TreeMap<Integer, Integer>();
    try (var tables = Tables.of(server.data())) {
      Map<String, String> before = settled(tables);
      long end = System.nanoTime() + FUZZING.toNanos();
      int steps = 0;
      while (steps < STEPS_MIN || System.nanoTime() < end) {
        Operation operation = bodies.any(operations);
        if (SELDOM.contains(operation.id()) && !bodies.once(10)) {
          continue;
        }
        Asked asked = asked(bodies, operation);
        String told = "seed " + seed + " step " + steps + ": " + text(asked);
        Answer answer = bodies.any(people(operation)).ask(asked);
        steps++;
        statuses.merge(answer.status(), 1, Integer::sum);
        assertProper(answer, told);
        if (!operation.method().equals("get")) {
          before = compared(tables, before, answer.status() >= 400, told + " -> " + answer);
        }
      }
    }
    System.out.println("answers of the hostile hour: " + statuses);
    assertTrue(statuses.containsKey(200), "some of it must have got through: " + statuses);
  }

  private static void assertProper(Answer answer, String told) {
    assertTrue(answer.status() < 500, () -> told + " -> " + answer + "\n" + server.said());
    if (answer.status() >= 400) {
      assertEquals("application/problem+json", answer.type(), told);
      assertEquals(answer.status(), answer.json().path("status").asInt(), told);
    }
  }

  /** What the tables show now; after a refusal it must be what they showed before. */
  private static Map<String, String> compared(
      Tables tables, Map<String, String> before, boolean refused, String told) {
    if (!refused) {
      return settled(tables);
    }
    Map<String, String> after = tables.prints();
    boolean byItself = !Objects.equals(after.get(Tables.BY_ITSELF), before.get(Tables.BY_ITSELF));
    if (!byItself) {
      assertEquals(before, after, told);
    }
    return after;
  }

  private static Map<String, String> settled(Tables tables) {
    Eventually.until("what is due is done", tables::isQuiet);
    return tables.prints();
  }

  private static String text(Asked asked) {
    return asked.method() + " " + asked.path() + " " + asked.body() + " " + asked.headers();
  }

  private static List<Operation> operations(JsonNode description) {
    var operations = new ArrayList<Operation>();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          String id = method.getValue().path("operationId").asText();
                          if (!id.isEmpty() && !LEFT_OUT.contains(id)) {
                            operations.add(
                                new Operation(id, method.getKey(), path.getKey(), path.getValue()));
                          }
                        }));
    return operations;
  }

  private static Asked asked(HostileBodies bodies, Operation operation) {
    JsonNode told = operation.description().path(operation.method());
    var path = operation.path();
    var query = new ArrayList<String>();
    var parameters =
        Stream.of(operation.description(), told)
            .flatMap(d -> Client.listed(d.path("parameters")).stream());
    for (JsonNode one : parameters.map(bodies::resolved).toList()) {
      String name = one.path("name").asText();
      String word = bodies.word(one.path("schema"));
      String encoded = URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
      switch (one.path("in").asText()) {
        case "path" -> path = path.replace("{" + name + "}", encoded.isEmpty() ? "x" : encoded);
        case "query" -> {
          if (one.path("required").asBoolean() || bodies.once(3)) {
            query.add(name + "=" + encoded);
          }
        }
        default -> {}
      }
    }
    String full = path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    JsonNode schema =
        bodies
            .resolved(told.path("requestBody"))
            .path("content")
            .path("application/json")
            .path("schema");
    String body = schema.isMissingNode() ? "" : body(bodies, schema);
    Asked asked = new Asked(operation.method().toUpperCase(Locale.ROOT), full, body, Map.of());
    return Set.of("put", "patch").contains(operation.method())
        ? asked.with("If-Match", String.valueOf(bodies.any(List.of(0, 1, 2, 3, 4))))
        : asked;
  }

  private static String body(HostileBodies bodies, JsonNode schema) {
    JsonNode value = bodies.value(schema);
    if (value instanceof ObjectNode object && object.has("otp")) {
      object.put("otp", server.client("commander").otp());
    }
    if (!bodies.once(4)) {
      value = bodies.spoiled(value);
    }
    String text = HostileBodies.json(value);
    return bodies.once(30) ? text.substring(0, text.length() / 2) : text;
  }

  /** Those who may, and somebody who may not. */
  private static List<Client> people(Operation operation) {
    String tag = operation.description().path(operation.method()).path("tags").path(0).asText();
    List<Client> fitting =
        switch (tag) {
          case "order", "plan", "roster", "intake", "place" ->
              List.of(server.client("commander"), server.client("dispatcher"), road.reviewer());
          case "response" -> List.of(server.client("commander"));
          case "liaison" -> List.of(road.liaison());
          case "volunteer" -> List.of(road.volunteer());
          case "community" -> List.of(road.community());
          case "record" -> List.of(road.community(), road.volunteer());
          case "audit" -> List.of(server.client("auditor"));
          default -> List.of(server.client("sysadmin"));
        };
    return Stream.of(fitting, fitting, fitting, List.of(server.client("auditor"), stranger()))
        .flatMap(List::stream)
        .toList();
  }

  private static Client stranger() {
    return new Client(server.address()).with(UUID.randomUUID().toString());
  }
}
