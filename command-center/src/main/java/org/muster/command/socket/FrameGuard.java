package org.muster.command.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.util.function.IntConsumer;

/**
 * Ends a socket decently when a frame is too large or no frame at all.
 *
 * <p>Left to itself the connection would be cut with the rest of the frame unread, and the reset
 * that follows would take the closing frame with it. The decoder throws away whatever follows the
 * fault, so the connection can wait until the other side has read why it is closed.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {
  private final IntConsumer close;

  FrameGuard(IntConsumer close) {
    this.close = close;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException fault) {
      close.accept(fault.closeStatus().code());
    } else {
      context.fireExceptionCaught(cause);
    }
  }
}
