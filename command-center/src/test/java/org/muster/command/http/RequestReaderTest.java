package org.muster.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.http.Replies.assertProblem;
import static org.muster.command.http.Replies.errors;
import static org.muster.command.http.Replies.problem;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.model.access.Role;

/** What the edge makes of well and of badly formed requests. */
class RequestReaderTest {
  private static final String ID = "3f0f7f3a-7f0e-4c43-9c46-0d7b9a7d1f55";
  private static final Heard HEARD = new Heard();
  @TempDir static Path uploads;
  private static Edge edge;

  @BeforeAll
  static void start() {
    edge =
        Edge.with(
            uploads,
            api -> {
              api.on("draftOrder", Access.of(Role.COMMANDER), HEARD);
              api.on("reviseOrder", Access.of(Role.COMMANDER), HEARD);
              api.on("getPlan", Access.SIGNED_IN, HEARD);
              api.on("giveNames", Access.SIGNED_IN, HEARD);
              api.on("acceptOffer", Access.SIGNED_IN, HEARD);
              api.on("listVolunteers", Access.SIGNED_IN, HEARD);
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
    var call = HEARD.call();
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
    assertEquals("值班室", HEARD.call().body().path("contact").path("name").asText());
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
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[(1 << 20) + 1]));
    assertProblem(edge.send(edge.request("/orders").POST(chunked)), 413, "too-large");
    assertEquals(200, edge.post("/orders", order() + " ".repeat(1000)).statusCode());
  }

  @Test
  void theBodyMayBeLeftOutWhereItIsOptional() throws InterruptedException {
    String path = "/assignments/" + ID + "/accept";
    assertEquals(200, edge.send(edge.request(path).POST(BodyPublishers.noBody())).statusCode());
    assertEquals(Optional.empty(), HEARD.call().findBody(Map.class));
    assertEquals(200, edge.post(path, "{}").statusCode());
    assertEquals(Optional.of(Map.of()), HEARD.call().findBody(Map.class));
  }

  @Test
  void ifMatchTellsTheVersion() throws InterruptedException {
    Map<String, Optional<Integer>> versions =
        Map.of(
            "7", Optional.of(7),
            "\"8\"", Optional.of(8),
            "W/\"9\"", Optional.of(9));
    for (var version : versions.entrySet()) {
      assertEquals(200, edge.send(patch("If-Match", version.getKey())).statusCode());
      assertEquals(version.getValue(), HEARD.call().version());
    }
    assertEquals(Map.of("If-Match", "格式不对"), errors(edge.send(patch("If-Match", "new"))));
  }

  @Test
  void aChangeThatDoesNotSayWhatItIsBasedOnIsRefused() throws InterruptedException {
    var blind = edge.request("/orders/" + ID).method("PATCH", BodyPublishers.ofString("{}"));

    assertEquals(Map.of("If-Match", "必须填写"), errors(edge.send(blind)));
  }

  @Test
  void theSendersCommandIdIsKept() throws InterruptedException {
    edge.send(named("Idempotency-Key", ID));
    assertEquals(UUID.fromString(ID), HEARD.call().commandId());
    edge.send(patch("If-Match", "1"));
    var first = HEARD.call().commandId();
    edge.send(patch("If-Match", "1"));
    assertFalse(first.equals(HEARD.call().commandId()));
    for (String wrong : List.of("1", "urn:uuid:" + ID, "1-1-1-1-1")) {
      assertTrue(errors(edge.send(named("Idempotency-Key", wrong))).containsKey("Idempotency-Key"));
    }
  }

  private static HttpRequest.Builder named(String header, String value) {
    return patch("If-Match", "1").header(header, value);
  }

  private static HttpRequest.Builder patch(String header, String value) {
    return edge.request("/orders/" + ID)
        .header(header, value)
        .method("PATCH", BodyPublishers.ofString("{}"));
  }

  private static String order() {
    return """
    {"kind":"order","title":"t","nature":"voluntary","response":"%s","tier":"emergency",\
    "issuer":"i","signer":"s","basis":"b","task":"x","risk":"r","contact":"c",\
    "target":{"areas":["420111003000"]},"need":{"byPlan":true},"addressees":["a"]}\
    """
        .formatted(ID);
  }
}
