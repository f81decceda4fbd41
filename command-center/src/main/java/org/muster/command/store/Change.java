package org.muster.command.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing an import would do, or leave undone.
 *
 * @param line the data row it comes from, from 1; none for what is in the tables only
 * @param subject who or what it is about; a person's name in the clear
 * @param unit the sending unit, where there is one
 * @param columns what would be different, in the words of the tables
 * @param key what the next page starts after
 */
public record Change(
    OptionalInt line, String subject, Optional<String> unit, List<String> columns, String key) {

  /** What would happen to a row of the tables. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED,
    /** On the roster of a unit that the file is about, but not in the file: stays as it is. */
    ABSENT
  }
}
