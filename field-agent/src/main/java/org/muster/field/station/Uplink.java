package org.muster.field.station;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.model.RefusedException;
import org.muster.model.wire.Json;

/** The way to the command center, signed in as the community; one thread uses it. */
final class Uplink implements AutoCloseable {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(4);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
  private static final int NOT_SIGNED_IN = 401;
  private static final int TOO_FAST = 429;
  private static final int BROKEN = 500;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();
  private final URI root;
  private final Account account;
  private @Nullable String token;

  Uplink(URI server, Account account) {
    this.root = server;
    this.account = account;
  }

  /** The community's own account. */
  record Account(String login, String password) {}

  /** An answer that a repeat would not change. */
  record Answer(int status, JsonNode body) {
    boolean isDone() {
      return status / 100 == 2;
    }

    /** The content; an answer that refuses to read is as good as none. */
    JsonNode content() throws CutOffException {
      if (!isDone()) {
        throw new CutOffException("the command center answered " + status);
      }
      return body;
    }
  }

  /** No answer for now: the line is cut, or the command center is busy. */
  static final class CutOffException extends Exception {
    private static final long serialVersionUID = 1L;

    CutOffException(String message) {
      super(message);
    }
  }

  Answer get(String path) throws CutOffException {
    return send("GET", path, Optional.empty(), UUID.randomUUID());
  }

  Answer post(String path, Object body, UUID command) throws CutOffException {
    return send("POST", path, Optional.of(Json.write(body)), command);
  }

  private Answer send(String method, String path, Optional<String> body, UUID command)
      throws CutOffException {
    String shown = token == null ? signIn() : token;
    Answer answer = exchange(method, path, body, command, shown);
    if (answer.status() == NOT_SIGNED_IN) {
      answer = exchange(method, path, body, command, signIn());
    }
    return answer;
  }

  private String signIn() throws CutOffException {
    var credentials = Map.of("login", account.login(), "password", account.password());
    Answer answer =
        exchange("POST", "/session", Optional.of(Json.write(credentials)), UUID.randomUUID(), "");
    if (!answer.isDone()) {
      throw new StationException(
          "社区账号无法登录：" + answer.body().path("detail").asText() + " The account cannot sign in.");
    }
    String fresh = answer.body().path("token").asText();
    token = fresh;
    return fresh;
  }

  private Answer exchange(
      String method, String path, Optional<String> body, UUID command, String bearer)
      throws CutOffException {
    var request =
        HttpRequest.newBuilder(root.resolve("/api/v1" + path))
            .timeout(ANSWER_MAX)
            .header("Idempotency-Key", command.toString())
            .method(method, body.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
    body.ifPresent(_ -> request.header("Content-Type", "application/json"));
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() >= BROKEN || answer.statusCode() == TOO_FAST) {
        throw new CutOffException("the command center answered " + answer.statusCode());
      }
      return new Answer(answer.statusCode(), read(answer.body()));
    } catch (IOException e) {
      throw new CutOffException(String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CutOffException("interrupted");
    }
  }

  private static JsonNode read(String text) {
    try {
      return text.isBlank() ? MissingNode.getInstance() : Json.parse(text);
    } catch (RefusedException _) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
