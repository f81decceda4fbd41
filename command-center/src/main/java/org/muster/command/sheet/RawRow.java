package org.muster.command.sheet;

import java.util.List;

/**
 * One row of a sheet as it stands in the file.
 *
 * @param number the number the sheet shows beside it, from 1
 * @param cells what is written in it
 * @param filled the same, with the text of merged cells in every row they cover
 */
record RawRow(int number, List<String> cells, List<String> filled) {
  static RawRow of(int number, List<String> cells) {
    return new RawRow(number, cells, cells);
  }
}
