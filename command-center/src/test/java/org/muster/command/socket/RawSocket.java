package org.muster.command.socket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.muster.model.wire.Frames;

/**
 * A client that writes the bytes of RFC 6455 by hand, right ones and wrong ones. It answers nothing
 * by itself, and takes every frame it was not told to expect for a fault, so that no test waits for
 * one that never comes while the server's pings go on.
 */
final class RawSocket implements AutoCloseable {
  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;
  static final int FINAL = 0x80;
  static final int RESERVED = 0x40;

  /** What a close frame without a code means (section 7.1.5). */
  static final int NO_CODE = 1005;

  static final String UPGRADE =
      """
      GET /ws/v1 HTTP/1.1
      Host: 127.0.0.1
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Protocol: %s

      """
          .formatted(Frames.PROTOCOL);

  /** The accept value of RFC 6455, section 1.3, for the key of its example. */
  private static final String ACCEPTED = "s3pplmbitxaq9kygzzhzrbk+xoo=";

  private static final int MASKED = 0x80;
  private static final int SHORT_MAX = 125;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int PATIENCE_MS = 20_000;
  private static final int RECEIVE_BUFFER_BYTES = 8 * 1024;
  private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

  private final Socket socket;
  private final DataInputStream in;

  /** A frame as it came. */
  record Frame(int head, byte[] payload) {
    int opcode() {
      return head & 0xF;
    }

    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /** Of a close frame. */
    int closeCode() {
      return payload.length < 2 ? NO_CODE : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }

    private boolean isPing() {
      return opcode() == PING || opcode() == TEXT && text().startsWith("{\"type\":\"ping\"");
    }

    @Override
    public String toString() {
      return Integer.toHexString(head) + " " + text();
    }
  }

  /** Connects, and is upgraded. */
  RawSocket(int port) throws IOException {
    socket = connected(port);
    in = new DataInputStream(socket.getInputStream());
    String answer = ask(socket, in, UPGRADE);
    if (!answer.startsWith("HTTP/1.1 101") || !answer.toLowerCase(Locale.ROOT).contains(ACCEPTED)) {
      throw new IOException("no upgrade: " + answer);
    }
  }

  /** The head of the answer to a request for an upgrade. */
  static String answer(int port, String request) throws IOException {
    try (var socket = connected(port)) {
      return ask(socket, new DataInputStream(socket.getInputStream()), request);
    }
  }

  /** With a small buffer, so that a server soon notices that nobody reads. */
  private static Socket connected(int port) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  private static String ask(Socket socket, DataInputStream in, String request) throws IOException {
    byte[] head = request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    socket.getOutputStream().write(head);
    var answer = new ByteArrayOutputStream();
    while (!answer.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      answer.write(in.readUnsignedByte());
    }
    return answer.toString(StandardCharsets.US_ASCII);
  }

  /** A masked frame; {@code head} is the first byte. */
  void send(int head, byte[] payload) throws IOException {
    byte[] masked = payload.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= MASK[i % MASK.length];
    }
    write(frame(head, MASKED, MASK, masked));
  }

  void send(int head, String text) throws IOException {
    send(head, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A whole text message. */
  void say(String text) throws IOException {
    send(FINAL | TEXT, text);
  }

  /** Speaks until the other side has had enough. */
  void sayUntilCut(String text) {
    try {
      while (true) {
        say(text);
      }
    } catch (IOException _) {
      // It has.
    }
  }

  void sendUnmasked(int head, String text) throws IOException {
    write(frame(head, 0, new byte[0], text.getBytes(StandardCharsets.UTF_8)));
  }

  void sendClose(int code) throws IOException {
    send(FINAL | CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
  }

  /** The head of a frame whose payload does not follow. */
  void sendHeadOnly(int head, int length) throws IOException {
    write(new byte[] {(byte) head, (byte) (MASKED | length)});
  }

  private static byte[] frame(int head, int masked, byte[] mask, byte[] payload) {
    int length = payload.length;
    var frame = ByteBuffer.allocate(14 + length).put((byte) head);
    if (length <= SHORT_MAX) {
      frame.put((byte) (masked | length));
    } else if (length <= 0xFFFF) {
      frame.put((byte) (masked | LENGTH_16)).putShort((short) length);
    } else {
      frame.put((byte) (masked | LENGTH_64)).putLong(length);
    }
    frame.put(mask).put(payload);
    return Arrays.copyOf(frame.array(), frame.position());
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** The next frame, of whatever kind. */
  Frame read() throws IOException {
    int head = in.readUnsignedByte();
    long length = in.readUnsignedByte();
    if (length == LENGTH_16) {
      length = in.readUnsignedShort();
    } else if (length == LENGTH_64) {
      length = in.readLong();
    }
    byte[] payload = new byte[Math.toIntExact(length)];
    in.readFully(payload);
    return new Frame(head, payload);
  }

  /** The next frame but for the server's own pings, which must be of this kind. */
  Frame next(int opcode) throws IOException {
    Frame frame = read();
    while (frame.isPing()) {
      frame = read();
    }
    if (frame.opcode() != opcode) {
      throw new AssertionError("expected a frame of kind " + opcode + ", not " + frame);
    }
    return frame;
  }

  /** The code the connection is closed with, after which it ends without another word. */
  int closeCode() throws IOException {
    int code = next(CLOSE).closeCode();
    hangUp();
    assertOver();
    return code;
  }

  /** Says that nothing more will come, and stays to listen. */
  void hangUp() throws IOException {
    try {
      socket.shutdownOutput();
    } catch (SocketException _) {
      // The other side was quicker.
    }
  }

  /** Nothing comes any more, and the other side has ended the connection. */
  void assertOver() throws IOException {
    try {
      int more = in.readUnsignedByte();
      throw new AssertionError("something came after the close: " + more);
    } catch (EOFException | SocketException _) {
      // It is over.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
