package org.muster.command.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a letter says: JSON text, kept and sent as it is. The letters of a launch end alike, from
 * the words of their order on; their bodies share that ending, so that it is handed to the database
 * and encoded for the phones once.
 *
 * @param own the beginning, or all of it
 */
public record Body(String own, Ending ending) {

  /** The same for many. */
  public static final class Ending {
    static final Ending NONE = new Ending("");

    private final String text;
    private final byte[] utf8;

    Ending(String text) {
      this.text = text;
      utf8 = text.getBytes(StandardCharsets.UTF_8);
    }
  }

  public static Body of(String text) {
    return new Body(text, Ending.NONE);
  }

  /** All of it. */
  public String text() {
    return own + ending.text;
  }

  /** The ending as the database is told it. */
  String endingText() {
    return ending.text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Body body && text().equals(body.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  /** All of it, encoded. */
  public byte[] utf8() {
    byte[] beginning = own.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(beginning, beginning.length + ending.utf8.length);
    System.arraycopy(ending.utf8, 0, all, beginning.length, ending.utf8.length);
    return all;
  }
}
