package org.muster.command.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {
  private static final int USER_FLAG = 1;

  private final EmbeddedChannel server = new EmbeddedChannel(new ChannelInboundHandlerAdapter());

  @Test
  void isAMessageAndAPingOfTheProtocolEveryTime() {
    for (int beat = 0; beat < 3; beat++) {
      assertTrue(Heartbeat.send(server.pipeline().firstContext()));

      var phone =
          new EmbeddedChannel(
              new WebSocket13FrameDecoder(
                  WebSocketDecoderConfig.newBuilder().expectMaskedFrames(false).build()));
      phone.writeInbound(server.<ByteBuf>readOutbound());
      TextWebSocketFrame text = assertInstanceOf(TextWebSocketFrame.class, phone.readInbound());
      assertEquals("{\"type\":\"ping\"}", text.text());
      assertInstanceOf(PingWebSocketFrame.class, phone.readInbound());
      assertNull(phone.readInbound());
    }
  }

  @Test
  void cameBetweenThePiecesOfAMessageThatTheNetworkHeldUp() {
    var held = server.unsafe().outboundBuffer();
    held.setUserDefinedWritability(USER_FLAG, false);
    assertFalse(Heartbeat.send(server.pipeline().firstContext()));
    assertNull(server.readOutbound());

    held.setUserDefinedWritability(USER_FLAG, true);

    assertTrue(Heartbeat.send(server.pipeline().firstContext()));
  }
}
