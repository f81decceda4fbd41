package org.muster.command.client;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.muster.model.wire.Json;

/** A socket as the description tells it, opened with a ticket. */
final class Phone implements WebSocket.Listener, AutoCloseable {
  private static final int PATIENCE_SECONDS = 15;

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;

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
    String ticket =
        Road.expect(client.post("/socket-ticket", Map.of()), 201).path("ticket").asText();
    phone.say(Map.of("type", "hello", "ticket", ticket, "device", UUID.randomUUID().toString()));
    phone.next("caughtUp");
    return phone;
  }

  void say(Object frame) {
    socket.sendText(Json.write(frame), true).join();
  }

  /** The next frame of a type; others are passed over. */
  JsonNode next(String type) {
    try {
      while (true) {
        @Nullable JsonNode frame = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(frame, "waited in vain for " + type);
        if (frame.path("type").asText().equals(type)) {
          return frame;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
    text.append(part);
    if (isLast) {
      heard.add(Json.parse(text.toString()));
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
