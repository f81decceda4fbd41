package org.muster.command.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrameShuffleTest {
  private final FrameShuffle shuffle = new FrameShuffle(new SplittableRandom(1));

  /** With one byte PostgreSQL says that it has no TLS; a start then waited for it in vain. */
  @Test
  void theFirstByteOfADatabaseWasHeldBackForEver() {
    assertArrayEquals(bytes("N"), shuffle.carry(bytes("N"), true));
    assertArrayEquals(bytes("R"), shuffle.carry(bytes("R"), true));
  }

  @Test
  void anUpgradeThatComesInPiecesIsRecognised() {
    assertEquals(0, shuffle.carry(bytes("HTTP/1."), false).length);
    var rest = bytes("1 101 Switching Protocols\r\n\r\n");
    assertEquals(7 + rest.length, shuffle.carry(rest, false).length);
    byte[] half = {(byte) 0x81, 2, '{'};
    assertEquals(0, shuffle.carry(half, false).length);
    byte[] other = {'}'};
    assertArrayEquals(new byte[] {(byte) 0x81, 2, '{', '}'}, shuffle.carry(other, false));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
