package org.muster.command.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.muster.command.desk.AccountsFile;
import org.muster.command.desk.DemoAccount;
import org.muster.command.secret.OneTimeCodes;
import org.muster.command.secret.PersonalKey;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.DatabaseAddress;
import org.muster.command.store.Pools;
import org.muster.command.store.UnavailableException;
import org.muster.model.wire.Json;

/** The built server in a process of its own, started as people start it, and asked over HTTP. */
final class MeasuredServer implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(3);
  private static final int CONNECTIONS = 4;
  private static final int CONNECT_ATTEMPTS_MAX = 20;

  private final Path data;
  private final int port;
  private final Process process;
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new HashMap<>();

  /** Starts it and waits until it is ready. */
  MeasuredServer(Path home, Path data) {
    this.data = data;
    try (var probe = new ServerSocket(0)) {
      port = probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process = started(home);
    awaitReady();
    pool = Pools.open(vertx, address(), CONNECTIONS);
    awaitDatabase();
  }

  /** On a busy machine the first connection of a new process takes longer than anybody waits. */
  private void awaitDatabase() {
    for (int attempt = 1; ; attempt++) {
      try {
        database().read(sql -> sql.run("select 1"));
        return;
      } catch (UnavailableException e) {
        if (attempt == CONNECT_ATTEMPTS_MAX) {
          throw e;
        }
      }
    }
  }

  int port() {
    return port;
  }

  Database database() {
    return new Database(pool);
  }

  /** What the server seals with. */
  Vault vault() {
    return new Vault(PersonalKey.load(data.resolve("keys/personal.key"), false));
  }

  /** Resident memory in bytes. */
  long memory() {
    return Long.parseLong(status("VmRSS")) << 10;
  }

  /** Processor time used so far, in microseconds. */
  long cpuUs() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1_000;
  }

  /** An order for the whole plan, drafted and reviewed. */
  UUID prepare(UUID plan) {
    var until = Instant.now().plus(Duration.ofHours(12)).toString();
    JsonNode raised =
        signed(
            "/responses",
            Map.of(
                "area",
                Town.COUNTY,
                "tier",
                "critical",
                "subject",
                "测量",
                "level",
                2,
                "expectedUntil",
                until,
                "measures",
                List.of("测量"),
                "plan",
                plan));
    JsonNode drafted = post("dispatcher1", "/orders", text(raised.path("id").asText()));
    String order = drafted.path("id").asText();
    post("dispatcher2", "/orders/" + order + "/review", Map.of("pass", true));
    return UUID.fromString(order);
  }

  JsonNode sign(UUID order) {
    return signed("/orders/" + order + "/sign", Map.of());
  }

  /** Signs everybody of the command post in, so that no launch pays for it. */
  void signIn() {
    List.of("commander", "dispatcher1", "dispatcher2").forEach(this::token);
  }

  private static Map<String, Object> text(String response) {
    var body = new HashMap<String, Object>();
    body.put("kind", "order");
    body.put("title", "关于组织机关志愿者下沉社区的动员令（测量）");
    body.put("nature", "voluntary");
    body.put("response", response);
    body.put("tier", "critical");
    body.put("issuer", "联防联控指挥部");
    body.put("signer", "指挥长");
    body.put("basis", "依照启动响应的决定");
    body.put("task", "社区值守、人员转移安置、物资搬运");
    body.put("risk", "夜间作业，注意交通和用电安全");
    body.put("contact", "指挥部值班室 010-00000000");
    body.put("target", Map.of("areas", List.of(Town.COUNTY)));
    body.put("need", Map.of("byPlan", true));
    body.put("addressees", List.of("各成员单位"));
    body.put("reporting", "每日两报");
    body.put("supplies", "统一配发防护用品");
    body.put("discipline", "服从社区安排");
    return body;
  }

  private JsonNode signed(String path, Map<String, Object> body) {
    var withCode = new HashMap<>(body);
    withCode.put(
        "otp", OneTimeCodes.code(account("commander").otpSecret().orElseThrow(), Instant.now()));
    return post("commander", path, withCode);
  }

  private JsonNode post(String login, String path, Object body) {
    return send(path, body, Optional.of(token(login)));
  }

  private String token(String login) {
    String known = tokens.get(login);
    if (known != null) {
      return known;
    }
    DemoAccount account = account(login);
    var credentials = new HashMap<String, Object>();
    credentials.put("login", login);
    credentials.put("password", account.password());
    account
        .otpSecret()
        .ifPresent(secret -> credentials.put("otp", OneTimeCodes.code(secret, Instant.now())));
    String token = send("/session", credentials, Optional.empty()).path("token").asText();
    tokens.put(login, token);
    return token;
  }

  private DemoAccount account(String login) {
    return Optional.ofNullable(
            new AccountsFile(data.resolve("demo-accounts.json")).read().get(login))
        .orElseThrow();
  }

  private JsonNode send(String path, Object body, Optional<String> token) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(Json.write(body)));
    token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return Json.parse(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process started(Path home) {
    var builder =
        new ProcessBuilder(
                home.resolve("scripts/run").toString(),
                "--empty",
                "--data",
                data.toString(),
                "--port",
                String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(data.resolveSibling("server.log").toFile()));
    builder.environment().put("MUSTER_SERVER_MANAGEMENT_PORT", "0");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    long end = System.nanoTime() + START_MAX.toNanos();
    var ready =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready")).build();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException _) {
        // Not open yet.
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    close();
    throw new IllegalStateException(
        "the server did not start; see " + data.resolveSibling("server.log"));
  }

  private DatabaseAddress address() {
    try {
      return DatabaseAddress.ofRunning(data).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String status(String field) {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
          .filter(line -> line.startsWith(field + ":"))
          .findFirst()
          .orElse("0")
          .replaceAll("\\D", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it in good order, its database too. */
  @Override
  public void close() {
    if (pool != null) {
      pool.close().await();
    }
    vertx.close().await();
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
