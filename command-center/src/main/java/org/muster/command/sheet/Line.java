package org.muster.command.sheet;

import java.util.List;
import org.muster.model.roster.PlainText;

/**
 * One data row below the header.
 *
 * @param number counts data rows from 1
 */
record Line(int number, Header header, List<String> cells) {

  /** The cell of a column, normalised; empty when there is none. */
  String text(Column column) {
    return header.find(column).filter(i -> i < cells.size()).map(cells::get).orElse("");
  }

  boolean has(Column column) {
    return header.has(column);
  }

  /** Half-width, without odd blanks; a formula that only protects a text is unwrapped. */
  static String normalised(String cell) {
    String plain = PlainText.of(cell);
    return plain.matches("=\"[^\"]*\"") ? plain.substring(2, plain.length() - 1) : plain;
  }
}
