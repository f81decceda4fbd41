package org.muster.command.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.AccountsFile;
import org.muster.command.desk.DemoAccount;
import org.muster.command.secret.OneTimeCodes;
import org.muster.model.wire.Json;

/** The command post of a measured server, asked over HTTP. */
final class MeasuredOffice implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new HashMap<>();
  private final int port;
  private final Path data;

  /**
   * @param data the folder with the accounts file
   */
  MeasuredOffice(int port, Path data) {
    this.port = port;
    this.data = data;
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

  @Override
  public void close() {
    http.close();
  }
}
