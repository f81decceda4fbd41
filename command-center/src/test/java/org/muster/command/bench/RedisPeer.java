package org.muster.command.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.muster.command.audience.Member;
import org.muster.model.place.LonLat;

/**
 * A Redis of our own on the loopback address, for as long as a measurement lasts; only where Redis
 * is installed. Spoken to in its own protocol (RESP2) over one socket.
 */
final class RedisPeer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/redis-server");
  private static final int BATCH = 10_000;
  private static final byte[] LINE_END = {'\r', '\n'};

  private final Process server;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private RedisPeer(Process server, Socket socket) throws IOException {
    this.server = server;
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
  }

  /** Empty where Redis is not installed. */
  static Optional<RedisPeer> start() throws IOException {
    return Files.isExecutable(PROGRAM) ? Optional.of(started(freePort())) : Optional.empty();
  }

  private static RedisPeer started(int port) throws IOException {
    Process server =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no")
            .redirectErrorStream(true)
            .start();
    BufferedReader says = server.inputReader(StandardCharsets.UTF_8);
    String line = says.readLine();
    while (line != null && !line.contains("Ready to accept connections")) {
      line = says.readLine();
    }
    if (line == null) {
      throw new IOException("redis-server ended before it was ready");
    }
    return new RedisPeer(server, new Socket(InetAddress.getLoopbackAddress(), port));
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** Adds people under a key, by the number at the end of their ids. */
  void add(String key, Collection<Member> people) throws IOException {
    int waiting = 0;
    for (Member member : people) {
      send(
          "GEOADD",
          key,
          ordinate(member.at().lon()),
          ordinate(member.at().lat()),
          Long.toString(member.id().value().getLeastSignificantBits()));
      if (++waiting == BATCH) {
        take(waiting);
        waiting = 0;
      }
    }
    take(waiting);
  }

  private void take(int answers) throws IOException {
    out.flush();
    for (int i = 0; i < answers; i++) {
      number(':');
    }
  }

  /** The numbers of all who are within the radius, each read off the socket. */
  long[] within(String key, LonLat center, double radiusM) {
    try {
      send(
          "GEOSEARCH",
          key,
          "FROMLONLAT",
          ordinate(center.lon()),
          ordinate(center.lat()),
          "BYRADIUS",
          Double.toString(radiusM),
          "m");
      out.flush();
      long[] found = new long[Math.toIntExact(number('*'))];
      for (int i = 0; i < found.length; i++) {
        number('$');
        found[i] = digits();
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes that Redis has taken for its data. */
  long memory() throws IOException {
    send("INFO", "memory");
    out.flush();
    byte[] text = in.readNBytes(Math.toIntExact(number('$')));
    in.skipNBytes(LINE_END.length);
    return new String(text, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static String ordinate(double degrees) {
    return String.format(Locale.ROOT, "%.9f", degrees);
  }

  private void send(String... words) throws IOException {
    write("*" + words.length);
    for (String word : words) {
      write("$" + word.length());
      write(word);
    }
  }

  private void write(String ascii) throws IOException {
    out.write(ascii.getBytes(StandardCharsets.US_ASCII));
    out.write(LINE_END);
  }

  /** A line of an answer that begins with this sign and is a number. */
  private long number(char sign) throws IOException {
    int first = in.read();
    if (first != sign) {
      var rest = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      throw new IOException("redis answered " + (char) first + rest.readLine());
    }
    return digits();
  }

  private long digits() throws IOException {
    long value = 0;
    int next = in.read();
    boolean isNegative = next == '-';
    while (next != '\r') {
      value = next >= '0' && next <= '9' ? value * 10 + next - '0' : value;
      next = in.read();
    }
    in.skipNBytes(1);
    return isNegative ? -value : value;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    server.destroy();
    server.onExit().join();
  }
}
