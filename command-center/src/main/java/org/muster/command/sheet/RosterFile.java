package org.muster.command.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A list of volunteers as a file that units can read and send in again: the columns are those of
 * their own rosters, texts never become formulas, and the file says who took it out and why.
 */
public final class RosterFile {
  /** Spreadsheets take a file for another code page without it. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final int WIDE = 60;

  /** Rows that are kept as objects before they become bytes. */
  private static final int ROWS_HELD = 500;

  private final ResourceBundle words;

  public RosterFile(Locale language) {
    Locale known = language.getLanguage().equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    var control =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    words = ResourceBundle.getBundle("org.muster.command.sheet.export", known, control);
  }

  /**
   * What the file is made of.
   *
   * @param rows in the order of {@link #columns()}; read once, one after the other
   */
  public record Content(Stream<List<String>> rows, List<Mark> watermark) {
    public Content {
      watermark = List.copyOf(watermark);
    }
  }

  /** One line of the watermark, such as who and when. */
  public record Mark(String label, String value) {}

  /** The titles of the columns. */
  public List<String> columns() {
    return List.of(words.getString("columns").split(","));
  }

  /** A word or title of the file in its language. */
  public String word(String key) {
    return words.getString(key);
  }

  public byte[] xlsx(Content content) {
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new Workbook(bytes, "Muster", "1.0")) {
      Worksheet list = workbook.newWorksheet(word("sheet.roster"));
      List<String> columns = columns();
      for (int i = 0; i < columns.size(); i++) {
        list.value(0, i, columns.get(i));
        list.style(0, i).bold().set();
      }
      list.freezePane(0, 1);
      rows(list, content.rows().iterator());
      list.finish();
      watermark(workbook.newWorksheet(word("sheet.watermark")), content.watermark());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void rows(Worksheet list, Iterator<List<String>> rows) throws IOException {
    for (int line = 1; rows.hasNext(); line++) {
      List<String> row = rows.next();
      for (int i = 0; i < row.size(); i++) {
        list.value(line, i, Harmless.text(row.get(i)));
      }
      if (line % ROWS_HELD == 0) {
        list.flush();
      }
    }
  }

  private static void watermark(Worksheet sheet, List<Mark> marks) {
    sheet.width(1, WIDE);
    for (int i = 0; i < marks.size(); i++) {
      sheet.value(i, 0, marks.get(i).label());
      sheet.value(i, 1, Harmless.text(marks.get(i).value()));
    }
  }

  /** The watermark stands above the titles, where units write whose roster it is. */
  public byte[] csv(Content content) {
    var text = new StringBuilder(BYTE_ORDER_MARK);
    content.watermark().forEach(mark -> line(text, List.of(mark.label() + "：" + mark.value())));
    line(text, columns());
    content.rows().forEach(row -> line(text, row));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append(cells.stream().map(RosterFile::cell).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  private static String cell(String text) {
    return "\"" + Harmless.text(text).replace("\"", "\"\"") + "\"";
  }
}
