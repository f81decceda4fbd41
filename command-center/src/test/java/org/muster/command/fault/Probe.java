package org.muster.command.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.muster.model.wire.Frames;
import org.muster.model.wire.Json;

/** A phone that comes, is welcomed and goes: the whole road from the network to the database. */
final class Probe implements AutoCloseable {
  private static final Duration STEP_MAX = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(STEP_MAX).build();
  private final URI root;
  private final String token;

  /**
   * @param token of a device
   */
  Probe(int port, String token) {
    this.root = URI.create("http://127.0.0.1:" + port);
    this.token = token;
  }

  /** How long it takes from a reading of the monotonic clock until a phone is welcomed. */
  Duration welcomedAfter(long since) {
    while (!isWelcomed()) {
      if (System.nanoTime() - since > PATIENCE.toNanos()) {
        throw new AssertionError("no phone was welcomed within " + PATIENCE);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - since);
  }

  private boolean isWelcomed() {
    try {
      var request =
          HttpRequest.newBuilder(root.resolve("/api/v1/socket-ticket"))
              .timeout(STEP_MAX)
              .header("Authorization", "Bearer " + token)
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .POST(BodyPublishers.noBody())
              .build();
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() / 100 == 2
          && isWelcomed(Json.parse(answer.body()).path("ticket").asText());
    } catch (IOException | TimeoutException | ExecutionException _) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isWelcomed(String ticket)
      throws InterruptedException, ExecutionException, TimeoutException {
    var welcome = new Welcome();
    var socket =
        http.newWebSocketBuilder()
            .connectTimeout(STEP_MAX)
            .subprotocols(Frames.PROTOCOL)
            .buildAsync(URI.create("ws://127.0.0.1:" + root.getPort() + "/ws/v1"), welcome)
            .get(STEP_MAX.toMillis(), TimeUnit.MILLISECONDS);
    try {
      var hello = Map.of("type", "hello", "ticket", ticket, "device", "probe");
      socket.sendText(Json.write(hello), true);
      return welcome.heard.get(STEP_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      socket.abort();
    }
  }

  private static final class Welcome implements WebSocket.Listener {
    private final CompletableFuture<Boolean> heard = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.complete(true);
      return WebSocket.Listener.super.onText(socket, text, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      heard.complete(false);
      return WebSocket.Listener.super.onClose(socket, status, reason);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      heard.complete(false);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
