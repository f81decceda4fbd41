package org.muster.command.sheet;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The XML of comments and of the shapes they are shown in, beside those already there. */
final class CommentTexts {
  private static final Pattern AUTHOR = Pattern.compile("<author>|<author/>|<author ");
  private static final String AUTHOR_NAME = "Muster";

  /** Far above the numbers that spreadsheet programs give to shapes of one sheet. */
  private static final int FIRST_SHAPE = 900_001;

  private static final String NO_COMMENTS =
      """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors>\
      <commentList></commentList></comments>\
      """;

  private static final String NO_SHAPES =
      """
      <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
      xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" \
      coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke \
      joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>\
      """;

  private final Map<String, String> comments;

  /** By the names of their cells. */
  CommentTexts(Map<String, String> comments) {
    this.comments = comments;
  }

  String comments(Optional<String> known) throws IOException {
    String text = known.orElse(NO_COMMENTS);
    int author = (int) AUTHOR.matcher(text).results().count();
    String all = beforeEnd(text, "authors", "<author>" + AUTHOR_NAME + "</author>");
    var added = new StringBuilder();
    for (var one : comments.entrySet()) {
      String run = "<r><t xml:space=\"preserve\">" + Xml.escaped(one.getValue()) + "</t></r>";
      Matcher there = comment(one.getKey()).matcher(all);
      if (there.find()) {
        String more = run.replace("preserve\">", "preserve\">\n");
        all = all.substring(0, there.end(1)) + more + all.substring(there.end(1));
      } else {
        added.append(
            "<comment ref=\"%s\" authorId=\"%d\"><text>%s</text></comment>"
                .formatted(one.getKey(), author, run));
      }
    }
    return beforeEnd(all, "commentList", added.toString());
  }

  /** The shape of a comment that is there already serves both. */
  String drawing(Optional<String> known) throws IOException {
    String text = known.orElse(NO_SHAPES);
    var added = new StringBuilder();
    int shape = FIRST_SHAPE;
    for (String name : comments.keySet()) {
      CellName cell = CellName.parse(name).orElseThrow(() -> new IOException("no cell: " + name));
      int row = cell.row() - 1;
      int column = cell.column();
      if (!hasShape(text, row, column)) {
        added.append(shape(shape++, row, column));
      }
    }
    int end = text.lastIndexOf("</xml>");
    if (end < 0) {
      throw new IOException("no drawing");
    }
    return text.substring(0, end) + added + text.substring(end);
  }

  private static String shape(int number, int row, int column) {
    return """
    <v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;visibility:hidden;\
    width:220pt;height:70pt" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>\
    <v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/>\
    <x:SizeWithCells/><x:Anchor>%d,15,%d,2,%d,15,%d,4</x:Anchor><x:AutoFill>False</x:AutoFill>\
    <x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>\
    """
        .formatted(number, column + 1, Math.max(0, row - 1), column + 4, row + 4, row, column);
  }

  /** Puts a text in front of the last end of an element. */
  static String beforeEnd(String text, String element, String added) throws IOException {
    int end = text.lastIndexOf("</" + element + ">");
    if (end < 0) {
      throw new IOException("no end of " + element);
    }
    return text.substring(0, end) + added + text.substring(end);
  }

  private static Pattern comment(String cell) {
    return Pattern.compile("(?s)(<comment [^>]*ref=\"" + cell + "\"(?:(?!</comment>).)*)</text>");
  }

  private static boolean hasShape(String drawing, int row, int column) {
    return Pattern.compile("<x:Row>" + row + "</x:Row>\\s*<x:Column>" + column + "</x:Column>")
        .matcher(drawing)
        .find();
  }
}
