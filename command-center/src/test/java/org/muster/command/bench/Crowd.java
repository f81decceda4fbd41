package org.muster.command.bench;

import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * Thousands of phones in a process of their own, told what to do line by line: {@code connect PORT
 * FILE CROWD}, {@code subscribe PORT PHONES}, {@code reset}, {@code count}, {@code times ORIGIN},
 * {@code storm PORT FILE}, {@code stormed}, {@code walk PHONES FIXES EVERY_MS}. Each answer is one
 * line.
 *
 * <p>All times are counted from the moment something was meant to happen, which the asker names on
 * the machine's monotonic clock ({@code System.nanoTime}): who comes late is not forgiven.
 */
final class Crowd {
  /** Phones shaking hands at a time. */
  private static final int ARRIVING_MAX = 256;

  /** Fewer than the ports one address has. */
  private static final int PHONES_PER_ADDRESS = 10_000;

  /** Addresses of one crowd; other crowds take others. */
  private static final int ADDRESSES_MAX = 2;

  static final long HIGHEST_US = 600_000_000L;

  private final EventLoopGroup loops;
  private final Semaphore door = new Semaphore(ARRIVING_MAX);
  private final AtomicInteger lives = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger repeats = new AtomicInteger();
  private final Map<Integer, Channel> connections = new ConcurrentHashMap<>();
  private AtomicLongArray arrivals = new AtomicLongArray(0);
  private AtomicLongArray held = new AtomicLongArray(0);
  private volatile String epoch = "";
  private volatile Optional<Storm> storm = Optional.empty();
  private int firstAddress = 2;

  private Crowd() {
    loops =
        new MultiThreadIoEventLoopGroup(
            1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var crowd = new Crowd();
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      System.out.println(crowd.obey(line.split(" ", -1)));
      System.out.flush();
    }
    System.exit(0);
  }

  private String obey(String[] words) throws IOException, InterruptedException {
    return switch (words[0]) {
      case "connect" -> {
        var tickets = Files.readAllLines(Path.of(words[2]));
        firstAddress += Integer.parseInt(words[3]) * ADDRESSES_MAX;
        yield connect(words, tickets.size(), i -> CrowdPhone.arriving(i, tickets.get(i), this));
      }
      case "subscribe" -> connect(words, Integer.parseInt(words[2]), i -> new MqttPhone(i, this));
      case "reset" -> reset();
      case "count" -> received.get() + " " + repeats.get() + " " + lost.get();
      case "times" -> times(Long.parseLong(words[1]));
      case "storm" -> storm(Integer.parseInt(words[1]), Files.readAllLines(Path.of(words[2])));
      case "stormed" -> storm.orElseThrow().result();
      case "walk" -> walk(words);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  void live(int phone) {
    lives.incrementAndGet();
    storm.ifPresentOrElse(Storm::back, door::release);
  }

  void gone(int phone, boolean wasLive) {
    lost.incrementAndGet();
    if (!wasLive) {
      storm.ifPresentOrElse(now -> now.failed(phone), door::release);
    }
  }

  void welcomed(String nowEpoch) {
    epoch = nowEpoch;
  }

  /** What a phone says it holds, as JSON. */
  String cursor(int phone) {
    return "{\"epoch\":\"%s\",\"seq\":%d}".formatted(epoch, held.get(phone));
  }

  void received(int phone, long seq) {
    held.set(phone, seq);
    if (arrivals.compareAndSet(phone, 0, System.nanoTime())) {
      received.incrementAndGet();
    } else {
      repeats.incrementAndGet();
    }
  }

  /** Connects so many phones; ends when all are live or gone. */
  private String connect(String[] words, int phones, IntFunction<ChannelHandler> phone)
      throws InterruptedException {
    int port = Integer.parseInt(words[1]);
    arrivals = new AtomicLongArray(phones);
    held = new AtomicLongArray(phones);
    lives.set(0);
    lost.set(0);
    long began = System.nanoTime();
    for (int i = 0; i < phones; i++) {
      door.acquire();
      connect(i, phone.apply(i), port);
    }
    door.acquire(ARRIVING_MAX);
    door.release(ARRIVING_MAX);
    return lives.get() + " " + (System.nanoTime() - began) / 1_000_000;
  }

  private String storm(int port, List<String> tokens) {
    var coming =
        new Storm(
            loops.next(),
            tokens.size(),
            (number, phone) -> connect(number, phone, port),
            i -> CrowdPhone.returning(i, tokens.get(i), this));
    storm = Optional.of(coming);
    coming.begin(List.copyOf(connections.values()));
    return "ok";
  }

  /**
   * The port is chosen when the other end is known: else each choice passes over the ports of all
   * others, and those of connections that ended are not to be had.
   */
  private static Bootstrap plug() {
    return Epoll.isAvailable()
        ? new Bootstrap()
            .channel(EpollSocketChannel.class)
            .option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true)
        : new Bootstrap().channel(NioSocketChannel.class);
  }

  private void connect(int number, ChannelHandler phone, int port) {
    var local = new InetSocketAddress("127.0.0." + (firstAddress + number / PHONES_PER_ADDRESS), 0);
    ChannelFuture connecting =
        plug()
            .group(loops)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(phone);
                    connections.put(number, channel);
                  }
                })
            .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), local);
    var _ =
        connecting.addListener(
            done -> {
              if (!done.isSuccess()) {
                gone(number, false);
              }
            });
  }

  /** The first so many phones tell where they are, so often, spread over each span of time. */
  private String walk(String[] words) throws InterruptedException {
    int phones = Integer.parseInt(words[1]);
    int fixes = Integer.parseInt(words[2]);
    long everyNs = Long.parseLong(words[3]) * 1_000_000;
    var done = new CountDownLatch(phones);
    for (int i = 0; i < phones; i++) {
      var walk = new Walk(requireNonNull(connections.get(i)), fixes, everyNs, done);
      var _ = loops.next().schedule(walk, everyNs * i / phones, TimeUnit.NANOSECONDS);
    }
    done.await();
    return "ok";
  }

  private String reset() {
    arrivals = new AtomicLongArray(arrivals.length());
    received.set(0);
    repeats.set(0);
    return "ok";
  }

  /** First, median, 99th percentile and last arrival, in microseconds after the origin. */
  private String times(long origin) {
    var histogram = new Histogram(HIGHEST_US, 3);
    for (int i = 0; i < arrivals.length(); i++) {
      if (arrivals.get(i) != 0) {
        histogram.recordValue(Math.clamp((arrivals.get(i) - origin) / 1_000, 0, HIGHEST_US));
      }
    }
    return "%d %d %d %d %d"
        .formatted(
            histogram.getTotalCount(),
            histogram.getMinValue(),
            histogram.getValueAtPercentile(50),
            histogram.getValueAtPercentile(99),
            histogram.getMaxValue());
  }
}
