package org.muster.command.fault;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What a server sends over one connection, on its way to a phone: whole WebSocket messages may come
 * twice, or after the one that followed them. Everything else passes as it is.
 *
 * <p>TCP does neither; a proxy that reconnects, or a server that sends again, looks like that. What
 * changed places goes out in one piece, so that no cut can part it. Used by one thread.
 */
final class FrameShuffle {
  private static final byte[] UPGRADED = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int WHOLE_TEXT = 0x81;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final double CHANCE = 0.25;

  private enum Stage {
    BEGINNING,
    HEAD,
    FRAMES,
    PLAIN
  }

  private final RandomGenerator random;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private byte[] rest = {};
  private byte[] held = {};
  private Stage stage = Stage.BEGINNING;
  private int shuffled;

  FrameShuffle(RandomGenerator random) {
    this.random = random;
  }

  /** Takes what was read and gives what is to be written now. */
  byte[] carry(byte[] bytes, boolean shuffling) {
    rest = join(rest, bytes);
    while (advance(shuffling)) {}
    byte[] ready = out.toByteArray();
    out.reset();
    return ready;
  }

  /** True while a message waits for the next one to overtake it. */
  boolean isHolding() {
    return held.length > 0;
  }

  /** Nothing overtook it. */
  byte[] letGo() {
    byte[] message = held;
    held = new byte[0];
    return message;
  }

  /** Messages that came twice or changed places. */
  int shuffled() {
    return shuffled;
  }

  private boolean advance(boolean shuffling) {
    return switch (stage) {
      case BEGINNING -> begin();
      case HEAD -> passHead();
      case FRAMES -> passFrame(shuffling);
      case PLAIN -> {
        pass(rest.length);
        yield false;
      }
    };
  }

  private boolean begin() {
    int same = Arrays.mismatch(rest, UPGRADED);
    if (same == rest.length) {
      return false;
    }
    stage = same < 0 || same == UPGRADED.length ? Stage.HEAD : Stage.PLAIN;
    return true;
  }

  private boolean passHead() {
    for (int i = 0; i + HEAD_END.length <= rest.length; i++) {
      if (Arrays.equals(rest, i, i + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
        pass(i + HEAD_END.length);
        stage = Stage.FRAMES;
        return true;
      }
    }
    return false;
  }

  private boolean passFrame(boolean shuffling) {
    int length = frameLength();
    if (length < 0 || rest.length < length) {
      return false;
    }
    byte[] frame = Arrays.copyOf(rest, length);
    rest = Arrays.copyOfRange(rest, length, rest.length);
    boolean message = (frame[0] & 0xFF) == WHOLE_TEXT;
    if (shuffling && message && held.length == 0 && random.nextDouble() < CHANCE) {
      held = frame;
      return true;
    }
    out.writeBytes(frame);
    if (held.length > 0) {
      shuffled++;
      out.writeBytes(letGo());
    }
    if (shuffling && message && random.nextDouble() < CHANCE) {
      shuffled++;
      out.writeBytes(frame);
    }
    return true;
  }

  /** Of the frame at the front, which a server does not mask; -1 while that is not known. */
  private int frameLength() {
    if (rest.length < 2) {
      return -1;
    }
    int length = rest[1] & 0x7F;
    return switch (length) {
      case LENGTH_16 -> rest.length < 4 ? -1 : 4 + (int) number(2);
      case LENGTH_64 -> rest.length < 10 ? -1 : 10 + Math.toIntExact(number(8));
      default -> 2 + length;
    };
  }

  private long number(int bytes) {
    long number = 0;
    for (int i = 2; i < 2 + bytes; i++) {
      number = (number << 8) | (rest[i] & 0xFF);
    }
    return number;
  }

  private void pass(int bytes) {
    out.write(rest, 0, bytes);
    rest = Arrays.copyOfRange(rest, bytes, rest.length);
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
