package org.muster.command.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One phone of the crowd that hears from a broker: subscribes, and acknowledges what comes. */
final class MqttPhone extends ByteToMessageDecoder {
  private static final int CONNACK = 2;
  private static final int PUBLISH = 3;
  private static final int SUBACK = 9;
  private static final int SUBSCRIBE = 0x82;
  private static final int PUBACK = 0x40;

  private final int number;
  private final Crowd crowd;
  private boolean live;

  MqttPhone(int number, Crowd crowd) {
    this.number = number;
    this.crowd = crowd;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    write(context, context.alloc().buffer().writeBytes(Mosquitto.connect("bench-" + number)));
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
    while (in.readableBytes() >= 2) {
      int start = in.readerIndex();
      int length = 0;
      int head = 1;
      int digit;
      do {
        if (in.readableBytes() <= head) {
          return;
        }
        digit = in.getUnsignedByte(start + head);
        length |= (digit & 0x7F) << (7 * (head - 1));
        head++;
      } while (digit > 0x7F);
      if (in.readableBytes() < head + length) {
        return;
      }
      int kind = in.getUnsignedByte(start) >> 4;
      in.skipBytes(head);
      take(context, kind, in.readSlice(length));
    }
  }

  private void take(ChannelHandlerContext context, int kind, ByteBuf packet) {
    switch (kind) {
      case CONNACK -> subscribe(context);
      case SUBACK -> {
        live = true;
        crowd.live(number);
      }
      case PUBLISH -> {
        crowd.received(number, 0);
        int id = packet.getUnsignedShort(packet.readerIndex() + 2 + packet.readUnsignedShort());
        write(context, context.alloc().buffer(4).writeByte(PUBACK).writeByte(2).writeShort(id));
      }
      default -> {}
    }
  }

  private void subscribe(ChannelHandlerContext context) {
    String topic = Mosquitto.topic(number);
    ByteBuf packet = context.alloc().buffer();
    packet.writeByte(SUBSCRIBE).writeByte(5 + topic.length()).writeShort(1);
    packet.writeShort(topic.length()).writeCharSequence(topic, StandardCharsets.US_ASCII);
    write(context, packet.writeByte(1));
  }

  private static void write(ChannelHandlerContext context, ByteBuf packet) {
    var _ = context.writeAndFlush(packet, context.voidPromise());
  }
}
