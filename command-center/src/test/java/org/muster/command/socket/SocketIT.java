package org.muster.command.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.socket.SocketWorld.Quick;
import org.muster.command.testing.Eventually;
import org.muster.model.wire.CloseCode;
import org.muster.model.wire.Frames;

/** Who gets in, and what ends a socket. */
final class SocketIT {
  private final UUID anna = UUID.randomUUID();
  private SocketWorld world;

  @BeforeEach
  void open() {
    world = new SocketWorld();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aGoodTicketIsWelcomed() {
    var phone = world.connect();
    phone.hello(world.ticket(anna), "phone");

    var welcome = phone.next("welcome");
    assertEquals(world.epoch(), welcome.get("epoch").asText());
    assertEquals(0, welcome.get("seq").asLong());
    assertTrue(welcome.has("now"));
    assertTrue(welcome.has("pingS"));
    assertEquals(0, phone.next("caughtUp").get("seq").asLong());
  }

  @Test
  void aTicketWorksOnce() {
    String ticket = world.ticket(anna);
    var first = world.connect();
    first.hello(ticket, "phone");
    first.next("welcome");

    var second = world.connect();
    second.hello(ticket, "other phone");

    assertEquals(4401, second.closeCode());
    assertTrue(!first.isClosed());
  }

  @Test
  void anInventedTicketIsRefused() {
    var phone = world.connect();
    phone.hello("nothing of ours", "phone");

    assertEquals(4401, phone.closeCode());
  }

  @Test
  void whoActsBeforeTheHelloIsRefused() {
    var phone = world.connect();
    phone.ack(1);

    assertEquals(4401, phone.closeCode());
  }

  @Test
  void whoSaysNothingIsClosed() {
    var hurried = Quick.sockets(Duration.ofMillis(200), Duration.ofMinutes(1));
    try (var other = new SocketWorld(hurried, Quick.DELIVERY)) {
      assertEquals(4408, other.connect().closeCode());
    }
  }

  @Test
  void framesSentRightAfterTheHelloAreNotLost() {
    var phone = world.connect();
    phone.hello(world.ticket(anna), "phone");
    phone.say("{\"type\":\"ping\"}");

    phone.next("welcome");
    phone.next("pong");
  }

  @Test
  void aSecondHelloIsMalformed() {
    var phone = world.phoneOf(anna);
    phone.hello(world.ticket(anna), "phone");

    assertEquals(4400, phone.closeCode());
  }

  @Test
  void aPageOfAnotherHostIsTurnedAway() {
    assertEquals(403, rejected(options().addHeader("Origin", "https://evil.example")));
    assertEquals(403, rejected(options().addHeader("Origin", "null")));
    assertEquals(403, rejected(options().addHeader("Origin", "http://127.0.0.1:1")));
  }

  @Test
  void pagesOfThisHostAndOfListedOnesGetIn() {
    world.connect(options().addHeader("Origin", "http://127.0.0.1:" + world.port()));
    world.connect(options().addHeader("Origin", SocketWorld.OTHER_HOST));
  }

  @Test
  void theSubprotocolIsRequired() {
    assertEquals(400, rejected(options().setSubProtocols(List.of())));
    assertEquals(400, rejected(options().setSubProtocols(List.of("muster.v9"))));
  }

  @Test
  void theSubprotocolIsAnswered() {
    // Whoever lets go of a client has it closed by the collector, at times in the middle of this.
    var client = TestPhone.client(world.test.vertx());
    var socket =
        client.connect(options().setSubProtocols(List.of("other", Frames.PROTOCOL))).await();
    assertEquals(Frames.PROTOCOL, socket.subProtocol());
    client.close().await();
  }

  @Test
  void aPlainRequestIsToldToUpgrade() {
    var client = world.test.vertx().createHttpClient();
    var response =
        client
            .request(io.vertx.core.http.HttpMethod.GET, world.port(), "127.0.0.1", "/ws/v1")
            .compose(request -> request.send())
            .await();
    assertEquals(426, response.statusCode());
    client.close().await();
  }

  @Test
  void whatIsNoFrameOfOursIsMalformed() {
    for (String text :
        List.of(
            "hello",
            "",
            "[]",
            "7",
            "{}",
            "{\"type\":\"dance\"}",
            "{\"type\":\"welcome\"}",
            "{\"type\":\"ack\"}",
            "{\"type\":\"ack\",\"seq\":-1}",
            "{\"type\":\"read\",\"id\":\"x\"}",
            "{\"type\":\"position\",\"lon\":120,\"lat\":36}",
            "[".repeat(20_000))) {
      var phone = world.phoneOf(anna);
      phone.say(text);
      assertEquals(4400, phone.closeCode(), text);
    }
  }

  @Test
  void binaryIsMalformed() {
    var phone = world.phoneOf(anna);
    phone.sayBinary("{\"type\":\"ping\"}");

    assertEquals(4400, phone.closeCode());
  }

  @Test
  void theLargestFrameIsAllowed() {
    var phone = world.phoneOf(anna);
    String start = "{\"type\":\"ping\",\"x\":\"";
    phone.say(start + "x".repeat(Frames.FRAME_BYTES_MAX - start.length() - 2) + "\"}");

    phone.next("pong");
  }

  @Test
  void aFrameTooLargeIsToldSo() {
    for (int bytes : new int[] {Frames.FRAME_BYTES_MAX + 1, 1 << 20}) {
      var phone = world.phoneOf(anna);
      phone.say("{\"type\":\"ping\",\"x\":\"" + "x".repeat(bytes) + "\"}");

      assertEquals(1009, phone.closeCode(), bytes + " bytes");
    }
  }

  @Test
  void aFloodIsTooFast() {
    var phone = world.phoneOf(anna);
    for (int i = 0; i < 2_000 && !phone.isClosed(); i++) {
      try {
        phone.say("{\"type\":\"ping\"}");
      } catch (Exception e) {
        break;
      }
    }

    assertEquals(4429, phone.closeCode());
  }

  @Test
  void theNewestConnectionOfADeviceWins() {
    var old = world.connect();
    old.hello(world.ticket(anna), "phone");
    old.next("caughtUp");
    var otherDevice = world.connect();
    otherDevice.hello(world.ticket(anna), "tablet");
    otherDevice.next("caughtUp");
    var stranger = world.connect();
    stranger.hello(world.ticket(UUID.randomUUID()), "phone");
    stranger.next("caughtUp");

    var fresh = world.connect();
    fresh.hello(world.ticket(anna), "phone");
    fresh.next("caughtUp");

    assertEquals(4409, old.closeCode());
    UUID item = UUID.randomUUID();
    world.postAndTell(anna, item, 1);
    assertEquals(item.toString(), fresh.next("item").at("/item/id").asText());
    assertEquals(item.toString(), otherDevice.next("item").at("/item/id").asText());
    assertTrue(!stranger.isClosed());
  }

  @Test
  void aConnectionThatAPhoneHadGivenUpTookOverTheOneItHadMadeSince() {
    String givenUp = world.ticket(anna);
    var fresh = world.connect();
    fresh.hello(world.ticket(anna), "phone");
    fresh.next("caughtUp");

    var late = world.connect();
    late.hello(givenUp, "phone");

    assertEquals(4409, late.closeCode());
    UUID item = UUID.randomUUID();
    world.postAndTell(anna, item, 1);
    assertEquals(item.toString(), fresh.next("item").at("/item/id").asText());
  }

  @Test
  void theEndOfASessionEndsItsSockets() {
    byte[] session = {1, 2, 3};
    var desk = world.connect();
    desk.hello(world.ticket(anna, Optional.of(session)), "desk");
    desk.next("caughtUp");
    var other = world.connect();
    other.hello(world.ticket(anna, Optional.of(new byte[] {4})), "other desk");
    other.next("caughtUp");

    world.sockets.sessionEnded(new byte[] {1, 2, 3});

    assertEquals(4410, desk.closeCode());
    assertTrue(!other.isClosed());
  }

  @Test
  void aSessionThatEndsDuringTheHelloOpensNoSocket() {
    byte[] session = {1, 2, 3};
    String ticket = world.ticket(anna, Optional.of(session));
    world.sockets.sessionEnded(session);

    var desk = world.connect();
    desk.hello(ticket, "desk");

    assertEquals(4410, desk.closeCode());
  }

  @Test
  void onShutdownAllAreAskedToComeBack() {
    var phone = world.phoneOf(anna);
    phone.next("caughtUp");
    var greeting = world.connect();

    world.sockets.close();

    assertEquals(CloseCode.RESUME.number(), phone.closeCode());
    assertTrue(CloseCode.retryAfterS(phone.closeReason()).orElse(0) > 0, phone.closeReason());
    assertEquals(CloseCode.RESUME.number(), greeting.closeCode());
    assertEquals(503, rejected(options()));
  }

  @Test
  void closedSocketsAreForgotten() {
    var phone = world.phoneOf(anna);
    phone.next("caughtUp");
    assertEquals(1.0, world.meters.get("muster.socket.sessions").gauge().value());

    phone.hangUp();

    Eventually.until(
        "no session left", () -> world.meters.get("muster.socket.sessions").gauge().value() == 0.0);
  }

  private WebSocketConnectOptions options() {
    return TestPhone.options(world.port());
  }

  private int rejected(WebSocketConnectOptions options) {
    var client = TestPhone.client(world.test.vertx());
    try {
      var refusal =
          assertThrows(UpgradeRejectedException.class, () -> client.connect(options).await());
      return refusal.getStatus();
    } finally {
      client.close().await();
    }
  }
}
