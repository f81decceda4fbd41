package org.muster.command.client;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.muster.command.client.Client.Answer;
import org.muster.model.wire.Json;

/** A socket as the description tells it, opened with a ticket. */
final class Phone implements WebSocket.Listener, AutoCloseable {
  private static final int PATIENCE_SECONDS = 15;

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closing = new CompletableFuture<>();
  private final String device = UUID.randomUUID().toString();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;
  private volatile String epoch = "";
  private volatile long seq;

  private Phone(String address) {
    socket =
        http.newWebSocketBuilder()
            .subprotocols("muster.v1")
            .buildAsync(URI.create(address.replace("http", "ws") + "/ws/v1"), this)
            .join();
  }

  /** Connected, and told everything that waited. */
  static Phone of(RunningServer server, Client client) {
    var phone = new Phone(server.address());
    phone.greet(ticket(client), Map.of("device", phone.device));
    phone.next("caughtUp");
    return phone;
  }

  /** The same device at another node, with what it holds. */
  Phone movedTo(RunningServer server, Client client) {
    return movedTo(server, ticket(client));
  }

  /** The same with a ticket it has had for some time. */
  Phone movedTo(RunningServer server, String ticket) {
    var phone = new Phone(server.address());
    phone.greet(ticket, Map.of("device", device, "cursor", Map.of("epoch", epoch, "seq", seq)));
    return phone;
  }

  static String ticket(Client client) {
    Answer answer = client.post("/socket-ticket", Map.of());
    return Road.expect(answer, 201).path("ticket").asText();
  }

  private void greet(String ticket, Map<String, Object> more) {
    var hello = new LinkedHashMap<String, Object>(more);
    hello.put("type", "hello");
    hello.put("ticket", ticket);
    say(hello);
  }

  /** That of the mailboxes, as the server named it. */
  String epoch() {
    return epoch;
  }

  /** The code it is closed with. */
  int closed() {
    return closing.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  void say(Object frame) {
    socket.sendText(Json.write(frame), true).join();
  }

  static boolean isItem(JsonNode frame) {
    return frame.path("type").asText().equals("item");
  }

  /** The frames until one of a type, with it. */
  List<JsonNode> upTo(String type) {
    var frames = new ArrayList<JsonNode>();
    do {
      frames.add(next());
    } while (!frames.getLast().path("type").asText().equals(type));
    return frames;
  }

  /** The next frame of a type; others are passed over. */
  JsonNode next(String type) {
    JsonNode frame = next();
    while (!frame.path("type").asText().equals(type)) {
      frame = next();
    }
    return frame;
  }

  private JsonNode next() {
    try {
      @Nullable JsonNode frame = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(frame, "waited in vain for a frame");
      return frame;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
    text.append(part);
    if (isLast) {
      keep(Json.parse(text.toString()));
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void keep(JsonNode frame) {
    switch (frame.path("type").asText()) {
      case "welcome" -> epoch = frame.path("epoch").asText();
      case "item", "caughtUp" -> seq = frame.path("seq").asLong();
      default -> {}
    }
    heard.add(frame);
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closing.complete(code);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
