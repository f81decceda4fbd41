package org.muster.command.sheet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Opens a file as a list of sheets, each a run of rows of plain text. */
final class Sheets {
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

  private Sheets() {}

  /** Tries one sheet after the other until the reader has an answer; closes everything. */
  static <T> T read(Path file, SheetReader<T> reader) throws IOException {
    byte[] start = start(file);
    if (start.length == 0) {
      throw new UnreadableFileException(Fault.FILE_EMPTY);
    }
    if (Arrays.equals(start, OLE2)) {
      throw new UnreadableFileException(Fault.FILE_OLD_XLS);
    }
    return Arrays.equals(start, ZIP)
        ? XlsxRows.read(file, reader)
        : CsvRows.read(file, rows -> reader.read(0, rows));
  }

  /** True for a packed workbook, false for a text table. */
  static boolean isWorkbook(Path file) throws IOException {
    return Arrays.equals(start(file), ZIP);
  }

  private static byte[] start(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(ZIP.length);
    }
  }
}
