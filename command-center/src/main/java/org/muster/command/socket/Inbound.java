package org.muster.command.socket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
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
  private @Nullable Buffer pieces;
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
    return switch (frame.type()) {
      case TEXT -> pieces == null ? text(frame) : new Fault(MALFORMED);
      case CONTINUATION -> pieces == null ? new Fault(MALFORMED) : more(frame);
      case BINARY -> new Fault(MALFORMED);
      case PING, PONG, CLOSE -> new Nothing();
    };
  }

  private Arrival text(WebSocketFrame frame) {
    if (frame.isFinal()) {
      return frame.binaryData().length() > Frames.FRAME_BYTES_MAX
          ? new Fault(TOO_LARGE)
          : message(frame.textData(), frame.binaryData());
    }
    pieces = Buffer.buffer();
    return more(frame);
  }

  private Arrival more(WebSocketFrame frame) {
    Buffer soFar = pieces == null ? Buffer.buffer() : pieces;
    soFar.appendBuffer(frame.binaryData());
    if (soFar.length() > Frames.FRAME_BYTES_MAX) {
      pieces = null;
      return new Fault(TOO_LARGE);
    }
    if (!frame.isFinal()) {
      return new Nothing();
    }
    pieces = null;
    return message(soFar.toString(), soFar);
  }

  /** Read leniently, and looked at strictly only where something was replaced. */
  private static Arrival message(String text, Buffer bytes) {
    return text.indexOf(REPLACEMENT) < 0 || isUtf8(bytes.getBytes())
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
