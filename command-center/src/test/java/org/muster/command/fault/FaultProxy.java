package org.muster.command.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The network before a port of this machine, which can be made slow, silent, one-sided, deaf and
 * dead, and well again. Connections outlast the server behind it as long as TCP lets them.
 *
 * <p>Each direction of a connection is a virtual thread that reads, waits while it must, and
 * writes. Any thread may change the weather.
 */
final class FaultProxy implements AutoCloseable {
  private static final int BACKLOG = 4_096;
  private static final int CHUNK_BYTES = 16 * 1024;
  private static final int CONNECT_MAX_MS = 2_000;

  /** How long a message may wait to be overtaken. */
  private static final int HELD_MAX_MS = 20;

  private static final long LOOK_NS = Duration.ofMillis(5).toNanos();

  private final Supplier<List<InetSocketAddress>> targets;
  private final int port;
  private final RandomGenerator random;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger shuffled = new AtomicInteger();
  private volatile ServerSocket door;
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean stalled;
  private volatile boolean shuffling;
  private volatile boolean closed;

  /**
   * Opens a port of its own.
   *
   * @param target the port behind
   */
  FaultProxy(int target, long seed) {
    this(() -> List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), target)), seed);
  }

  /**
   * Opens a port of its own.
   *
   * @param targets who may be behind, asked anew for each connection: the first who takes it is
   */
  FaultProxy(Supplier<List<InetSocketAddress>> targets, long seed) {
    this.targets = targets;
    random = new SplittableRandom(seed);
    door = opened(0);
    port = door.getLocalPort();
    listen();
  }

  int port() {
    return port;
  }

  /** Whatever passes takes so much longer. */
  void delay(Duration each) {
    delay = each;
  }

  /** Nothing passes, and nobody is told. */
  void stall() {
    stalled = true;
  }

  /** Messages to phones come twice or in another order. */
  void shuffle() {
    shuffling = true;
  }

  /** New connections are refused, and the present ones cut. */
  void refuse() {
    quietly(door::close);
    cut();
  }

  /** Ends all connections at once. */
  void cut() {
    links.forEach(Link::cut);
  }

  /** Of so large a share of the connections nothing more arrives, and neither side is told. */
  void lose(double share) {
    for (Link link : links) {
      if (nextDouble() < share) {
        link.lost = true;
      }
    }
  }

  /** Everything is well; what was lost is cut at last, as by a router that forgot it. */
  void heal() {
    delay = Duration.ZERO;
    stalled = false;
    shuffling = false;
    links.stream().filter(link -> link.lost).forEach(Link::cut);
    if (door.isClosed() && !closed) {
      door = opened(port);
      listen();
    }
  }

  /** Messages that came twice or changed places so far. */
  int shuffled() {
    return shuffled.get();
  }

  private double nextDouble() {
    synchronized (random) {
      return random.nextDouble();
    }
  }

  private RandomGenerator split() {
    synchronized (random) {
      return new SplittableRandom(random.nextLong());
    }
  }

  private static ServerSocket opened(int port) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    ServerSocket mine = door;
    Thread.ofVirtual()
        .name("proxy")
        .start(
            () -> {
              while (!mine.isClosed()) {
                try {
                  var phone = mine.accept();
                  Thread.ofVirtual().start(() -> join(phone));
                } catch (IOException _) {
                  // Refusing, or closed.
                }
              }
            });
  }

  private void join(Socket near) {
    for (InetSocketAddress target : targets.get()) {
      var far = new Socket();
      try {
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        far.connect(target, CONNECT_MAX_MS);
      } catch (IOException _) {
        quietly(far::close);
        continue;
      }
      start(new Link(near, far));
      return;
    }
    quietly(near::close);
  }

  private void start(Link link) {
    links.add(link);
    Thread.ofVirtual().start(() -> link.pump(link.near, link.far));
    link.pumpShuffled(new FrameShuffle(split()));
  }

  /** What may fail when the other side is gone already. */
  private interface Act {
    void run() throws IOException;
  }

  private static void quietly(Act act) {
    try {
      act.run();
    } catch (IOException _) {
      // It is gone already.
    }
  }

  @Override
  public void close() {
    closed = true;
    refuse();
  }

  /** One connection through the proxy. */
  private final class Link {
    private final Socket near;
    private final Socket far;
    private volatile boolean lost;

    Link(Socket near, Socket far) {
      this.near = near;
      this.far = far;
    }

    void cut() {
      links.remove(this);
      quietly(near::close);
      quietly(far::close);
    }

    void pump(Socket from, Socket to) {
      try {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int n = from.getInputStream().read(chunk); n >= 0; ) {
          pass(Arrays.copyOf(chunk, n), to);
          n = from.getInputStream().read(chunk);
        }
      } catch (IOException _) {
        // One side is gone: so is the connection.
      } finally {
        cut();
      }
    }

    void pumpShuffled(FrameShuffle frames) {
      try {
        byte[] chunk = new byte[CHUNK_BYTES];
        while (true) {
          far.setSoTimeout(frames.isHolding() ? HELD_MAX_MS : 0);
          try {
            int n = far.getInputStream().read(chunk);
            if (n < 0) {
              pass(frames.letGo(), near);
              return;
            }
            pass(frames.carry(Arrays.copyOf(chunk, n), shuffling), near);
          } catch (SocketTimeoutException _) {
            pass(frames.letGo(), near);
          }
        }
      } catch (IOException _) {
        // One side is gone: so is the connection.
      } finally {
        shuffled.addAndGet(frames.shuffled());
        cut();
      }
    }

    private void pass(byte[] bytes, Socket to) throws IOException {
      LockSupport.parkNanos(delay.toNanos());
      while (stalled && links.contains(this)) {
        LockSupport.parkNanos(LOOK_NS);
      }
      if (!lost && bytes.length > 0) {
        to.getOutputStream().write(bytes);
      }
    }
  }
}
