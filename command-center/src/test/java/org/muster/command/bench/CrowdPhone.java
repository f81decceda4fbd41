package org.muster.command.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One phone of the crowd: shakes hands, says hello, acknowledges every item, and notes when it
 * came. Speaks just enough of RFC 6455 to cost the measured machine as little as possible.
 */
final class CrowdPhone extends ByteToMessageDecoder {
  private static final byte[] SEQ =
      "{\"type\":\"item\",\"seq\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CAUGHT_UP =
      "{\"type\":\"caughtUp\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int FIN_TEXT = 0x81;
  private static final int FIN_PONG = 0x8A;
  private static final int MASKED = 0x80;

  private final int number;
  private final String ticket;
  private final Crowd crowd;
  private boolean shaken;
  private boolean live;

  CrowdPhone(int number, String ticket, Crowd crowd) {
    this.number = number;
    this.ticket = ticket;
    this.crowd = crowd;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    String head =
        """
        GET /ws/v1 HTTP/1.1\r
        Host: localhost\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Protocol: muster.v1\r
        \r
        """;
    ByteBuf bytes = context.alloc().buffer(head.length());
    bytes.writeCharSequence(head, StandardCharsets.US_ASCII);
    var _ = context.writeAndFlush(bytes, context.voidPromise());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    crowd.gone(live);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (!shaken) {
      shake(context, in);
      return;
    }
    while (in.readableBytes() >= 2) {
      int start = in.readerIndex();
      int kind = in.getUnsignedByte(start);
      int length = in.getUnsignedByte(start + 1);
      int head = 2;
      if (length == 126) {
        if (in.readableBytes() < 4) {
          return;
        }
        length = in.getUnsignedShort(start + 2);
        head = 4;
      }
      if (in.readableBytes() < head + length) {
        return;
      }
      in.skipBytes(head);
      take(context.channel(), kind, in.readSlice(length));
    }
  }

  private void shake(ChannelHandlerContext context, ByteBuf in) {
    int start = in.readerIndex();
    int end = indexOf(in, END_OF_HEAD, start);
    if (end < 0) {
      return;
    }
    boolean granted = in.toString(start, 12, StandardCharsets.US_ASCII).endsWith("101");
    in.readerIndex(end + END_OF_HEAD.length);
    if (!granted) {
      var _ = context.close();
      return;
    }
    shaken = true;
    send(
        context.channel(),
        "{\"type\":\"hello\",\"ticket\":\"" + ticket + "\",\"device\":\"bench-" + number + "\"}");
  }

  private void take(Channel channel, int kind, ByteBuf text) {
    if (kind == FIN_TEXT && startsWith(text, SEQ)) {
      crowd.received(number);
      long seq = 0;
      for (int i = text.readerIndex() + SEQ.length; Character.isDigit(text.getByte(i)); i++) {
        seq = seq * 10 + text.getByte(i) - '0';
      }
      send(channel, "{\"type\":\"ack\",\"seq\":" + seq + "}");
    } else if (kind == FIN_TEXT && startsWith(text, CAUGHT_UP) && !live) {
      live = true;
      crowd.live();
    } else if (kind == 0x89) {
      frame(channel, FIN_PONG, "");
    } else if (kind == 0x88) {
      var _ = channel.close();
    }
  }

  private static void send(Channel channel, String text) {
    frame(channel, FIN_TEXT, text);
  }

  /** Masked with zeros, which leaves the text as it is. */
  private static void frame(Channel channel, int kind, String text) {
    ByteBuf bytes = channel.alloc().buffer(text.length() + 8);
    bytes.writeByte(kind);
    if (text.length() < 126) {
      bytes.writeByte(MASKED | text.length());
    } else {
      bytes.writeByte(MASKED | 126).writeShort(text.length());
    }
    bytes.writeInt(0).writeCharSequence(text, StandardCharsets.US_ASCII);
    var _ = channel.writeAndFlush(bytes, channel.voidPromise());
  }

  private static boolean startsWith(ByteBuf text, byte[] start) {
    return text.readableBytes() >= start.length && indexAt(text, start, text.readerIndex());
  }

  private static int indexOf(ByteBuf in, byte[] wanted, int from) {
    for (int i = from; i <= in.writerIndex() - wanted.length; i++) {
      if (indexAt(in, wanted, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean indexAt(ByteBuf in, byte[] wanted, int at) {
    for (int i = 0; i < wanted.length; i++) {
      if (in.getByte(at + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
