package org.muster.command.sheet;

import java.util.List;
import java.util.Optional;

/**
 * One kind of sheet: its columns, and how a line becomes a row. Remembers what it has read, so each
 * file needs a new one.
 */
interface Form<T> {
  List<Column> columns();

  /** The column that identifies a row, to which later doubts are attached. */
  Column key();

  /** The column of what identifies a person, where there is such a column. */
  default Column column(Batch.Mark mark) {
    return key();
  }

  /** The row; a line with an error gives none or is left out afterwards. */
  Optional<T> read(Line line, Sheet sheet);
}
