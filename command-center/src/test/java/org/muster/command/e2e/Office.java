package org.muster.command.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.muster.command.desk.AccountsFile;
import org.muster.command.desk.DemoAccount;
import org.muster.model.access.Role;
import org.muster.model.wire.Json;

/** Somebody of the command post at a desk, signed in. */
public final class Office {
  private final ServerProcess server;
  private final String token;

  private Office(ServerProcess server, String token) {
    this.server = server;
    this.token = token;
  }

  /** Signs in as the first of a role that needs no one-time code. */
  public static Office of(ServerProcess server, Role role) {
    DemoAccount account =
        new AccountsFile(server.data().resolve("demo-accounts.json"))
            .read().values().stream()
                .filter(one -> one.role() == role && one.otpSecret().isEmpty())
                .findFirst()
                .orElseThrow();
    var credentials = Map.of("login", account.login(), "password", account.password());
    var session = new Office(server, "").post("/session", credentials);
    return new Office(server, session.path("token").asText());
  }

  /** The same server asked by somebody else, such as a device. */
  public Office as(String otherToken) {
    return new Office(server, otherToken);
  }

  public JsonNode get(String path) {
    return send(HttpRequest.newBuilder(server.address().resolve("/api/v1" + path)).GET());
  }

  public JsonNode post(String path, Object body) {
    return send(
        HttpRequest.newBuilder(server.address().resolve("/api/v1" + path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(Json.write(body))));
  }

  private JsonNode send(HttpRequest.Builder request) {
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return Json.parse(answer.body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
