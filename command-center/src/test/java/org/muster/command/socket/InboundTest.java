package org.muster.command.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
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
    assertEquals(new Nothing(), inbound.take(WebSocketFrame.textFrame("集", false)));
    assertEquals(new Nothing(), inbound.take(WebSocketFrame.pingFrame(Buffer.buffer())));

    assertEquals(new Message("集结"), inbound.take(more("结", true)));
  }

  @Test
  void piecesTogetherHaveTheLimitOfOneFrame() {
    var half = "x".repeat(Frames.FRAME_BYTES_MAX / 2 + 1);
    inbound.take(WebSocketFrame.textFrame(half, false));

    assertEquals(new Fault(1009), inbound.take(more(half, false)));
  }

  @Test
  void theLimitCountsBytesNotCharacters() {
    var fits = "结".repeat(Frames.FRAME_BYTES_MAX / 3);

    assertInstanceOf(Message.class, inbound.take(WebSocketFrame.textFrame(fits, true)));
    assertEquals(new Fault(1009), inbound.take(WebSocketFrame.textFrame(fits + "结", true)));
  }

  @Test
  void binaryIsMalformed() {
    assertEquals(
        new Fault(4400), inbound.take(WebSocketFrame.binaryFrame(Buffer.buffer("{}"), true)));
  }

  @Test
  void aPieceOfNothingIsMalformed() {
    assertEquals(new Fault(4400), inbound.take(more("x", true)));
  }

  @Test
  void aBurstIsAllowedAndAFloodIsNot() {
    for (int i = 0; i < LIMITS.framesBurst(); i++) {
      assertEquals(new Message("{}"), inbound.take(WebSocketFrame.textFrame("{}", true)));
    }
    assertEquals(new Fault(4429), inbound.take(WebSocketFrame.textFrame("{}", true)));
  }

  @Test
  void timeGivesBackWhatWasUsed() {
    for (int i = 0; i < LIMITS.framesBurst(); i++) {
      inbound.take(WebSocketFrame.textFrame("{}", true));
    }
    inbound.refill(200);

    assertInstanceOf(Message.class, inbound.take(WebSocketFrame.textFrame("{}", true)));
    assertInstanceOf(Message.class, inbound.take(WebSocketFrame.textFrame("{}", true)));
    assertEquals(new Fault(4429), inbound.take(WebSocketFrame.textFrame("{}", true)));
  }

  private static WebSocketFrame more(String text, boolean last) {
    return WebSocketFrame.continuationFrame(Buffer.buffer(text), last);
  }
}
