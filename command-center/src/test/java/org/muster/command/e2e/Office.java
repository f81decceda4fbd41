package org.muster.command.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.muster.command.desk.AccountsFile;
import org.muster.command.desk.DemoAccount;
import org.muster.model.access.Role;
import org.muster.model.wire.Json;

/** Somebody of the command post at a desk, signed in. */
public final class Office {
  private final URI address;
  private final String token;

  private Office(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  /** Signs in as the first of a role that needs no one-time code. */
  public static Office of(ServerProcess server, Role role) {
    return of(server.address(), server.data(), role);
  }

  /**
   * Signs in as the first of a role that needs no one-time code.
   *
   * @param data the folder with the accounts file
   */
  public static Office of(URI address, Path data, Role role) {
    DemoAccount account =
        new AccountsFile(data.resolve("demo-accounts.json"))
            .read().values().stream()
                .filter(one -> one.role() == role && one.otpSecret().isEmpty())
                .findFirst()
                .orElseThrow();
    var credentials = Map.of("login", account.login(), "password", account.password());
    var session = new Office(address, "").post("/session", credentials);
    return new Office(address, session.path("token").asText());
  }

  /** The same server asked by somebody else, such as a device. */
  public Office as(String otherToken) {
    return new Office(address, otherToken);
  }

  public JsonNode get(String path) {
    return send(HttpRequest.newBuilder(address.resolve("/api/v1" + path)).GET());
  }

  public JsonNode post(String path, Object body) {
    return send(
        HttpRequest.newBuilder(address.resolve("/api/v1" + path))
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
