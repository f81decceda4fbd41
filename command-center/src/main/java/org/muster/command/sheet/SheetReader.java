package org.muster.command.sheet;

import java.util.Iterator;

/** What is to be made of the first sheet of a file that holds a table. */
interface SheetReader<T> {

  /**
   * Reads a sheet to its end; refuses one without the table before anything was taken from it.
   *
   * @param sheet counts the sheets of the workbook from 0
   */
  T read(int sheet, Iterator<RawRow> rows);

  /** Told of every further sheet, which nobody reads. */
  void further(String name, Iterator<RawRow> rows);
}
