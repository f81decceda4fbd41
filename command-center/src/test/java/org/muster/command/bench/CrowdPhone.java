package org.muster.command.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One phone of the crowd: shakes hands, says hello, acknowledges every item, and notes when it
 * came. Speaks just enough of HTTP and RFC 6455 to cost the measured machine as little as possible.
 */
final class CrowdPhone extends ByteToMessageDecoder {
  private static final byte[] SEQ =
      "{\"type\":\"item\",\"seq\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CAUGHT_UP =
      "{\"type\":\"caughtUp\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WELCOME = "{\"type\":\"welcome\"".getBytes(StandardCharsets.US_ASCII);
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final int FIN_TEXT = 0x81;
  private static final int FIN_PONG = 0x8A;
  private static final int MASKED = 0x80;

  private static final Pattern LENGTH =
      Pattern.compile("content-length: (\\d+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern TICKET = Pattern.compile("\"ticket\":\"([^\"]+)\"");
  private static final Pattern EPOCH = Pattern.compile("\"epoch\":\"([^\"]+)\"");

  private final int number;
  private final Crowd crowd;
  private final boolean returns;
  private String pass;
  private boolean admitted;
  private boolean shaken;
  private boolean live;

  private CrowdPhone(int number, Crowd crowd, String pass, boolean returns) {
    this.number = number;
    this.crowd = crowd;
    this.pass = pass;
    this.returns = returns;
    admitted = !returns;
  }

  /** Comes for the first time, with a ticket it has. */
  static CrowdPhone arriving(int number, String ticket, Crowd crowd) {
    return new CrowdPhone(number, crowd, ticket, false);
  }

  /** Comes back: asks for a ticket with its token, and says what it holds. */
  static CrowdPhone returning(int number, String token, Crowd crowd) {
    return new CrowdPhone(number, crowd, token, true);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (admitted) {
      upgrade(context.channel());
    } else {
      askForATicket(context.channel());
    }
  }

  private void askForATicket(Channel channel) {
    write(
        channel,
        """
        POST /api/v1/socket-ticket HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Idempotency-Key: %s\r
        Content-Length: 0\r
        \r
        """
            .formatted(pass, UUID.randomUUID()));
  }

  private static void upgrade(Channel channel) {
    write(
        channel,
        """
        GET /ws/v1 HTTP/1.1\r
        Host: localhost\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Protocol: muster.v1\r
        \r
        """);
  }

  private static void write(Channel channel, String head) {
    ByteBuf bytes = channel.alloc().buffer(head.length());
    bytes.writeCharSequence(head, StandardCharsets.US_ASCII);
    var _ = channel.writeAndFlush(bytes, channel.voidPromise());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    crowd.gone(number, live);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (!admitted) {
      admit(context, in);
      return;
    }
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

  /** Takes the answer to the request for a ticket, which comes in one piece. */
  private void admit(ChannelHandlerContext context, ByteBuf in) {
    String answer = in.toString(StandardCharsets.UTF_8);
    int end = answer.indexOf(END_OF_HEAD);
    if (end < 0 || in.readableBytes() < end + END_OF_HEAD.length() + bodyBytes(answer)) {
      return;
    }
    in.skipBytes(in.readableBytes());
    var ticket = TICKET.matcher(answer);
    if (!ticket.find()) {
      var _ = context.close();
      return;
    }
    pass = ticket.group(1);
    admitted = true;
    upgrade(context.channel());
  }

  private static int bodyBytes(String answer) {
    var length = LENGTH.matcher(answer);
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }

  private void shake(ChannelHandlerContext context, ByteBuf in) {
    int start = in.readerIndex();
    int end = in.toString(StandardCharsets.US_ASCII).indexOf(END_OF_HEAD);
    if (end < 0) {
      return;
    }
    boolean granted = in.toString(start, 12, StandardCharsets.US_ASCII).endsWith("101");
    in.skipBytes(end + END_OF_HEAD.length());
    if (!granted) {
      var _ = context.close();
      return;
    }
    shaken = true;
    String held = returns ? ",\"cursor\":" + crowd.cursor(number) : "";
    send(
        context.channel(),
        "{\"type\":\"hello\",\"ticket\":\"%s\",\"device\":\"bench-%d\"%s}"
            .formatted(pass, number, held));
  }

  private void take(Channel channel, int kind, ByteBuf text) {
    if (kind == FIN_TEXT && startsWith(text, SEQ)) {
      long seq = 0;
      for (int i = text.readerIndex() + SEQ.length; Character.isDigit(text.getByte(i)); i++) {
        seq = seq * 10 + text.getByte(i) - '0';
      }
      crowd.received(number, seq);
      send(channel, "{\"type\":\"ack\",\"seq\":" + seq + "}");
    } else if (kind == FIN_TEXT && startsWith(text, WELCOME)) {
      var epoch = EPOCH.matcher(text.toString(StandardCharsets.US_ASCII));
      if (epoch.find()) {
        crowd.welcomed(epoch.group(1));
      }
    } else if (kind == FIN_TEXT && startsWith(text, CAUGHT_UP) && !live) {
      live = true;
      crowd.live(number);
    } else if (kind == 0x89) {
      frame(channel, FIN_PONG, "");
    } else if (kind == 0x88) {
      var _ = channel.close();
    }
  }

  static void send(Channel channel, String text) {
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

  private static boolean indexAt(ByteBuf in, byte[] wanted, int at) {
    for (int i = 0; i < wanted.length; i++) {
      if (in.getByte(at + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
