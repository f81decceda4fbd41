package org.muster.command.socket;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.muster.model.wire.Frames;
import org.muster.model.wire.Json;

/** A phone at the other end of a real socket, which keeps what it was sent. */
final class TestPhone {
  private static final int PATIENCE_S = 20;
  private static final int MESSAGE_BYTES_MAX = 1 << 22;

  /** Small, so that a server soon notices that nobody reads. */
  private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;

  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  /** How a phone asks to be let in. */
  static WebSocketConnectOptions options(int port) {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port)
        .setURI("/ws/v1")
        .setSubProtocols(List.of(Frames.PROTOCOL));
  }

  static WebSocketClient client(Vertx vertx) {
    return vertx.createWebSocketClient(
        new WebSocketClientOptions()
            .setMaxConnections(1_000)
            .setReceiveBufferSize(RECEIVE_BUFFER_BYTES)
            .setMaxFrameSize(MESSAGE_BYTES_MAX)
            .setMaxMessageSize(MESSAGE_BYTES_MAX));
  }

  static TestPhone connect(WebSocketClient client, WebSocketConnectOptions options) {
    var phone = new TestPhone();
    client
        .connect(options)
        .onSuccess(
            ws -> {
              ws.textMessageHandler(text -> phone.frames.add(Json.parse(text)));
              ws.closeHandler(
                  _ -> {
                    Short code = ws.closeStatusCode();
                    phone.closed.complete(code == null ? 1006 : (int) code.shortValue());
                  });
              phone.socket.complete(ws);
            })
        .onFailure(phone.socket::completeExceptionally);
    phone.socket().subProtocol();
    return phone;
  }

  void say(String frame) {
    socket().writeTextMessage(frame).await();
  }

  void sayBinary(String bytes) {
    socket().writeBinaryMessage(Buffer.buffer(bytes)).await();
  }

  void hello(String ticket, String device) {
    say("{\"type\":\"hello\",\"ticket\":\"%s\",\"device\":\"%s\"}".formatted(ticket, device));
  }

  void hello(String ticket, String device, String epoch, long seq) {
    say(
        """
        {"type":"hello","ticket":"%s","device":"%s","cursor":{"epoch":"%s","seq":%d}}
        """
            .formatted(ticket, device, epoch, seq));
  }

  void ack(long seq) {
    say("{\"type\":\"ack\",\"seq\":" + seq + "}");
  }

  void read(UUID item) {
    say("{\"type\":\"read\",\"id\":\"" + item + "\"}");
  }

  /** The next frame of this type; others before it are dropped. */
  JsonNode next(String type) {
    while (true) {
      JsonNode frame = next();
      if (frame.get("type").asText().equals(type)) {
        return frame;
      }
    }
  }

  /** The frames up to the next of this type, without pings. */
  List<JsonNode> upTo(String type) {
    var seen = new ArrayList<JsonNode>();
    while (true) {
      JsonNode frame = next();
      String its = frame.get("type").asText();
      if (!its.equals("ping")) {
        seen.add(frame);
      }
      if (its.equals(type)) {
        return seen;
      }
    }
  }

  /** The frames up to the next of this type, pings included. */
  List<JsonNode> all(String type) {
    var seen = new ArrayList<JsonNode>();
    do {
      seen.add(next());
    } while (!seen.getLast().get("type").asText().equals(type));
    return seen;
  }

  /** Stops reading from the network; the other side sees its writes pile up. */
  void stopReading() {
    socket().pause();
  }

  void readAgain() {
    socket().resume();
  }

  int closeCode() {
    try {
      return closed.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("still open; frames: " + frames, e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  String closeReason() {
    closeCode();
    return socket().closeReason();
  }

  boolean isClosed() {
    return closed.isDone();
  }

  void hangUp() {
    socket().close().await();
    closeCode();
  }

  private JsonNode next() {
    try {
      JsonNode frame = frames.poll(PATIENCE_S, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("no frame; closed: " + (closed.isDone() ? closed.join() : "no"));
      }
      return frame;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private WebSocket socket() {
    try {
      return socket.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("not connected", e);
    }
  }
}
