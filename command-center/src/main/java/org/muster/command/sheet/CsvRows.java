package org.muster.command.sheet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a text table with commas, semicolons or tabs (RFC 4180).
 *
 * <p>The encoding is what the bytes allow: a byte order mark, else strict UTF-8, else GB18030,
 * which holds everything Excel writes on Chinese Windows.
 */
final class CsvRows {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final int BOM = 0xFEFF;

  private final PushbackReader in;
  private final char separator;
  private int number;

  private CsvRows(PushbackReader in, char separator) {
    this.in = in;
    this.separator = separator;
  }

  /** What is to be made of the rows of a text table. */
  interface RowReader<T> {
    T read(Iterator<RawRow> rows) throws IOException;
  }

  static <T> T read(Path file, RowReader<T> reader) throws IOException {
    Charset charset = charset(file);
    char separator = separator(file, charset);
    try (var text = new PushbackReader(open(file, charset))) {
      var rows = new CsvRows(text, separator);
      int first = text.read();
      if (first != BOM && first != -1) {
        text.unread(first);
      }
      return reader.read(Stream.iterate(rows.next(), r -> r != null, _ -> rows.next()).iterator());
    } catch (UncheckedIOException e) {
      throw new UnreadableFileException(Fault.FILE_BROKEN);
    }
  }

  private static Charset charset(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(2);
    }
    boolean wide = start.length == 2 && (start[0] & 0xFF) == 0xFF && (start[1] & 0xFF) == 0xFE;
    List<Charset> likely =
        wide ? List.of(StandardCharsets.UTF_16LE) : List.of(StandardCharsets.UTF_8, GB18030);
    for (Charset charset : likely) {
      if (decodes(file, charset)) {
        return charset;
      }
    }
    throw new UnreadableFileException(Fault.FILE_ENCODING);
  }

  private static boolean decodes(Path file, Charset charset) throws IOException {
    char[] buffer = new char[1 << 14];
    int lines = 0;
    try (Reader reader = open(file, charset)) {
      for (int read; (read = reader.read(buffer)) > 0; ) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == 0) {
            throw new UnreadableFileException(Fault.FILE_UNKNOWN);
          }
          lines += buffer[i] == '\n' ? 1 : 0;
        }
        if (lines > Limits.SHEET_ROWS_MAX) {
          throw new UnreadableFileException(
              Fault.FILE_TOO_MANY_ROWS, String.valueOf(Limits.ROWS_MAX));
        }
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static char separator(Path file, Charset charset) throws IOException {
    char[] start = new char[1 << 13];
    int length;
    try (Reader reader = open(file, charset)) {
      length = Math.max(0, reader.read(start));
    }
    String text = new String(start, 0, length);
    char best = ',';
    for (char candidate : new char[] {'\t', ';'}) {
      best = count(text, candidate) > 2 * count(text, ',') ? candidate : best;
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static Reader open(Path file, Charset charset) throws IOException {
    CharsetDecoder strict =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    return new BufferedReader(new InputStreamReader(Files.newInputStream(file), strict), 1 << 14);
  }

  private @Nullable RawRow next() {
    try {
      int c = in.read();
      if (c == -1) {
        return null;
      }
      in.unread(c);
      return RawRow.of(++number, row());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> row() throws IOException {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    while (true) {
      int c = in.read();
      if (c == '"' && cell.toString().isBlank()) {
        cell.setLength(0);
        quoted(cell);
      } else if (c == separator) {
        add(cells, cell);
      } else if (c == -1 || c == '\n' || c == '\r') {
        add(cells, cell);
        skipLineFeed(c);
        return cells;
      } else {
        append(cell, c);
      }
    }
  }

  private void quoted(StringBuilder cell) throws IOException {
    for (int c; (c = in.read()) != -1; ) {
      if (c == '"') {
        int after = in.read();
        if (after != '"') {
          if (after != -1) {
            in.unread(after);
          }
          return;
        }
      }
      append(cell, c);
    }
  }

  private void skipLineFeed(int c) throws IOException {
    if (c == '\r') {
      int after = in.read();
      if (after != '\n' && after != -1) {
        in.unread(after);
      }
    }
  }

  private static void append(StringBuilder cell, int c) {
    if (cell.length() >= Limits.CELL_LENGTH_MAX) {
      throw new UnreadableFileException(Fault.FILE_TOO_WIDE);
    }
    cell.append((char) c);
  }

  private static void add(List<String> cells, StringBuilder cell) {
    if (cells.size() >= Limits.COLUMNS_MAX) {
      throw new UnreadableFileException(Fault.FILE_TOO_WIDE);
    }
    cells.add(cell.toString());
    cell.setLength(0);
  }
}
