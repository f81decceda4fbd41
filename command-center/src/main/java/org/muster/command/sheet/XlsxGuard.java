package org.muster.command.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Looks through a packed workbook before anybody parses it.
 *
 * <p>Sizes in a zip directory can lie, so every part is unpacked once and counted. A parser holds
 * one text or tag at a time: runs without a {@code <} longer than any honest cell are refused, as
 * are cell names far to the right, for which the reader would set aside all cells in between. Rows
 * and shared texts are counted, so that a list that is too long is known in a second or two.
 */
final class XlsxGuard {
  /** The last column of a worksheet is XFD. */
  private static final int COLUMN_LETTERS_MAX = 3;

  private static final long ROW = 'r' << 16 | 'o' << 8 | 'w';
  private static final long TEXT = 's' << 8 | 'i';
  private static final byte[] CELL_NAME = {' ', 'r', '='};

  private final byte[] buffer = new byte[1 << 16];
  private long unpackedBytes;

  private XlsxGuard() {}

  static void check(Path file) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      if (zip.size() > Limits.ENTRIES_MAX) {
        throw new UnreadableFileException(Fault.FILE_BOMB);
      }
      var guard = new XlsxGuard();
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        guard.check(zip, entries.nextElement());
      }
    }
  }

  private void check(ZipFile zip, ZipEntry entry) throws IOException {
    String name = entry.getName().toLowerCase(Locale.ROOT);
    boolean isXml = name.endsWith(".xml") || name.endsWith(".rels");
    boolean isSheet = name.contains("worksheets/");
    long entryBytes = 0;
    var scan = new Scan();
    try (InputStream in = zip.getInputStream(entry)) {
      for (int read; (read = in.read(buffer)) > 0; ) {
        entryBytes += read;
        unpackedBytes += read;
        if (unpackedBytes > Limits.UNPACKED_BYTES_MAX
            || (!isSheet && entryBytes > Limits.SHARED_TEXTS_BYTES_MAX)) {
          throw new UnreadableFileException(Fault.FILE_BOMB);
        }
        if (isXml) {
          scan.next(buffer, read);
        }
      }
    }
  }

  /** Follows the bytes of one XML part across buffers. */
  private static final class Scan {
    private int run;
    private int matched;
    private int letters;
    private long tag;
    private boolean inTag;
    private int rows;
    private int texts;

    void next(byte[] bytes, int length) {
      for (int i = 0; i < length; i++) {
        byte b = bytes[i];
        run = b == '<' ? 0 : run + 1;
        tag(b);
        cellName(b);
        if (run > Limits.TEXT_RUN_BYTES_MAX
            || letters > COLUMN_LETTERS_MAX
            || texts > Limits.SHARED_TEXTS_MAX) {
          throw new UnreadableFileException(Fault.FILE_BOMB);
        }
        if (rows > Limits.SHEET_ROWS_MAX) {
          throw new UnreadableFileException(
              Fault.FILE_TOO_MANY_ROWS, String.valueOf(Limits.ROWS_MAX));
        }
      }
    }

    /** Names of tags are short enough to stand in one number; a prefix before them is left out. */
    private void tag(byte b) {
      if (b == '<') {
        inTag = true;
        tag = 0;
      } else if (inTag) {
        if (b == ':') {
          tag = 0;
        } else if (b <= ' ' || b == '>' || b == '/') {
          inTag = false;
          rows += tag == ROW ? 1 : 0;
          texts += tag == TEXT ? 1 : 0;
        } else {
          tag = tag << Byte.SIZE | b;
        }
      }
    }

    private void cellName(byte b) {
      if (matched == CELL_NAME.length + 1) {
        letters = (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') ? letters + 1 : 0;
        matched = letters == 0 ? 0 : matched;
      } else if (matched == CELL_NAME.length) {
        matched = b == '"' || b == '\'' ? matched + 1 : 0;
      } else if (b == CELL_NAME[matched] || (matched == 0 && b <= ' ' && b > 0)) {
        matched++;
      } else {
        matched = b == ' ' ? 1 : 0;
      }
    }
  }
}
