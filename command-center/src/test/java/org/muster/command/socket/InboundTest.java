package org.muster.command.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.muster.command.socket.Inbound.Fault;
import org.muster.command.socket.Inbound.Message;
import org.muster.command.socket.Inbound.Nothing;
import org.muster.model.wire.Frames;

final class InboundTest {
  private static final SocketLimits LIMITS =
      new SocketLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(45),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          10,
          20,
          10);

  private final Inbound inbound = new Inbound(LIMITS);

  @Test
  void piecesMakeOneMessage() {
    assertEquals(new Nothing(), inbound.take(text("集", false)));
    assertEquals(new Nothing(), inbound.take(new PingWebSocketFrame()));

    assertEquals(new Message("集结"), inbound.take(more("结", true)));
  }

  @Test
  void piecesTogetherHaveTheLimitOfOneFrame() {
    var half = "x".repeat(Frames.FRAME_BYTES_MAX / 2 + 1);
    inbound.take(text(half, false));

    assertEquals(new Fault(1009), inbound.take(more(half, false)));
  }

  @Test
  void theLimitCountsBytesNotCharacters() {
    var fits = "结".repeat(Frames.FRAME_BYTES_MAX / 3);

    assertInstanceOf(Message.class, inbound.take(text(fits, true)));
    assertEquals(new Fault(1009), inbound.take(text(fits + "结", true)));
  }

  @Test
  void binaryIsMalformed() {
    assertEquals(new Fault(4400), inbound.take(new BinaryWebSocketFrame(Unpooled.buffer())));
  }

  @Test
  void aPieceOfNothingIsMalformed() {
    assertEquals(new Fault(4400), inbound.take(more("x", true)));
  }

  @Test
  void aBurstIsAllowedAndAFloodIsNot() {
    for (int i = 0; i < LIMITS.framesBurst(); i++) {
      assertEquals(new Message("{}"), inbound.take(text("{}", true)));
    }
    assertEquals(new Fault(4429), inbound.take(text("{}", true)));
  }

  @Test
  void timeGivesBackWhatWasUsed() {
    for (int i = 0; i < LIMITS.framesBurst(); i++) {
      inbound.take(text("{}", true));
    }
    inbound.refill(200);

    assertInstanceOf(Message.class, inbound.take(text("{}", true)));
    assertInstanceOf(Message.class, inbound.take(text("{}", true)));
    assertEquals(new Fault(4429), inbound.take(text("{}", true)));
  }

  private static WebSocketFrame text(String text, boolean last) {
    return new TextWebSocketFrame(last, 0, text);
  }

  private static WebSocketFrame more(String text, boolean last) {
    return new ContinuationWebSocketFrame(last, 0, text);
  }
}
