package org.muster.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.http.Replies.assertProblem;
import static org.muster.command.http.Replies.errors;
import static org.muster.command.http.Replies.problem;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;

class EdgeTest {
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
              api.on("openSession", Access.OPEN, HEARD);
              api.on("draftOrder", Access.of(Role.COMMANDER, Role.DISPATCHER), HEARD);
              api.on("reviseOrder", Access.of(Role.COMMANDER), HEARD);
              api.on("giveNames", Access.SIGNED_IN, HEARD);
              api.on("acceptOffer", Access.SIGNED_IN, HEARD);
              api.on("listVolunteers", Access.SIGNED_IN, HEARD);
              api.on("getPlan", Access.SIGNED_IN, _ -> bug());
              api.on("getUnit", Access.SIGNED_IN, _ -> refused(Refusal.UNAVAILABLE));
              api.on("getArea", Access.SIGNED_IN, _ -> refused(Refusal.NOT_FOUND));
              api.on("listAccounts", Access.of(Role.SYSADMIN), HEARD);
              api.on("getImportProblems", Access.SIGNED_IN, _ -> sheet());
            });
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void unknownPathsAreNotFound() {
    assertProblem(edge.get("/nothing"), 404, "not-found");
    assertProblem(edge.send(HttpRequest.newBuilder(edge.uri("/x"))), 404, "not-found");
    assertProblem(edge.get("/trial/devices"), 404, "not-found");
    assertProblem(edge.get("/areas/420111003004"), 404, "not-found");
  }

  @Test
  void addressesThatCannotBeDecodedAreAnsweredLikeAllOthers() {
    assertTrue(raw("GET /api/v1/orders/%zz HTTP/1.1").contains("application/problem+json"));
  }

  @Test
  void transfersThatBreakTheRulesAreNotMistakesOfOurs() {
    String begin = "POST /api/v1/orders HTTP/1.1\r\nTransfer-Encoding: chunked";

    String answer = raw(begin, "zz\r\n");

    assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400"), answer);
    assertFalse(edge.meters.scrape().contains("operation=\"draftOrder\",status=\"500\""));
  }

  /** What comes back for a request that no proper client would send. */
  private static String raw(String begin, String... rest) {
    String token = Edge.token(Role.COMMANDER);
    String head =
        begin + "\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\nConnection: close\r\n\r\n";
    var uri = edge.uri("/");
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write((head + String.join("", rest)).getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
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
    var call = HEARD.call();
    assertTrue(call.principal().roles().isEmpty());
    assertEquals("127.0.0.1", call.remoteAddress());
  }

  @Test
  void browsersMustProveThatThePageIsOurs() throws InterruptedException {
    assertEquals(200, edge.send(browser("/volunteers").GET()).statusCode());
    HEARD.call();
    var accept = "/assignments/" + ID + "/accept";
    assertProblem(edge.send(browser(accept).POST(BodyPublishers.noBody())), 403, "csrf");
    var wrong = browser(accept).header("X-CSRF-Token", "guess");
    assertProblem(edge.send(wrong.POST(BodyPublishers.noBody())), 403, "csrf");
    var right = browser(accept).header("X-CSRF-Token", Edge.CSRF);
    assertEquals(200, edge.send(right.POST(BodyPublishers.noBody())).statusCode());
    assertEquals(Optional.of(Edge.token(Role.COMMANDER)), HEARD.call().token());
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
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertEquals(List.of((byte) 0, (byte) 0xFF), List.of(answer.body()[0], answer.body()[1]));
      assertEquals(
          Optional.of("attachment; filename*=UTF-8''%E9%97%AE%E9%A2%98%20%E6%B8%85%E5%8D%95.xlsx"),
          answer.headers().firstValue("Content-Disposition"));
    }
  }

  @Test
  void browsersAreToldToDoNothingWithAnswers() {
    for (String path : List.of("/health/live", "/api/v1/nothing", "/api/v1/openapi.yaml")) {
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
    assertTrue(page("/").body().contains("集结"));
    assertEquals(426, edge.send(HttpRequest.newBuilder(edge.uri("/ws/v1"))).statusCode());
  }

  @Test
  void pagesAreAskedForAgainAndTheirNumberedFilesKeptForEver() {
    var first = page("/").headers();
    var script = page("/assets/one-1a2b3c.js").headers();

    assertEquals(Optional.of("no-cache"), first.firstValue("Cache-Control"));
    assertTrue(script.firstValue("Cache-Control").orElse("").contains("immutable"));
    assertEquals(Optional.of("text/javascript; charset=utf-8"), script.firstValue("Content-Type"));
  }

  @Test
  void pagesRunNoScriptThatIsNotAFileOfThisServer() {
    String policy = page("/").headers().firstValue("Content-Security-Policy").orElse("");

    assertTrue(policy.contains("script-src 'self';"), policy);
    assertFalse(policy.contains("unsafe-eval"), policy);
    assertFalse(policy.contains("style-src 'self' 'unsafe-inline'"), policy);
  }

  @Test
  void nothingOutsideTheListOfPagesIsShown() {
    assertEquals(404, page("/assets/two.js").statusCode());
    assertEquals(404, page("/files.txt").statusCode());
    assertEquals(404, page("/../files.txt").statusCode());
    assertEquals(404, page("/api/v1/nothing").statusCode());
  }

  @Test
  void packedFilesGoToBrowsersThatTakeThem() {
    var packed =
        edge.send(
            HttpRequest.newBuilder(edge.uri("/assets/one-1a2b3c.js"))
                .header("Accept-Encoding", "gzip, br"));

    assertEquals(Optional.of("gzip"), packed.headers().firstValue("Content-Encoding"));
    assertEquals("export const one = 1;\n", page("/assets/one-1a2b3c.js").body());
  }

  private HttpResponse<String> page(String path) {
    return edge.send(HttpRequest.newBuilder(edge.uri(path)));
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
}
