package org.muster.command.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.muster.command.testing.Eventually;
import org.muster.model.access.Role;
import org.muster.model.wire.CloseCode;
import org.muster.model.wire.Frames;
import org.muster.model.wire.Json;

/** The server is stopped in good order while phones are connected, and started again. */
@Timeout(600)
class StopE2E {
  private static final int PHONES = 300;
  private static final int BARE_SOCKETS = 5;
  private static final int COMMUNITIES = 278;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void phonesAreAskedToComeBackAndDoWhenTheServerIsThereAgain() throws Exception {
    County.tell(
        "stop",
        County.BRIEF,
        server -> {
          Office office = Office.of(server, Role.SYSADMIN);
          var devices = new ArrayList<People.Device>();
          office
              .post("/trial/devices", Map.of("count", PHONES + BARE_SOCKETS))
              .forEach(one -> devices.add(Json.decode(one, People.Device.class)));
          var bare =
              devices.stream()
                  .limit(BARE_SOCKETS)
                  .map(d -> new BareSocket(office, server, d))
                  .toList();
          try (var people =
              new People(server.port(), devices.stream().skip(BARE_SOCKETS).toList())) {
            people.awaitLive();
            server.stop();
            for (BareSocket socket : bare) {
              socket.assertAskedToComeBack();
            }
            Eventually.within(PATIENCE, () -> "phones that know", () -> people.live() == 0);

            server.restart();
            people.awaitLive();
          }
          assertPlacesKnown(server);
          assertEquals(List.of(), server.errors());
        });
  }

  /** The divisions are read at every start, and not loaded a second time. */
  private static void assertPlacesKnown(ServerProcess server) {
    var areas = Office.of(server, Role.DISPATCHER).get("/areas?level=community&limit=500");
    assertEquals(COMMUNITIES, areas.path("items").size());
    assertFalse(server.said().stream().anyMatch(line -> line.contains("demo county")));
  }

  /** A socket that keeps how it was ended. */
  private static final class BareSocket implements WebSocket.Listener {
    private final CompletableFuture<Boolean> welcomed = new CompletableFuture<>();
    private final CompletableFuture<CloseReason> ended = new CompletableFuture<>();

    private record CloseReason(int status, String reason) {}

    BareSocket(Office office, ServerProcess server, People.Device device) {
      String ticket =
          office.as(device.token()).post("/socket-ticket", Map.of()).path("ticket").asText();
      var socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .subprotocols(Frames.PROTOCOL)
              .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/ws/v1"), this)
              .join();
      var hello = Map.of("type", "hello", "ticket", ticket, "device", "bare");
      socket.sendText(Json.write(hello), true).join();
      welcomed.join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      welcomed.complete(true);
      return WebSocket.Listener.super.onText(socket, text, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      ended.complete(new CloseReason(status, reason));
      return WebSocket.Listener.super.onClose(socket, status, reason);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      ended.completeExceptionally(error);
    }

    void assertAskedToComeBack() {
      CloseReason how = ended.join();
      assertEquals(CloseCode.RESUME.number(), how.status(), how::toString);
      assertTrue(CloseCode.retryAfterS(how.reason()).isPresent(), how::toString);
    }
  }
}
