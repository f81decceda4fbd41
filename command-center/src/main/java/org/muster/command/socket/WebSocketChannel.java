package org.muster.command.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.muster.model.wire.CloseCode;

/**
 * A WebSocket from the end of its handshake on: the connection itself, with Netty's decoder before
 * it and nothing behind.
 *
 * <p>Vert.x does the handshake. What it then keeps for each socket is made for every use a socket
 * can have, from any thread: two queues of 4 KB each, a context, the request and its answer. Our
 * sockets live on one event loop and are tens of thousands, so this takes the channel over: it puts
 * itself behind the decoder and takes out what stood after it, which the collector then frees.
 *
 * <p>Everything here runs on the channel's event loop, except {@link #execute}. What is written
 * goes straight to Netty's buffer for the channel; that is the only queue, and {@link #isFull} says
 * when to stop. What is written in one go, in a task or while frames come in, is sent at its end.
 */
final class WebSocketChannel extends ChannelInboundHandlerAdapter {
  /** What a socket that does not drain may hold: thousands of them at once must fit in memory. */
  private static final WriteBufferWaterMark HELD_BYTES =
      new WriteBufferWaterMark(8 * 1024, 16 * 1024);

  /** What may arrive in the one reading that is under way when listening is paused. */
  private static final int KEPT_FRAMES_MAX = 64;

  private static final int NO_CODE = -1;
  private static final ByteBuf HEARTBEAT = FrameBytes.heartbeat();

  /** Who hears what comes in; called on the event loop, and never from within a write. */
  interface Ear {
    /**
     * A frame of a message, or a ping (which is answered already) or a pong. To be read at once.
     */
    void arrived(WebSocketFrame frame);

    /** What came in is no frame, or too large a one; nothing more will arrive. */
    void broken(int closeCode);

    /** There is room to write again. */
    void drained();

    /** The other side has said goodbye, and was answered. */
    void leaving();

    /** The connection is no more; the last call. */
    void gone();
  }

  private final Ear ear;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Deque<WebSocketFrame> kept;
  private boolean paused;
  private boolean holdsBack;
  private boolean unsent;
  private boolean closeSent;

  /** For a channel whose pipeline ends with a decoder of frames. */
  WebSocketChannel(Ear ear) {
    this.ear = ear;
  }

  /**
   * Takes the channel of a socket over; on its event loop, in the call that was told of the socket,
   * before anything can have arrived. The socket must not be used afterwards.
   */
  static WebSocketChannel takeOver(ServerWebSocket socket, Ear ear) {
    var pipeline = ((WebSocketInternal) socket).channelHandlerContext().pipeline();
    var channel = new WebSocketChannel(ear);
    pipeline.addAfter(pipeline.context(WebSocketFrameDecoder.class).name(), null, channel);
    boolean after = false;
    for (var handler : pipeline.toMap().values()) {
      // Netty takes the encoder of the answer out itself, as soon as the answer is sent.
      if (after && !(handler instanceof HttpResponseEncoder)) {
        pipeline.remove(handler);
      }
      after |= handler == channel;
    }
    return channel;
  }

  /** Hands a task to the channel's event loop; from any thread. */
  void execute(Runnable task) {
    context().executor().execute(() -> perform(task));
  }

  private void perform(Runnable task) {
    holdsBack = true;
    try {
      task.run();
    } finally {
      send();
    }
  }

  /** Writes a message in UTF-8. */
  void write(byte[] message) {
    write(FrameBytes.text(context().alloc(), message));
  }

  /** A ping that both the page and its browser see. */
  void beat() {
    write(HEARTBEAT.duplicate());
  }

  /** True when nothing more should be written until it has drained; also when it is closed. */
  boolean isFull() {
    return !context().channel().isWritable();
  }

  /** Nothing is heard from now on, and nothing more read than was under way. */
  void pause() {
    paused = true;
    context().channel().config().setAutoRead(false);
  }

  void resume() {
    paused = false;
    while (!paused && kept != null && !kept.isEmpty()) {
      hear(kept.poll());
    }
    if (!paused) {
      kept = null;
      context().channel().config().setAutoRead(true);
    }
  }

  /**
   * Says goodbye, behind all that was written. The connection ends when the other side answers; who
   * does not want to wait longer calls {@link #abort}.
   */
  void close(int code, String reason) {
    if (!closeSent) {
      closeSent = true;
      write(FrameBytes.close(context().alloc(), code, reason));
    }
  }

  /** Ends the connection now, with whatever was written and the network takes at once. */
  void abort() {
    send();
    var _ = context().close();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    added.channel().config().setWriteBufferWaterMark(HELD_BYTES);
  }

  @Override
  public void channelRead(ChannelHandlerContext c, Object message) {
    holdsBack = true;
    if (!(message instanceof WebSocketFrame frame)) {
      ReferenceCountUtil.release(message);
    } else if (paused) {
      keep(frame);
    } else {
      hear(frame);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext c) {
    send();
  }

  /** In a task of its own: a write may be what made room, and its writer is not done yet. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext c) {
    if (c.channel().isWritable()) {
      execute(ear::drained);
    }
  }

  /**
   * A frame that is none does not cut the connection: the reset that follows on unread bytes would
   * take the closing frame with it. The decoder throws away whatever follows the fault, so that the
   * other side can be given the time to read why it is closed.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext c, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException fault) {
      ear.broken(fault.closeStatus().code());
    } else {
      var _ = c.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext c) {
    if (kept != null) {
      kept.forEach(ReferenceCountUtil::release);
      kept = null;
    }
    ear.gone();
  }

  private void keep(WebSocketFrame frame) {
    if (kept == null) {
      kept = new ArrayDeque<>();
    }
    if (kept.size() < KEPT_FRAMES_MAX) {
      kept.add(frame);
    } else {
      frame.release();
      ear.broken(CloseCode.TOO_FAST.number());
    }
  }

  private void hear(WebSocketFrame frame) {
    try {
      if (frame instanceof CloseWebSocketFrame farewell) {
        answer(farewell);
        return;
      }
      if (frame instanceof PingWebSocketFrame && !closeSent) {
        write(FrameBytes.pong(context().alloc(), frame.content()));
      }
      ear.arrived(frame);
    } finally {
      frame.release();
    }
  }

  private void answer(CloseWebSocketFrame farewell) {
    if (closeSent) {
      abort();
      return;
    }
    closeSent = true;
    var memory = context().alloc();
    int code = farewell.statusCode();
    var answer =
        code == NO_CODE ? FrameBytes.closeWithoutCode(memory) : FrameBytes.close(memory, code, "");
    var _ = context().writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    ear.leaving();
  }

  private void write(ByteBuf frames) {
    var _ = context().write(frames, context().voidPromise());
    unsent = true;
    if (!holdsBack) {
      send();
    }
  }

  private void send() {
    holdsBack = false;
    if (unsent) {
      unsent = false;
      context().flush();
    }
  }

  private ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("not in a pipeline yet");
    }
    return context;
  }
}
