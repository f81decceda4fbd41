package org.muster.command.sheet;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a cell: letters for the column, a number from 1 for the row.
 *
 * @param column counts from 0
 * @param row counts from 1
 */
record CellName(int column, int row) {
  private static final Pattern FORM = Pattern.compile("([A-Z]{1,3})([1-9][0-9]{0,6})");
  private static final int LETTERS = 26;

  static String of(int column, int row) {
    return new CellName(column, row).toString();
  }

  static Optional<CellName> parse(String text) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    int column = 0;
    for (char letter : found.group(1).toCharArray()) {
      column = column * LETTERS + letter - 'A' + 1;
    }
    return Optional.of(new CellName(column - 1, Integer.parseInt(found.group(2))));
  }

  @Override
  public String toString() {
    var letters = new StringBuilder();
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / LETTERS) {
      letters.insert(0, (char) ('A' + (rest - 1) % LETTERS));
    }
    return letters.append(row).toString();
  }
}
