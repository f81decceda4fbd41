package org.muster.field.simulate;

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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.muster.model.RefusedException;
import org.muster.model.wire.Json;

/**
 * The command center over HTTP, for threads that may wait: requests are repeated with the same
 * idempotency key until there is an answer or the time limit has come.
 */
final class Center implements AutoCloseable {
  private static final int CONCURRENT_MAX = 48;
  private static final int OWN_FAULTS_MAX = 5;
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(2);
  private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

  private final HttpClient http;
  private final URI root;
  private final Deadline deadline;
  private final Journal journal;
  private final Semaphore turns = new Semaphore(CONCURRENT_MAX);

  Center(String host, int port, Deadline deadline, Journal journal) {
    this.root = URI.create("http://" + host + ":" + port);
    this.deadline = deadline;
    this.journal = journal;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /** One request; {@code key} stays the same however often it is sent. */
  record Call(String method, String path, Optional<JsonNode> body, UUID key) {
    static Call get(String path) {
      return new Call("GET", path, Optional.empty(), UUID.randomUUID());
    }

    static Call post(String path) {
      return new Call("POST", path, Optional.empty(), UUID.randomUUID());
    }

    static Call post(String path, Object body) {
      return new Call("POST", path, Optional.of(Json.tree(body)), UUID.randomUUID());
    }
  }

  Deadline deadline() {
    return deadline;
  }

  /** True when a server answers at all. */
  boolean answers() {
    try {
      var request = HttpRequest.newBuilder(root.resolve("/health/live")).timeout(ANSWER_MAX);
      return http.send(request.build(), BodyHandlers.discarding()).statusCode() > 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  JsonNode send(Call call, Optional<String> token) {
    String what = call.method() + " " + call.path();
    int ownFaults = 0;
    while (true) {
      Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(100, 1_000));
      try {
        HttpResponse<String> answer = exchange(request(call, token));
        int status = answer.statusCode();
        if (status / 100 == 2) {
          note(call);
          return body(answer.body());
        }
        if (LATER.contains(status)) {
          pause = retryAfter(answer).orElse(pause);
        } else if (status < 500 || ++ownFaults >= OWN_FAULTS_MAX) {
          throw new RefusedAnswerException(what, status, body(answer.body()));
        }
      } catch (IOException _) {
        // Refused, reset or silent: perhaps the server is being restarted.
      }
      deadline.pause(pause, what);
    }
  }

  private void note(Call call) {
    if (!"GET".equals(call.method())) {
      String deed = call.method() + " " + call.path();
      journal.acknowledged(new Acknowledged(call.key(), deed, Optional.empty()));
    }
  }

  private HttpResponse<String> exchange(HttpRequest request) throws IOException {
    try {
      turns.acquire();
      try {
        return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      } finally {
        turns.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new LimitReachedException(request.uri().getPath());
    }
  }

  private HttpRequest request(Call call, Optional<String> token) {
    var request = HttpRequest.newBuilder(root.resolve("/api/v1" + call.path())).timeout(ANSWER_MAX);
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    if (!"GET".equals(call.method())) {
      request.header("Idempotency-Key", call.key().toString());
    }
    call.body().ifPresent(_ -> request.header("Content-Type", "application/json"));
    return request
        .method(
            call.method(),
            call.body()
                .map(body -> BodyPublishers.ofString(Json.write(body)))
                .orElse(BodyPublishers.noBody()))
        .build();
  }

  private static Optional<Duration> retryAfter(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .map(told -> told.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : told);
  }

  private static JsonNode body(String text) {
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
