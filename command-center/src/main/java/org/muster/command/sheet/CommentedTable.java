package org.muster.command.sheet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A text table as a workbook with comments; every cell a text, so that none becomes a formula. */
final class CommentedTable {
  private static final int ROWS_HELD = 1_000;

  private CommentedTable() {}

  static void write(Path original, Map<String, String> comments, Path target) throws IOException {
    CsvRows.read(
        original,
        rows -> {
          write(rows, comments, target);
          return comments.size();
        });
  }

  private static void write(Iterator<RawRow> rows, Map<String, String> comments, Path target)
      throws IOException {
    try (var out = new BufferedOutputStream(Files.newOutputStream(target));
        var workbook = new Workbook(out, "Muster", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Sheet1");
      comments.forEach(
          (name, text) ->
              CellName.parse(name).ifPresent(c -> sheet.comment(c.row() - 1, c.column(), text)));
      while (rows.hasNext()) {
        RawRow row = rows.next();
        write(sheet, row.number() - 1, row.cells());
        if (row.number() % ROWS_HELD == 0) {
          sheet.flush();
        }
      }
    }
  }

  private static void write(Worksheet sheet, int row, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        sheet.inlineString(row, i, cells.get(i));
      }
    }
  }
}
