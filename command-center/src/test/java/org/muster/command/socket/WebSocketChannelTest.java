package org.muster.command.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.model.wire.Frames;

final class WebSocketChannelTest {
  private static final int USER_FLAG = 1;

  private final List<String> heard = new ArrayList<>();
  private boolean pausing;
  private int closing;
  private final WebSocketChannel channel =
      new WebSocketChannel(
          new WebSocketChannel.Ear() {
            @Override
            public void arrived(WebSocketFrame frame) {
              heard.add(frame instanceof TextWebSocketFrame text ? text.text() : "control");
              if (closing > 0) {
                channel.close(closing, "");
              }
              if (pausing) {
                pausing = false;
                channel.pause();
              }
            }

            @Override
            public void broken(int closeCode) {
              heard.add("broken " + closeCode);
            }

            @Override
            public void drained() {
              heard.add("drained");
            }

            @Override
            public void leaving() {
              heard.add("leaving");
            }

            @Override
            public void gone() {
              heard.add("gone");
            }
          });
  private final EmbeddedChannel server = new EmbeddedChannel(channel);
  private final EmbeddedChannel phone =
      new EmbeddedChannel(
          new WebSocket13FrameDecoder(
              WebSocketDecoderConfig.newBuilder().expectMaskedFrames(false).build()));

  /** What the phone has been sent next, or null. */
  private <T extends WebSocketFrame> T sent(Class<T> kind) {
    for (ByteBuf bytes = server.readOutbound(); bytes != null; bytes = server.readOutbound()) {
      phone.writeInbound(bytes);
    }
    return assertInstanceOf(kind, phone.readInbound());
  }

  private void assertNothingSent() {
    assertNull(server.readOutbound());
    assertNull(phone.readInbound());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 1_000, Frames.FRAME_BYTES_MAX - 1, Frames.FRAME_BYTES_MAX})
  void messageUpToTheLimitIsOneFrame(int length) {
    String message = "x".repeat(length);
    channel.write(message.getBytes(UTF_8));

    var frame = sent(TextWebSocketFrame.class);
    assertTrue(frame.isFinalFragment());
    assertEquals(message, frame.text());
    assertNothingSent();
  }

  @Test
  void longerMessageComesInPieces() {
    String message = "集结".repeat(Frames.FRAME_BYTES_MAX / 2);
    channel.write(message.getBytes(UTF_8));

    var bytes = server.alloc().buffer();
    var first = sent(TextWebSocketFrame.class);
    bytes.writeBytes(first.content());
    assertFalse(first.isFinalFragment());
    var second = sent(ContinuationWebSocketFrame.class);
    bytes.writeBytes(second.content());
    assertFalse(second.isFinalFragment());
    var third = sent(ContinuationWebSocketFrame.class);
    bytes.writeBytes(third.content());
    assertTrue(third.isFinalFragment());
    assertEquals(message, bytes.toString(UTF_8));
    assertNothingSent();
  }

  @Test
  void pingCameBetweenThePiecesOfAMessageThatTheNetworkHeldUp() {
    server.unsafe().outboundBuffer().setUserDefinedWritability(USER_FLAG, false);
    assertTrue(channel.isFull());
    channel.write(new byte[Frames.FRAME_BYTES_MAX + 1]);
    channel.beat();

    assertFalse(sent(TextWebSocketFrame.class).isFinalFragment());
    assertTrue(sent(ContinuationWebSocketFrame.class).isFinalFragment());
    assertEquals("{\"type\":\"ping\"}", sent(TextWebSocketFrame.class).text());
  }

  @Test
  void heartbeatIsAMessageAndAPingOfTheProtocolEveryTime() {
    for (int beat = 0; beat < 3; beat++) {
      channel.beat();

      assertEquals("{\"type\":\"ping\"}", sent(TextWebSocketFrame.class).text());
      sent(PingWebSocketFrame.class);
      assertNothingSent();
    }
  }

  @Test
  void answersOfOneReadingAreSentTogether() {
    server.writeOneInbound(ping("one"));
    server.writeOneInbound(ping("two"));
    assertNull(server.readOutbound());

    server.flushInbound();

    assertEquals("one", text(sent(PongWebSocketFrame.class)));
    assertEquals("two", text(sent(PongWebSocketFrame.class)));
  }

  @Test
  void lettersOfOneTaskAreSentTogether() {
    channel.execute(
        () -> {
          channel.write("one".getBytes(UTF_8));
          channel.write("two".getBytes(UTF_8));
          assertNull(server.readOutbound());
        });
    server.runPendingTasks();

    assertEquals("one", sent(TextWebSocketFrame.class).text());
    assertEquals("two", sent(TextWebSocketFrame.class).text());
  }

  @Test
  void whatATaskWroteBeforeItFailedIsSent() {
    channel.execute(
        () -> {
          channel.write("one".getBytes(UTF_8));
          throw new IllegalStateException("a test of a failing task");
        });
    server.runPendingTasks();

    assertEquals("one", sent(TextWebSocketFrame.class).text());
  }

  @Test
  void roomToWriteIsToldInATaskOfItsOwn() {
    server
        .pipeline()
        .addFirst(
            new ChannelOutboundHandlerAdapter() {
              @Override
              public void write(ChannelHandlerContext network, Object bytes, ChannelPromise done) {
                heard.add("writing");
                network.write(bytes, done);
                network.fireChannelWritabilityChanged();
                heard.add("written");
              }
            });
    channel.write(new byte[1]);

    assertEquals(List.of("writing", "written", "drained"), heard);
  }

  @Test
  void whatIsReadWhilePausedIsHeardInOrderAfterwards() {
    pausing = true;
    server.writeInbound(new TextWebSocketFrame("hello"), new TextWebSocketFrame("a"), ping("b"));
    assertEquals(List.of("hello"), heard);
    assertFalse(server.config().isAutoRead());

    channel.resume();

    assertEquals(List.of("hello", "a", "control"), heard);
    assertTrue(server.config().isAutoRead());
    assertEquals("b", text(sent(PongWebSocketFrame.class)));
  }

  @Test
  void whoHearsAKeptFrameMayPauseAgain() {
    channel.pause();
    server.writeInbound(new TextWebSocketFrame("a"), new TextWebSocketFrame("b"));
    pausing = true;

    channel.resume();
    assertEquals(List.of("a"), heard);
    assertFalse(server.config().isAutoRead());

    channel.resume();
    assertEquals(List.of("a", "b"), heard);
  }

  @Test
  void floodBehindAHelloIsNotKept() {
    channel.pause();
    for (int i = 0; i < 65; i++) {
      server.writeInbound(ping(""));
    }
    assertEquals(List.of("broken 4429"), heard);
  }

  @Test
  void framesKeptWereLeftWhenTheConnectionEnded() {
    channel.pause();
    var frame = new TextWebSocketFrame("never heard");
    server.writeInbound(frame);

    server.close();

    assertEquals(0, frame.refCnt());
    assertEquals(List.of("gone"), heard);
  }

  @Test
  void framesHeardAreReleased() {
    var frame = new TextWebSocketFrame("heard");
    server.writeInbound(frame);
    assertEquals(0, frame.refCnt());
  }

  @Test
  void farewellIsAnsweredOnceAndEndsTheConnection() {
    server.writeInbound(new CloseWebSocketFrame(3000, "bye"));

    assertEquals(3000, sent(CloseWebSocketFrame.class).statusCode());
    assertEquals(List.of("leaving", "gone"), heard);
    assertFalse(server.isOpen());
  }

  @Test
  void ownFarewellWaitsForTheAnswer() {
    channel.close(4401, "");
    channel.close(4408, "");
    assertEquals(4401, sent(CloseWebSocketFrame.class).statusCode());
    assertNothingSent();
    assertTrue(server.isOpen());

    server.writeInbound(new CloseWebSocketFrame(4401, ""));

    assertFalse(server.isOpen());
    assertNothingSent();
  }

  @Test
  void ownFarewellWasLostWhenTheOthersCameInTheSameReading() {
    closing = 4400;
    server.writeInbound(new TextWebSocketFrame("?"), new CloseWebSocketFrame(1000, ""));

    assertEquals(4400, sent(CloseWebSocketFrame.class).statusCode());
    assertFalse(server.isOpen());
  }

  private static PingWebSocketFrame ping(String payload) {
    return new PingWebSocketFrame(Unpooled.copiedBuffer(payload, UTF_8));
  }

  private static String text(WebSocketFrame frame) {
    return frame.content().toString(UTF_8);
  }
}
