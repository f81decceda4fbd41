package org.muster.command.sheet;

import java.util.List;
import org.muster.model.roster.PlainText;

/**
 * One data row below the header.
 *
 * @param number counts data rows from 1
 * @param sheetRow the number the sheet shows beside the row
 */
record Line(int number, int sheetRow, Header header, List<String> cells) {

  /** The cell of a column, normalised; empty when there is none. */
  String text(Column column) {
    return header.find(column).filter(i -> i < cells.size()).map(cells::get).orElse("");
  }

  boolean has(Column column) {
    return header.has(column);
  }

  /** How the sheet names the cell of a column (D5); the first one of the row if there is none. */
  String cell(Column column) {
    return CellName.of(header.find(column).orElse(0), sheetRow);
  }

  /** Half-width, without odd blanks; a formula that only protects a text is unwrapped. */
  static String normalised(String cell) {
    String plain = PlainText.of(cell);
    return plain.startsWith("=\"") && plain.matches("=\"[^\"]*\"")
        ? plain.substring(2, plain.length() - 1)
        : plain;
  }
}
