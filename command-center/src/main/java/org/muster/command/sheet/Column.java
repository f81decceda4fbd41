package org.muster.command.sheet;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.model.roster.PlainText;

/**
 * A column of a form with all the names under which it is found in the field.
 *
 * @param filled an empty cell has the value of the one above (merged cells)
 */
record Column(String name, boolean required, boolean filled, Set<String> names) {

  static Column required(String name, String... otherNames) {
    return new Column(name, true, false, names(name, otherNames));
  }

  static Column optional(String name, String... otherNames) {
    return new Column(name, false, false, names(name, otherNames));
  }

  static Column filled(String name, String... otherNames) {
    return new Column(name, false, true, names(name, otherNames));
  }

  boolean isCalled(String header) {
    return names.contains(plain(header));
  }

  private static Set<String> names(String name, String... otherNames) {
    return Stream.concat(Stream.of(name), Arrays.stream(otherNames))
        .map(Column::plain)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Without blanks, marks and what stands in brackets. */
  private static String plain(String header) {
    return PlainText.dense(header).replaceAll("\\([^)]*\\)", "").replaceAll("[*:#_/、,，.\"“”]", "");
  }
}
