package org.muster.command.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Pushes one personal frame to each phone and waits for each acknowledgement, with nothing behind
 * it: no database, no rules. Of three kinds: {@code vertx} as it comes, {@code netty} with its own
 * codec, and {@code floor}, which writes ready bytes and reads without looking.
 *
 * <p>Told what to do line by line: {@code push BYTES}.
 */
final class ControlServer {
  private static final int ACK_WITHIN_S = 60;

  /** Each pushes a text of so many characters to the phone it stands for. */
  private final Queue<IntConsumer> phones = new ConcurrentLinkedQueue<>();

  private volatile CountDownLatch acks = new CountDownLatch(0);

  private ControlServer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var server = new ControlServer();
    int port = arguments[0].equals("vertx") ? server.vertx() : server.netty(arguments[0]);
    System.out.println(port);
    System.out.flush();
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      System.out.println(server.push(Integer.parseInt(line.substring("push ".length()))));
      System.out.flush();
    }
    System.exit(0);
  }

  private String push(int characters) throws InterruptedException {
    acks = new CountDownLatch(phones.size());
    long began = System.nanoTime();
    phones.forEach(phone -> phone.accept(characters));
    boolean all = acks.await(ACK_WITHIN_S, TimeUnit.SECONDS);
    return (System.nanoTime() - began) / 1_000 + " " + (all ? phones.size() : -acks.getCount());
  }

  private static String text(int number, int characters) {
    String start = "{\"type\":\"item\",\"seq\":1,\"item\":{\"id\":" + number + ",\"task\":\"";
    return start + "x".repeat(Math.max(1, characters - start.length() - 3)) + "\"}}";
  }

  private static void write(Channel channel, Object message) {
    var _ = channel.writeAndFlush(message, channel.voidPromise());
  }

  private void acknowledged() {
    acks.countDown();
  }

  private int vertx() {
    var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    options.addWebSocketSubProtocol("muster.v1");
    return vertx
        .createHttpServer(options)
        .webSocketHandler(this::meet)
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private void meet(ServerWebSocket socket) {
    int number = phones.size();
    var context = Vertx.currentContext();
    socket.textMessageHandler(
        text -> {
          if (text.contains("hello")) {
            socket.writeTextMessage("{\"type\":\"caughtUp\",\"seq\":0}");
            phones.add(
                size -> context.runOnContext(_ -> socket.writeTextMessage(text(number, size))));
          } else {
            acknowledged();
          }
        });
  }

  private int netty(String kind) throws InterruptedException {
    var loops =
        new MultiThreadIoEventLoopGroup(
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    Channel door =
        new ServerBootstrap()
            .group(loops)
            .channel(
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    if (kind.equals("floor")) {
                      channel.pipeline().addLast(new Floor());
                    } else {
                      codec(channel.pipeline());
                    }
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    return ((java.net.InetSocketAddress) door.localAddress()).getPort();
  }

  private void codec(ChannelPipeline pipeline) {
    pipeline.addLast(
        new HttpServerCodec(),
        new HttpObjectAggregator(8192),
        new WebSocketServerProtocolHandler("/ws/v1", "muster.v1"),
        new Codec());
  }

  /** Netty's frames, one handler of ours. */
  private final class Codec extends SimpleChannelInboundHandler<WebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (frame instanceof TextWebSocketFrame text && text.text().contains("hello")) {
        Channel channel = context.channel();
        int number = phones.size();
        write(channel, new TextWebSocketFrame("{\"type\":\"caughtUp\",\"seq\":0}"));
        phones.add(
            size ->
                channel
                    .eventLoop()
                    .execute(() -> write(channel, new TextWebSocketFrame(text(number, size)))));
      } else {
        acknowledged();
      }
    }
  }

  /** No protocol at all: what comes is an upgrade, a hello, then acknowledgements. */
  private final class Floor extends ChannelInboundHandlerAdapter {
    private int reads;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
      Channel channel = context.channel();
      reads++;
      if (reads == 1) {
        ByteBuf granted =
            Unpooled.copiedBuffer("HTTP/1.1 101 OK\r\n\r\n", StandardCharsets.US_ASCII);
        write(channel, granted);
      } else if (reads == 2) {
        write(channel, framed("{\"type\":\"caughtUp\",\"seq\":0}"));
        phones.add(size -> push(channel, framed(text(0, size))));
      } else {
        acknowledged();
      }
    }

    private static void push(Channel channel, ByteBuf bytes) {
      channel.eventLoop().execute(() -> write(channel, bytes));
    }

    private static ByteBuf framed(String text) {
      ByteBuf bytes = Unpooled.directBuffer(text.length() + 4);
      bytes.writeByte(0x81);
      if (text.length() < 126) {
        bytes.writeByte(text.length());
      } else {
        bytes.writeByte(126).writeShort(text.length());
      }
      bytes.writeCharSequence(text, StandardCharsets.US_ASCII);
      return bytes;
    }
  }
}
