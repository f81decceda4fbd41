package org.muster.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.wire.Json;

class EdgeTest {
  private static final String ID = "3f0f7f3a-7f0e-4c43-9c46-0d7b9a7d1f55";
  private static final LinkedBlockingQueue<Call> CALLS = new LinkedBlockingQueue<>();
  @TempDir static Path uploads;
  private static Edge edge;

  @BeforeAll
  static void start() {
    edge =
        Edge.with(
            uploads,
            api -> {
              api.on("openSession", Access.OPEN, EdgeTest::kept);
              api.on("draftOrder", Access.of(Role.COMMANDER, Role.DISPATCHER), EdgeTest::kept);
              api.on("reviseOrder", Access.of(Role.COMMANDER), EdgeTest::kept);
              api.on("giveNames", Access.SIGNED_IN, EdgeTest::kept);
              api.on("acceptOffer", Access.SIGNED_IN, EdgeTest::kept);
              api.on("listVolunteers", Access.SIGNED_IN, EdgeTest::kept);
              api.on("getPlan", Access.SIGNED_IN, _ -> bug());
              api.on("getUnit", Access.SIGNED_IN, _ -> refused(Refusal.UNAVAILABLE));
              api.on("getArea", Access.SIGNED_IN, _ -> refused(Refusal.NOT_FOUND));
              api.on("listAccounts", Access.of(Role.SYSADMIN), EdgeTest::kept);
              api.on("getImportProblems", Access.SIGNED_IN, _ -> sheet());
            });
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void missingFieldsAreNamed() {
    var order = order().replace("\"title\":\"t\",", "").replace("\"risk\":\"r\",", "");
    var answer = edge.post("/orders", order);
    assertProblem(answer, 400, "invalid");
    assertEquals(Map.of("title", "必须填写", "risk", "必须填写"), errors(answer));
  }

  @Test
  void nestedFieldsAreNamedByTheirPath() {
    var order =
        order()
            .replace("{\"byPlan\":true}", "{\"total\":0,\"skills\":[\"急救\",7]}")
            .replace("[\"420111003000\"]", "[\"4201x\"]");
    assertEquals(
        Map.of(
            "need.total", "不能小于 1",
            "need.skills[1]", "类型不对，应为文字",
            "target.areas[0]", "格式不对"),
        errors(edge.post("/orders", order)));
  }

  @Test
  void fieldsInListsAreNamedByTheirIndex() {
    var answer =
        edge.post(
            "/orders/" + ID + "/names",
            """
            {"items":[{"community":"420111003004","volunteers":["%s","nobody"]},{}]}\
            """
                .formatted(ID));
    assertEquals(
        Map.of(
            "items[0].volunteers[1]", "应为 UUID 编号",
            "items[1].community", "必须填写",
            "items[1].volunteers", "必须填写"),
        errors(answer));
  }

  @Test
  void valuesOutsideAnEnumerationAreListed() {
    var answer = edge.post("/orders", order().replace("\"emergency\"", "\"urgent\""));
    assertEquals(Map.of("tier", "应为其中之一：normal, emergency, critical"), errors(answer));
  }

  @Test
  void reasonsAreGivenInEnglishOnRequest() {
    var answer =
        edge.send(
            edge.request("/orders")
                .header("Accept-Language", "en-GB,en;q=0.8")
                .POST(BodyPublishers.ofString(order().replace("\"task\":\"x\"", "\"task\":5"))));
    assertEquals(Map.of("task", "must be text"), errors(answer));
    assertEquals("Invalid content", problem(answer).path("title").asText());
  }

  @Test
  void queryAndPathAreChecked() {
    var answer = edge.get("/volunteers?limit=501&shock=maybe&unit=7");
    assertEquals(
        Map.of("limit", "不能大于 500", "shock", "类型不对，应为true 或 false", "unit", "应为 UUID 编号"),
        errors(answer));
    assertEquals(Map.of("id", "应为 UUID 编号"), errors(edge.get("/plans/7")));
    assertProblem(edge.get("/volunteers?q=%00"), 400, "unreadable");
  }

  @Test
  void membersUnknownToTheDescriptionAndNullsAreLetThrough() throws InterruptedException {
    var order = order().replace("\"task\"", "\"colour\":\"red\",\"urgency\":null,\"task\"");
    assertEquals(200, edge.post("/orders", order).statusCode());
    var call = call();
    assertEquals("red", call.body().path("colour").asText());
    assertTrue(call.body().path("urgency").isNull());
  }

  @Test
  void aRequiredFieldCannotBeNull() {
    assertEquals(
        Map.of("task", "必须填写"),
        errors(edge.post("/orders", order().replace("\"task\":\"x\"", "\"task\":null"))));
  }

  @Test
  void addresseesAndContactMayBeTextOrMore() throws InterruptedException {
    var order =
        order()
            .replace("\"addressees\":[\"a\"]", "\"addressees\":\"各单位\"")
            .replace(
                "\"contact\":\"c\"", "\"contact\":{\"name\":\"值班室\",\"phone\":\"02712345678\"}");
    assertEquals(200, edge.post("/orders", order).statusCode());
    assertEquals("值班室", call().body().path("contact").path("name").asText());
  }

  @Test
  void whatIsNoJsonIsUnreadable() {
    for (String text : List.of("{", "{\"a\":1}}", "{\"a\":1,\"a\":2}", "[1,", "\"\\u0000\"")) {
      assertProblem(edge.post("/orders", text), 400, "unreadable");
    }
    byte[] latin = {'"', (byte) 0xE4, '"'};
    assertProblem(
        edge.send(edge.request("/orders").POST(BodyPublishers.ofByteArray(latin))),
        400,
        "unreadable");
  }

  @Test
  void aBodyOfTheWrongShapeIsInvalid() {
    assertProblem(edge.post("/orders", "[]"), 400, "invalid");
    assertProblem(edge.post("/orders", "null"), 400, "invalid");
    assertEquals(Map.of("body", "必须填写"), errors(edge.post("/orders", "")));
  }

  @Test
  void otherContentTypesAreNotSupported() {
    var form =
        edge.request("/orders")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("a=b"));
    assertProblem(edge.send(form), 400, "unsupported");
  }

  @Test
  void aBodyBeyondAMegabyteIsTooLarge() {
    assertProblem(edge.post("/orders", " ".repeat((1 << 20) + 1)), 413, "too-large");
    var chunked =
        BodyPublishers.ofInputStream(
            () -> new java.io.ByteArrayInputStream(new byte[(1 << 20) + 1]));
    assertProblem(edge.send(edge.request("/orders").POST(chunked)), 413, "too-large");
    assertEquals(200, edge.post("/orders", order() + " ".repeat(1000)).statusCode());
  }

  @Test
  void theBodyMayBeLeftOutWhereItIsOptional() throws InterruptedException {
    String path = "/assignments/" + ID + "/accept";
    assertEquals(200, edge.send(edge.request(path).POST(BodyPublishers.noBody())).statusCode());
    assertEquals(Optional.empty(), call().findBody(Map.class));
    assertEquals(200, edge.post(path, "{}").statusCode());
    assertEquals(Optional.of(Map.of()), call().findBody(Map.class));
  }

  @Test
  void unknownPathsAreNotFound() {
    assertProblem(edge.get("/nothing"), 404, "not-found");
    assertProblem(edge.send(HttpRequest.newBuilder(edge.uri("/x"))), 404, "not-found");
    assertProblem(edge.get("/trial/devices"), 404, "not-found");
    assertProblem(edge.get("/areas/420111003004"), 404, "not-found");
  }

  @Test
  void wrongMethodsAreToldTheRightOnes() {
    var answer = edge.send(edge.request("/orders/" + ID).DELETE());
    assertProblem(answer, 405, "method-not-allowed");
    assertEquals(Optional.of("PATCH"), answer.headers().firstValue("Allow"));
  }

  @Test
  void nobodyComesInWithoutASession() {
    for (String token : List.of("", "Bearer ", "Bearer stranger", "Basic YTpi")) {
      var request = HttpRequest.newBuilder(edge.uri("/api/v1/volunteers"));
      if (!token.isEmpty()) {
        request.header("Authorization", token);
      }
      var answer = edge.send(request);
      assertProblem(answer, 401, "not-signed-in");
      assertEquals(Optional.of("Bearer"), answer.headers().firstValue("WWW-Authenticate"));
    }
    assertProblem(edge.get("/accounts"), 403, "forbidden");
  }

  @Test
  void openOperationsNeedNoSession() throws InterruptedException {
    var request =
        HttpRequest.newBuilder(edge.uri("/api/v1/session"))
            .POST(BodyPublishers.ofString("{\"login\":\"a\",\"password\":\"b\"}"));
    assertEquals(200, edge.send(request).statusCode());
    var call = call();
    assertTrue(call.principal().roles().isEmpty());
    assertEquals("127.0.0.1", call.remoteAddress());
  }

  @Test
  void browsersMustProveThatThePageIsOurs() throws InterruptedException {
    assertEquals(200, edge.send(browser("/volunteers").GET()).statusCode());
    call();
    var accept = "/assignments/" + ID + "/accept";
    assertProblem(edge.send(browser(accept).POST(BodyPublishers.noBody())), 403, "csrf");
    var wrong = browser(accept).header("X-CSRF-Token", "guess");
    assertProblem(edge.send(wrong.POST(BodyPublishers.noBody())), 403, "csrf");
    var right = browser(accept).header("X-CSRF-Token", Edge.CSRF);
    assertEquals(200, edge.send(right.POST(BodyPublishers.noBody())).statusCode());
    assertEquals(Optional.of(Edge.token(Role.COMMANDER)), call().token());
  }

  @Test
  void ifMatchTellsTheVersion() throws InterruptedException {
    Map<String, Optional<Integer>> versions =
        Map.of(
            "7", Optional.of(7),
            "\"8\"", Optional.of(8),
            "W/\"9\"", Optional.of(9),
            "*", Optional.empty());
    for (var version : versions.entrySet()) {
      assertEquals(200, edge.send(patch("If-Match", version.getKey())).statusCode());
      assertEquals(version.getValue(), call().version());
    }
    assertEquals(Map.of("If-Match", "格式不对"), errors(edge.send(patch("If-Match", "new"))));
  }

  @Test
  void theSendersCommandIdIsKept() throws InterruptedException {
    edge.send(patch("Idempotency-Key", ID));
    assertEquals(UUID.fromString(ID), call().commandId());
    edge.send(patch("X-Other", "1"));
    var first = call().commandId();
    edge.send(patch("X-Other", "1"));
    assertFalse(first.equals(call().commandId()));
    for (String wrong : List.of("1", "urn:uuid:" + ID, "1-1-1-1-1")) {
      assertTrue(errors(edge.send(patch("Idempotency-Key", wrong))).containsKey("Idempotency-Key"));
    }
  }

  @Test
  void ourMistakesShowNothingButANumber() {
    var answer = edge.get("/plans/" + ID);
    assertProblem(answer, 500, "internal");
    String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
    assertEquals(id, problem(answer).path("requestId").asText());
    assertTrue(problem(answer).path("detail").asText().contains(id));
    assertFalse(answer.body().contains("secret"));
    assertFalse(answer.body().contains("Exception"));
  }

  @Test
  void whatIsUnavailableSaysWhenToTryAgain() {
    var answer = edge.get("/units/" + ID);
    assertProblem(answer, 503, "unavailable");
    assertEquals(Optional.of("2"), answer.headers().firstValue("Retry-After"));
    assertTrue(problem(answer).path("detail").asText().contains("请稍后重试"));
  }

  @Test
  void filesGoOutAsTheyAre() throws Exception {
    var request = edge.request("/imports/" + ID + "/problems.xlsx").build();
    try (var client = java.net.http.HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertEquals(List.of((byte) 0, (byte) 0xFF), List.of(answer.body()[0], answer.body()[1]));
      assertEquals(
          Optional.of("attachment; filename*=UTF-8''%E9%97%AE%E9%A2%98%20%E6%B8%85%E5%8D%95.xlsx"),
          answer.headers().firstValue("Content-Disposition"));
    }
  }

  @Test
  void browsersAreToldToDoNothingWithAnswers() {
    for (String path : List.of("/health/live", "/api/v1/nothing", "/api/v1/openapi.yaml", "/")) {
      var headers = edge.send(HttpRequest.newBuilder(edge.uri(path))).headers();
      assertEquals(Optional.of("nosniff"), headers.firstValue("X-Content-Type-Options"));
      assertEquals(Optional.of("no-referrer"), headers.firstValue("Referrer-Policy"));
      assertEquals(Optional.of("DENY"), headers.firstValue("X-Frame-Options"));
      assertEquals(Optional.of("no-store"), headers.firstValue("Cache-Control"));
      assertTrue(
          headers.firstValue("Content-Security-Policy").orElse("").contains("default-src 'none'"));
    }
  }

  @Test
  void descriptionsAndPagesAreServed() {
    assertTrue(edge.get("/openapi.yaml").body().startsWith("openapi: 3.1.0"));
    assertTrue(edge.get("/asyncapi.yaml").body().startsWith("asyncapi: 3.0.0"));
    var page = edge.send(HttpRequest.newBuilder(edge.uri("/"))).body();
    assertTrue(page.contains("集结") && page.contains("/api/v1/openapi.yaml"));
    assertFalse(page.contains("<script"));
    assertEquals(426, edge.send(HttpRequest.newBuilder(edge.uri("/ws/v1"))).statusCode());
  }

  @Test
  void readinessSaysWhatIsMissing() {
    for (String path : List.of("/health/ready", "/api/v1/health/ready")) {
      assertEquals(200, edge.send(HttpRequest.newBuilder(edge.uri(path))).statusCode());
      edge.missing.add(new FieldProblem("database", "away"));
      var answer = edge.send(HttpRequest.newBuilder(edge.uri(path)));
      edge.missing.clear();
      assertProblem(answer, 503, "unavailable");
      assertEquals(Map.of("database", "away"), errors(answer));
    }
    assertEquals(200, edge.send(HttpRequest.newBuilder(edge.uri("/health/live"))).statusCode());
  }

  private static HttpRequest.Builder browser(String path) {
    return HttpRequest.newBuilder(edge.uri("/api/v1" + path))
        .header("Cookie", "muster_session=" + Edge.token(Role.COMMANDER));
  }

  private static HttpRequest.Builder patch(String header, String value) {
    return edge.request("/orders/" + ID)
        .header(header, value)
        .method("PATCH", BodyPublishers.ofString("{}"));
  }

  private static Answer kept(Call call) {
    CALLS.add(call);
    return Answer.done();
  }

  private static Call call() throws InterruptedException {
    List<Call> calls = new ArrayList<>();
    calls.add(CALLS.poll(5, TimeUnit.SECONDS));
    CALLS.drainTo(calls);
    return calls.getLast();
  }

  private static Answer bug() {
    throw new IllegalStateException("secret");
  }

  private static Answer refused(Refusal refusal) {
    throw new RefusedException(refusal);
  }

  private static Answer sheet() {
    byte[] bytes = {0, (byte) 0xFF, 10, 13};
    return Answer.file(bytes, "application/octet-stream", "问题 清单.xlsx");
  }

  private static String order() {
    return """
    {"kind":"order","title":"t","nature":"voluntary","response":"%s","tier":"emergency",\
    "issuer":"i","signer":"s","basis":"b","task":"x","risk":"r","contact":"c",\
    "target":{"areas":["420111003000"]},"need":{"byPlan":true},"addressees":["a"]}\
    """
        .formatted(ID);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(
        Optional.of("application/problem+json"), answer.headers().firstValue("Content-Type"));
    JsonNode problem = problem(answer);
    assertEquals(status, problem.path("status").asInt());
    assertEquals(code, problem.path("code").asText());
    assertFalse(problem.path("title").asText().isEmpty());
    assertFalse(problem.path("detail").asText().isEmpty());
    assertTrue(problem.path("errors").isArray());
  }

  private static Map<String, String> errors(HttpResponse<String> answer) {
    Map<String, String> errors = new java.util.HashMap<>();
    for (JsonNode error : problem(answer).path("errors")) {
      errors.put(error.path("field").asText(), error.path("reason").asText());
    }
    return errors;
  }

  private static JsonNode problem(HttpResponse<String> answer) {
    return Json.parse(answer.body());
  }
}
