package org.muster.command.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.muster.model.wire.Frames;
import org.muster.model.wire.Ping;
import org.muster.model.wire.ServerFrame;

/** Frames as a server sends them: without a mask and without extensions (RFC 6455, 5.2). */
final class FrameBytes {
  private static final int FINAL = 0x80;
  private static final int CONTINUATION = 0x0;
  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;

  private static final int HEAD_BYTES_MAX = 10;

  /** The longest payload whose length stands in the second byte; control frames have no longer. */
  private static final int SHORT_MAX = 125;

  private static final int LENGTH_IN_TWO_BYTES = 126;
  private static final int LENGTH_IN_EIGHT_BYTES = 127;
  private static final int TWO_BYTES_MAX = 0xFFFF;

  private FrameBytes() {}

  /**
   * A message in UTF-8, in pieces where it is longer than a frame may be. The pieces are one
   * buffer, so that nothing can come between them (5.4).
   */
  static ByteBuf text(ByteBufAllocator memory, byte[] utf8) {
    int pieces = Math.max(1, Math.ceilDiv(utf8.length, Frames.FRAME_BYTES_MAX));
    ByteBuf frames = memory.ioBuffer(utf8.length + pieces * HEAD_BYTES_MAX);
    for (int piece = 0; piece < pieces; piece++) {
      int from = piece * Frames.FRAME_BYTES_MAX;
      int length = Math.min(Frames.FRAME_BYTES_MAX, utf8.length - from);
      head(frames, (piece == pieces - 1 ? FINAL : 0) | (piece == 0 ? TEXT : CONTINUATION), length);
      frames.writeBytes(utf8, from, length);
    }
    return frames;
  }

  /**
   * The farewell (5.5.1).
   *
   * @param reason at most 123 bytes
   */
  static ByteBuf close(ByteBufAllocator memory, int code, String reason) {
    int length = Short.BYTES + ByteBufUtil.utf8Bytes(reason);
    ByteBuf frame = memory.ioBuffer(HEAD_BYTES_MAX + length);
    head(frame, FINAL | CLOSE, control(length));
    frame.writeShort(code);
    ByteBufUtil.writeUtf8(frame, reason);
    return frame;
  }

  /** The answer to a farewell that gave no reason, which gives none either. */
  static ByteBuf closeWithoutCode(ByteBufAllocator memory) {
    ByteBuf frame = memory.ioBuffer(HEAD_BYTES_MAX);
    head(frame, FINAL | CLOSE, 0);
    return frame;
  }

  /** The answer to a ping: what it said (5.5.3). */
  static ByteBuf pong(ByteBufAllocator memory, ByteBuf payload) {
    int length = payload.readableBytes();
    ByteBuf frame = memory.ioBuffer(HEAD_BYTES_MAX + length);
    head(frame, FINAL | PONG, control(length));
    frame.writeBytes(payload, payload.readerIndex(), length);
    return frame;
  }

  /**
   * What the server says to a phone it has not talked with for a while: a message, which the page
   * sees, and a ping of the protocol (5.5.2), which the browser answers even while the page sleeps.
   * Made once for all, since tens of thousands of resting phones are little but this; to be written
   * as a {@link ByteBuf#duplicate}.
   */
  static ByteBuf heartbeat() {
    byte[] message = Frames.write((ServerFrame) new Ping()).getBytes(StandardCharsets.UTF_8);
    ByteBuf frames = Unpooled.directBuffer(2 * HEAD_BYTES_MAX + message.length);
    head(frames, FINAL | TEXT, message.length);
    frames.writeBytes(message);
    head(frames, FINAL | PING, 0);
    return Unpooled.unreleasableBuffer(frames.asReadOnly());
  }

  private static void head(ByteBuf frame, int first, int length) {
    frame.writeByte(first);
    if (length <= SHORT_MAX) {
      frame.writeByte(length);
    } else if (length <= TWO_BYTES_MAX) {
      frame.writeByte(LENGTH_IN_TWO_BYTES).writeShort(length);
    } else {
      frame.writeByte(LENGTH_IN_EIGHT_BYTES).writeLong(length);
    }
  }

  private static int control(int length) {
    if (length > SHORT_MAX) {
      throw new IllegalArgumentException("a control frame of " + length + " bytes");
    }
    return length;
  }
}
