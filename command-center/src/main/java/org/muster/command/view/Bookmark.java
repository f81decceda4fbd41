package org.muster.command.view;

import java.util.UUID;
import org.muster.model.RefusedException;
import org.muster.model.roster.VolunteerId;

/**
 * How far the roster was read. It is counted once, with the first page: counting a hundred thousand
 * people costs more than reading five hundred of them.
 *
 * @param last on the page before
 * @param total how many there were in all
 */
public record Bookmark(VolunteerId last, long total) {
  private static final String BETWEEN = "_";

  /** Reads the {@code next} of the page before; refused where it is none. */
  public static Bookmark of(String text) {
    String[] parts = text.split(BETWEEN);
    try {
      return new Bookmark(new VolunteerId(UUID.fromString(parts[0])), Long.parseLong(parts[1]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
      throw RefusedException.invalid("after", "not the next of a page");
    }
  }

  /** The {@code next} of a page. */
  String text() {
    return last.value() + BETWEEN + total;
  }
}
