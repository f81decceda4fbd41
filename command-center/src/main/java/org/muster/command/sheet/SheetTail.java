package org.muster.command.sheet;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies a sheet and lets it name a drawing for its comments.
 *
 * <p>The rows, which are most of it, pass through as bytes. Behind them the elements of a sheet
 * have a fixed order; the drawing stands before those of {@link #LATER}.
 */
final class SheetTail {
  private static final byte[] ROWS_END = "sheetData>".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int TAIL_BYTES_MAX = 32 << 20;
  private static final Pattern NAMED = Pattern.compile("<(\\w+:)?legacyDrawing[ />]");
  private static final Pattern LATER =
      Pattern.compile(
          "<(\\w+:)?(legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems"
              + "|tableParts|extLst)[ />]|</(\\w+:)?worksheet\\s*>");
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private SheetTail() {}

  static void copy(InputStream in, OutputStream out, String drawing) throws IOException {
    var source = new BufferedInputStream(in, BUFFER_BYTES);
    var target = new BufferedOutputStream(out, BUFFER_BYTES);
    copyRows(source, target);
    byte[] rest = source.readNBytes(TAIL_BYTES_MAX);
    if (source.read() >= 0) {
      throw new IOException("too much behind the rows");
    }
    String tail = new String(rest, StandardCharsets.UTF_8);
    if (NAMED.matcher(tail).find()) {
      throw new IOException("the sheet names a drawing of something else");
    }
    Matcher later = LATER.matcher(tail);
    if (!later.find()) {
      throw new IOException("the sheet has no end");
    }
    String prefix = later.group(1) != null ? later.group(1) : later.group(3);
    String named =
        "<%slegacyDrawing xmlns:r=\"%s\" r:id=\"%s\"/>"
            .formatted(prefix == null ? "" : prefix, RELATIONS, drawing);
    String whole = tail.substring(0, later.start()) + named + tail.substring(later.start());
    target.write(whole.getBytes(StandardCharsets.UTF_8));
    target.flush();
  }

  /** Copies up to the end of the rows: the second mention of their element. */
  private static void copyRows(InputStream in, OutputStream out) throws IOException {
    int matched = 0;
    int mentions = 0;
    for (int b; mentions < 2 && (b = in.read()) >= 0; ) {
      out.write(b);
      matched = b == ROWS_END[matched] ? matched + 1 : b == ROWS_END[0] ? 1 : 0;
      if (matched == ROWS_END.length) {
        matched = 0;
        mentions++;
      }
    }
  }
}
