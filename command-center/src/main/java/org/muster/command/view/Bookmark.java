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
  private static final char BETWEEN = '_';

  /** Reads what the page before gave as {@code next}; refused where it is none. */
  public static Bookmark of(String next) {
    int at = next.indexOf(BETWEEN);
    try {
      return new Bookmark(
          new VolunteerId(UUID.fromString(next.substring(0, Math.max(0, at)))),
          Long.parseLong(next.substring(at + 1)));
    } catch (IllegalArgumentException _) {
      throw RefusedException.invalid("after", "not the next of a page");
    }
  }

  /** The {@code next} of a page. */
  String text() {
    return last.value().toString() + BETWEEN + total;
  }
}
