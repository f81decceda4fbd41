package org.muster.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.store.Database;
import org.muster.command.testing.Authority;
import org.muster.model.FieldProblem;
import org.muster.model.wire.Json;

@Timeout(60)
class EdgeLifeTest {
  @TempDir Path folder;

  @Test
  void requestsUnderWayAreFinishedBeforeTheEdgeCloses() throws Exception {
    var entered = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    Operation slow =
        _ -> {
          entered.countDown();
          waitFor(gate);
          return Answer.done();
        };
    try (var edge = Edge.with(folder, api -> api.on("getSeal", Access.SIGNED_IN, slow))) {
      var answer = CompletableFuture.supplyAsync(() -> edge.get("/seal").statusCode());
      entered.await();
      var closing = CompletableFuture.runAsync(edge::shut);
      awaitRefused(edge);
      gate.countDown();
      assertEquals(200, answer.get());
      closing.get();
    }
  }

  @Test
  void moreRequestsThanFlowsAreToldToComeBack() throws Exception {
    var entered = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    Operation slow =
        _ -> {
          entered.countDown();
          waitFor(gate);
          return Answer.done();
        };
    try (var edge =
        Edge.with(s -> s, folder, 1, api -> api.on("getSeal", Access.SIGNED_IN, slow))) {
      var first = CompletableFuture.supplyAsync(() -> edge.get("/seal").statusCode());
      entered.await();
      var second = edge.get("/seal");
      assertEquals(503, second.statusCode());
      assertEquals(Optional.of("2"), second.headers().firstValue("Retry-After"));
      gate.countDown();
      assertEquals(200, first.get());
    }
  }

  @Test
  void aServerThatLeavesSaysThatItIsNotReadyAndStillAnswers() throws IOException {
    try (var edge =
        Edge.with(folder, api -> api.on("getSeal", Access.SIGNED_IN, _ -> Answer.done()))) {
      edge.health.leave();

      assertEquals(503, edge.get("/health/ready").statusCode());
      assertEquals(200, edge.get("/seal").statusCode());
    }
  }

  @Test
  void aDatabaseThatIsAwayIsUnavailable() throws IOException {
    var away = new CompletableFuture<Database>();
    Operation asks =
        _ -> {
          away.join().read(sql -> sql.run("select 1"));
          return Answer.done();
        };
    try (var edge = Edge.with(folder, api -> api.on("getSeal", Access.SIGNED_IN, asks))) {
      away.complete(databaseAway(edge.vertx));
      var answer = edge.get("/seal");
      assertEquals(503, answer.statusCode(), answer::body);
      assertEquals("unavailable", Json.parse(answer.body()).path("code").asText());
      assertEquals(Optional.of("2"), answer.headers().firstValue("Retry-After"));
    }
  }

  @Test
  void operatorsSeeMetricsAndHealthOnTheirOwnAddress() throws Exception {
    try (var edge =
        Edge.with(folder, api -> api.on("getSeal", Access.SIGNED_IN, _ -> Answer.done()))) {
      edge.get("/seal");
      var management = new ManagementServer(edge.vertx, edge.meters, edge.health);
      int port = management.start("127.0.0.1", 0);
      String metrics = get(port, "/metrics");
      assertTrue(
          metrics.contains(
              "muster_http_requests_seconds_count{operation=\"getSeal\",status=\"200\"} 1"),
          metrics);
      assertTrue(get(port, "/health/ready").contains("ready"));
      edge.missing.add(new FieldProblem("database", "away"));
      assertTrue(get(port, "/health/ready").contains("unavailable"));
      assertEquals(404, edge.send(HttpRequest.newBuilder(edge.uri("/metrics"))).statusCode());
      management.close();
    }
  }

  @Test
  void overTlsBrowsersAreToldToStayWithIt() throws Exception {
    var authority = new Authority(folder.resolve("authority"));
    var own = authority.certify("edge");
    var pem = new HttpSettings.Certificate(own.cert(), own.key());
    try (var edge = Edge.with(s -> s.with(pem), folder.resolve("up"), 10, _ -> {});
        var client = HttpClient.newBuilder().sslContext(trusting(authority.trust())).build()) {
      var request = HttpRequest.newBuilder(edge.uri("/health/live")).build();
      var answer = client.send(request, BodyHandlers.ofString());
      assertEquals(200, answer.statusCode());
      assertTrue(answer.headers().firstValue("Strict-Transport-Security").isPresent());
    }
  }

  private static Database databaseAway(Vertx vertx) throws IOException {
    try (var closed = new ServerSocket(0)) {
      var options =
          new PgConnectOptions()
              .setHost("127.0.0.1")
              .setPort(closed.getLocalPort())
              .setDatabase("none")
              .setUser("nobody");
      return new Database(PgBuilder.pool().connectingTo(options).using(vertx).build());
    }
  }

  private static void waitFor(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** New connections are refused as soon as closing has begun. */
  private static void awaitRefused(Edge edge) {
    while (true) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), edge.uri("/").getPort())) {
        Thread.onSpinWait();
      } catch (IOException _) {
        return;
      }
    }
  }

  private static String get(int port, String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + port + path);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  private static SSLContext trusting(KeyStore authorities) throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
