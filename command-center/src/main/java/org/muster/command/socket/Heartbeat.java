package org.muster.command.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import org.muster.model.wire.Frames;
import org.muster.model.wire.Ping;
import org.muster.model.wire.ServerFrame;

/**
 * What the server says to a phone it has not talked with for a while: a message, which the page
 * sees, and a ping of the protocol (RFC 6455, 5.5.2), which the browser answers even while the page
 * sleeps. Both as one write, since tens of thousands of resting phones are little but this.
 */
final class Heartbeat {
  private static final int FINAL_TEXT = 0x81;
  private static final int FINAL_PING = 0x89;

  /** The longest message whose length stands in the second byte of its frame (RFC 6455, 5.2). */
  private static final int SHORT_MAX = 125;

  private static final ByteBuf FRAMES = Unpooled.unreleasableBuffer(frames());

  private Heartbeat() {}

  /**
   * False when it has to wait: while the network takes nothing more, pieces of a longer message may
   * stand in the socket's queue, and nothing but a piece of it may come between them (RFC 6455,
   * 5.4). To be called on the connection's event loop.
   */
  static boolean send(ChannelHandlerContext connection) {
    if (!connection.channel().isWritable()) {
      return false;
    }
    var _ = connection.writeAndFlush(FRAMES.duplicate(), connection.voidPromise());
    return true;
  }

  private static ByteBuf frames() {
    byte[] message = Frames.write((ServerFrame) new Ping()).getBytes(StandardCharsets.UTF_8);
    if (message.length > SHORT_MAX) {
      throw new IllegalStateException("a ping of " + message.length + " bytes");
    }
    return Unpooled.directBuffer(message.length + 4)
        .writeByte(FINAL_TEXT)
        .writeByte(message.length)
        .writeBytes(message)
        .writeByte(FINAL_PING)
        .writeByte(0)
        .asReadOnly();
  }
}
