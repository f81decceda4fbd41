package org.muster.command.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The broker of that name, where it is installed: it keeps messages in memory and delivers them
 * with MQTT's at-least-once (QoS 1), to one topic for each phone.
 */
final class Mosquitto implements AutoCloseable {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/mosquitto"), Path.of("/usr/bin/mosquitto"));
  private static final Duration START_MAX = Duration.ofSeconds(10);

  private static final int CONNECT = 0x10;
  private static final int PUBLISH_AT_LEAST_ONCE = 0x32;
  private static final int CONNACK_BYTES = 4;

  private final int port;
  private final Process process;
  private final Path settings;
  private final Socket socket;
  private final DataOutputStream out;

  /** Empty where it is not installed. */
  static Optional<Mosquitto> start() throws IOException {
    Optional<Path> program = PLACES.stream().filter(Files::isExecutable).findFirst();
    return program.isEmpty() ? Optional.empty() : Optional.of(new Mosquitto(program.get()));
  }

  private Mosquitto(Path program) throws IOException {
    try (var probe = new ServerSocket(0)) {
      port = probe.getLocalPort();
    }
    settings = Files.createTempFile("mosquitto", ".conf");
    Files.writeString(
        settings,
        "listener %d 127.0.0.1%nallow_anonymous true%nmax_connections -1%nuser root%n"
            .formatted(port));
    process =
        new ProcessBuilder(program.toString(), "-c", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    socket = connected();
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
    out.write(connect("sender"));
    out.flush();
    socket.getInputStream().readNBytes(CONNACK_BYTES);
    Thread.ofVirtual().start(this::readOn);
  }

  int port() {
    return port;
  }

  /** Publishes one text to each phone. */
  void push(int phones, int characters) throws IOException {
    byte[] text = "x".repeat(characters).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < phones; i++) {
      byte[] topic = topic(i).getBytes(StandardCharsets.US_ASCII);
      out.writeByte(PUBLISH_AT_LEAST_ONCE);
      writeLength(out, 2 + topic.length + 2 + text.length);
      out.writeShort(topic.length);
      out.write(topic);
      out.writeShort(1 + i % 65_535);
      out.write(text);
    }
    out.flush();
  }

  static String topic(int phone) {
    return "phone/" + phone;
  }

  /** The packet with which a client of MQTT 3.1.1 begins: a clean session, no keep-alive. */
  static byte[] connect(String client) {
    byte[] id = client.getBytes(StandardCharsets.US_ASCII);
    byte[] head = {CONNECT, (byte) (12 + id.length), 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0};
    byte[] packet = java.util.Arrays.copyOf(head, head.length + 1 + id.length);
    packet[head.length] = (byte) id.length;
    System.arraycopy(id, 0, packet, head.length + 1, id.length);
    return packet;
  }

  private static void writeLength(DataOutputStream to, int length) throws IOException {
    int rest = length;
    do {
      int seven = rest & 0x7F;
      rest >>= 7;
      to.writeByte(rest > 0 ? seven | 0x80 : seven);
    } while (rest > 0);
  }

  private void readOn() {
    try (InputStream in = socket.getInputStream()) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Closed from this side.
    }
  }

  private Socket connected() {
    long end = System.nanoTime() + START_MAX.toNanos();
    while (true) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (IOException e) {
        if (System.nanoTime() - end > 0) {
          throw new UncheckedIOException(e);
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    process.destroy();
    Files.deleteIfExists(settings);
  }
}
