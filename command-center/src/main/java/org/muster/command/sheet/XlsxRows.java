package org.muster.command.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/**
 * Rows of an .xlsx workbook; the visible sheets in their order.
 *
 * <p>The parser trusts the parts of a workbook to fit together and fails in many ways when they do
 * not. Whatever it throws means a damaged file; what our own rules throw passes through.
 */
final class XlsxRows implements Iterator<RawRow> {
  /** A spreadsheet calculates with 15 digits; more of them are not what was typed in. */
  private static final int DIGITS_MAX = 15;

  private static final MathContext SHORT = new MathContext(6);

  private final Iterator<Row> rows;
  private final Merges merges;

  private XlsxRows(Iterator<Row> rows, Merges merges) {
    this.rows = rows;
    this.merges = merges;
  }

  static <T> T read(Path file, SheetReader<T> reader) throws IOException {
    try {
      XlsxGuard.check(file);
    } catch (IOException | IllegalArgumentException e) {
      throw broken();
    }
    try (ReadableWorkbook workbook = open(file)) {
      List<Sheet> sheets = sheets(workbook);
      UnreadableFileException first = new UnreadableFileException(Fault.FILE_NO_ROWS);
      for (int i = 0; i < sheets.size(); i++) {
        try (Stream<Row> rows = open(sheets.get(i))) {
          int index = sheets.get(i).getIndex();
          T result = reader.read(index, new XlsxRows(rows.iterator(), merges(file, index)));
          further(sheets.subList(i + 1, sheets.size()), reader);
          return result;
        } catch (UnreadableFileException e) {
          if (!hasNoTable(e)) {
            throw e;
          }
          first = i == 0 ? e : first;
        }
      }
      throw first;
    }
  }

  /** Nothing was taken from such a sheet, so the next one may be tried. */
  private static boolean hasNoTable(UnreadableFileException e) {
    return List.of(Fault.FILE_NO_HEADER, Fault.FILE_NO_ROWS).contains(e.problem().fault());
  }

  private static void further(List<Sheet> sheets, SheetReader<?> reader) {
    for (Sheet sheet : sheets) {
      try (Stream<Row> rows = open(sheet)) {
        reader.further(sheet.getName(), new XlsxRows(rows.iterator(), new Merges()));
      } catch (UnreadableFileException e) {
        if (!hasNoTable(e)) {
          throw e;
        }
      }
    }
  }

  private static Merges merges(Path file, int index) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      Optional<String> part = new WorkbookParts(zip).sheet(index);
      if (part.isEmpty()) {
        return new Merges();
      }
      try (InputStream in = zip.getInputStream(zip.getEntry(part.get()))) {
        return Merges.read(in);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw broken();
    }
  }

  private static ReadableWorkbook open(Path file) {
    try {
      return new ReadableWorkbook(file.toFile());
    } catch (IOException | RuntimeException e) {
      throw broken();
    }
  }

  private static List<Sheet> sheets(ReadableWorkbook workbook) {
    try {
      return workbook
          .getSheets()
          .filter(s -> s.getVisibility() == SheetVisibility.VISIBLE)
          .toList();
    } catch (RuntimeException e) {
      throw broken();
    }
  }

  private static Stream<Row> open(Sheet sheet) {
    try {
      return sheet.openStream();
    } catch (IOException | RuntimeException e) {
      throw broken();
    }
  }

  @Override
  public boolean hasNext() {
    try {
      return rows.hasNext();
    } catch (RuntimeException e) {
      throw broken();
    }
  }

  @Override
  public RawRow next() {
    try {
      Row row = rows.next();
      List<String> texts = texts(row);
      return new RawRow(row.getRowNum(), texts, merges.filled(row.getRowNum(), texts));
    } catch (UnreadableFileException e) {
      throw e;
    } catch (RuntimeException e) {
      throw broken();
    }
  }

  private static UnreadableFileException broken() {
    return new UnreadableFileException(Fault.FILE_BROKEN);
  }

  private static List<String> texts(Row row) {
    if (row.getCellCount() > Limits.COLUMNS_MAX) {
      throw new UnreadableFileException(Fault.FILE_TOO_WIDE);
    }
    var texts = new ArrayList<String>(row.getCellCount());
    for (int i = 0; i < row.getCellCount(); i++) {
      texts.add(row.getOptionalCell(i).map(XlsxRows::text).orElse(""));
    }
    return texts;
  }

  private static String text(Cell cell) {
    String text =
        switch (cell.getType()) {
          case STRING -> Objects.requireNonNull(cell.asString(), "a shared text that is not there");
          case NUMBER -> text(cell.asNumber());
          case FORMULA, BOOLEAN, ERROR -> Objects.toString(cell.getRawValue(), "");
          case EMPTY -> "";
        };
    if (text.length() > Limits.CELL_LENGTH_MAX) {
      throw new UnreadableFileException(Fault.FILE_TOO_WIDE);
    }
    return text;
  }

  /** Written out, unless digits were lost: then as the sheet shows it, so that a rule can tell. */
  private static String text(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    boolean isPlain =
        shortest.precision() - shortest.scale() <= DIGITS_MAX && shortest.scale() <= DIGITS_MAX;
    return isPlain ? shortest.toPlainString() : shortest.round(SHORT).toString();
  }
}
