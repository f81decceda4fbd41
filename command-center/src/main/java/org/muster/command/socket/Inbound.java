package org.muster.command.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.muster.model.wire.Frames;

/** Puts the pieces of a text message together, within the limits; belongs to its socket's loop. */
final class Inbound {
  private static final int MALFORMED = 4400;
  private static final int TOO_FAST = 4429;
  private static final int NOT_UTF_8 = 1007;
  private static final int TOO_LARGE = 1009;

  /** What a reader puts in the place of bytes that are no character; seldom a real one. */
  private static final char REPLACEMENT = '\uFFFD';

  private final SocketLimits limits;
  private @Nullable ByteArrayOutputStream pieces;
  private double budget;

  /** What a piece of the stream comes to. */
  sealed interface Arrival {}

  record Message(String text) implements Arrival {}

  /** Nothing to act upon yet, or at all. */
  record Nothing() implements Arrival {}

  record Fault(int closeCode) implements Arrival {}

  Inbound(SocketLimits limits) {
    this.limits = limits;
    budget = limits.framesBurst();
  }

  /** Time has passed: the socket may send more again. */
  void refill(long elapsedMs) {
    budget = Math.min(limits.framesBurst(), budget + limits.framesPerSecond() * elapsedMs / 1000.0);
  }

  /** The last frame was an answer to one of ours: there are no more of these than we ask for. */
  void refund() {
    budget += 1;
  }

  Arrival take(WebSocketFrame frame) {
    budget -= 1;
    if (budget < 0) {
      return new Fault(TOO_FAST);
    }
    return switch (frame) {
      case TextWebSocketFrame text -> pieces == null ? text(text) : new Fault(MALFORMED);
      case ContinuationWebSocketFrame more -> pieces == null ? new Fault(MALFORMED) : more(more);
      case BinaryWebSocketFrame _ -> new Fault(MALFORMED);
      default -> new Nothing();
    };
  }

  private Arrival text(TextWebSocketFrame frame) {
    if (frame.isFinalFragment()) {
      ByteBuf bytes = frame.content();
      return bytes.readableBytes() > Frames.FRAME_BYTES_MAX
          ? new Fault(TOO_LARGE)
          : message(frame.text(), bytes);
    }
    pieces = new ByteArrayOutputStream();
    return more(frame);
  }

  private Arrival more(WebSocketFrame frame) {
    var soFar = pieces == null ? new ByteArrayOutputStream() : pieces;
    soFar.writeBytes(ByteBufUtil.getBytes(frame.content()));
    if (soFar.size() > Frames.FRAME_BYTES_MAX) {
      pieces = null;
      return new Fault(TOO_LARGE);
    }
    if (!frame.isFinalFragment()) {
      return new Nothing();
    }
    pieces = null;
    return message(
        soFar.toString(StandardCharsets.UTF_8), Unpooled.wrappedBuffer(soFar.toByteArray()));
  }

  /** Read leniently, and looked at strictly only where something was replaced. */
  private static Arrival message(String text, ByteBuf bytes) {
    return text.indexOf(REPLACEMENT) < 0 || isUtf8(ByteBufUtil.getBytes(bytes))
        ? new Message(text)
        : new Fault(NOT_UTF_8);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
