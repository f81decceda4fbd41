package org.muster.field.link;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.muster.model.wire.Frames;
import org.muster.model.wire.Json;

/**
 * The event loop a share of the phones lives on, with one timer for all of them: thousands of
 * phones in a process must not cost thousands of timers.
 */
final class LinkLoop extends VerticleBase {
  private static final String API = "/api/v1";

  private final LinkSettings settings;
  private final HttpClient http;
  private final List<WebSocketClient> sockets;
  private final Set<FieldLink> links = new LinkedHashSet<>();
  private final List<Conversation> toAck = new ArrayList<>();
  private final Gate gate;
  private final RandomGenerator random;
  private int turn;
  private boolean closed;

  LinkLoop(LinkSettings settings, HttpClient http, List<WebSocketClient> sockets, long seed) {
    this.settings = settings;
    this.http = http;
    this.sockets = sockets;
    this.gate = new Gate(settings.connectingMax());
    this.random = new SplittableRandom(seed);
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(pace().tick().toMillis(), _ -> tick());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    closed = true;
    List.copyOf(links).forEach(link -> link.halt(LinkState.IDLE));
    return Future.succeededFuture();
  }

  Pace pace() {
    return settings.pace();
  }

  RandomGenerator random() {
    return random;
  }

  void run(Runnable action) {
    context.runOnContext(_ -> action.run());
  }

  void add(FieldLink link) {
    links.add(link);
  }

  void remove(FieldLink link) {
    links.remove(link);
  }

  void enter(Supplier<Future<?>> passage) {
    if (!closed) {
      gate.enter(passage);
    }
  }

  long after(Duration pause, Runnable action) {
    if (closed) {
      return -1;
    }
    return vertx.setTimer(Math.max(1, pause.toMillis()), _ -> action.run());
  }

  void cancel(long timer) {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
    }
  }

  void ackSoon(Conversation conversation) {
    if (toAck.isEmpty()) {
      vertx.setTimer(Math.max(1, pace().ackDelay().toMillis()), _ -> sendAcks());
    }
    toAck.add(conversation);
  }

  Future<String> ticket(String token) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(settings.host())
            .setPort(settings.port())
            .setURI(API + "/socket-ticket")
            .setTimeout(pace().connectMax().toMillis())
            .putHeader("Authorization", "Bearer " + token);
    return http.request(options)
        .compose(
            request ->
                request
                    .send()
                    .compose(
                        response ->
                            response
                                .body()
                                .map(
                                    body ->
                                        ticket(
                                            response.statusCode(),
                                            response.getHeader("Retry-After"),
                                            body))));
  }

  Future<WebSocket> socket() {
    var options =
        new WebSocketConnectOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setURI("/ws/v1")
            .addSubProtocol(Frames.PROTOCOL)
            .setTimeout(pace().connectMax().toMillis());
    turn = (turn + 1) % sockets.size();
    return sockets.get(turn).connect(options);
  }

  private static String ticket(int status, @Nullable String retryAfter, Buffer body) {
    if (status / 100 != 2) {
      Optional<Duration> pause =
          Optional.ofNullable(retryAfter)
              .filter(text -> text.matches("\\d{1,6}"))
              .map(text -> Duration.ofSeconds(Long.parseLong(text)));
      throw new NoTicketException(status, pause);
    }
    return Json.parse(body.toString(StandardCharsets.UTF_8)).path("ticket").asText();
  }

  private void sendAcks() {
    toAck.forEach(Conversation::sendAck);
    toAck.clear();
  }

  private void tick() {
    long now = System.nanoTime();
    List.copyOf(links).forEach(link -> link.tick(now));
  }
}
