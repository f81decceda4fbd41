package org.muster.command.sheet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.muster.command.sheet.WorkbookParts.Relation;

/**
 * Puts comments into a sheet of a workbook and copies everything else byte by byte.
 *
 * <p>A comment is an entry in a part of comments and a shape in a drawing (VML), both related to
 * the sheet; the sheet itself only names the drawing. Comments that are there already stay. What
 * does not look as expected ends in an {@link IOException}, and nothing is written half.
 */
final class CommentedWorkbook {
  private static final String KINDS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  private static final String COMMENTS_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
  private static final String DRAWING_TYPE =
      "application/vnd.openxmlformats-officedocument.vmlDrawing";
  private static final String TYPES = "[Content_Types].xml";
  private static final String COMMENTS_PART = "xl/musterComments.xml";
  private static final String DRAWING_PART = "xl/drawings/musterComments.vml";
  private static final String COMMENTS_ID = "musterComments";
  private static final String DRAWING_ID = "musterDrawing";

  private final ZipFile zip;
  private final String sheet;
  private final Map<String, String> comments;
  private final Map<String, String> changed = new LinkedHashMap<>();

  private CommentedWorkbook(ZipFile zip, String sheet, Map<String, String> comments) {
    this.zip = zip;
    this.sheet = sheet;
    this.comments = comments;
  }

  static void write(Path original, int sheet, Map<String, String> comments, Path target)
      throws IOException {
    try (var zip = new ZipFile(original.toFile())) {
      String part =
          new WorkbookParts(zip)
              .sheet(sheet)
              .orElseThrow(() -> new IOException("the sheet is not there"));
      var commented = new CommentedWorkbook(zip, part, comments);
      commented.write(target, commented.prepared());
    }
  }

  /** Makes the texts of all parts that change; true when the sheet must name the drawing. */
  private boolean prepared() throws IOException {
    List<Relation> relations = new WorkbookParts(zip).relations(sheet);
    Optional<String> known = target(relations, "comments");
    Optional<String> drawing = known.isEmpty() ? Optional.empty() : shapes(relations);
    var text = new CommentTexts(comments);
    changed.put(known.orElse(COMMENTS_PART), text.comments(read(known)));
    changed.put(drawing.orElse(DRAWING_PART), text.drawing(read(drawing)));
    var added = new StringBuilder();
    if (known.isEmpty()) {
      added.append(relation(COMMENTS_ID, "comments", COMMENTS_PART));
    }
    if (drawing.isEmpty()) {
      added.append(relation(DRAWING_ID, "vmlDrawing", DRAWING_PART));
    }
    String place = WorkbookParts.relationsOf(sheet);
    String before =
        read(Optional.of(place).filter(p -> zip.getEntry(p) != null))
            .orElse(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships"
                    + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + "</Relationships>");
    changed.put(
        place,
        CommentTexts.beforeEnd(opened(before, "Relationships"), "Relationships", added.toString()));
    changed.put(TYPES, types(known.isEmpty()));
    return drawing.isEmpty();
  }

  private String types(boolean commentsAdded) throws IOException {
    String types = read(Optional.of(TYPES)).orElseThrow();
    var added = new StringBuilder();
    if (!types.contains("Extension=\"vml\"")) {
      added.append("<Default Extension=\"vml\" ContentType=\"" + DRAWING_TYPE + "\"/>");
    }
    if (commentsAdded) {
      added.append(
          "<Override PartName=\"/" + COMMENTS_PART + "\" ContentType=\"" + COMMENTS_TYPE + "\"/>");
    }
    return CommentTexts.beforeEnd(types, "Types", added.toString());
  }

  /** The drawing with the shapes of the comments; headers and footers may have one of their own. */
  private Optional<String> shapes(List<Relation> relations) throws IOException {
    for (Relation relation : relations) {
      if (relation.kind().equals("vmlDrawing")
          && read(Optional.of(relation.target())).orElse("").contains("\"Note\"")) {
        return Optional.of(relation.target());
      }
    }
    throw new IOException("comments without shapes");
  }

  private static Optional<String> target(List<Relation> relations, String kind) {
    return relations.stream()
        .filter(relation -> relation.kind().equals(kind))
        .map(Relation::target)
        .findFirst();
  }

  private static String relation(String id, String kind, String part) {
    return "<Relationship Id=\"%s\" Type=\"%s%s\" Target=\"/%s\"/>"
        .formatted(id, KINDS, kind, part);
  }

  /** An element without content, with room for some. */
  private static String opened(String text, String element) {
    return text.replaceFirst("<(" + element + "[^>]*)/>\\s*$", "<$1></" + element + ">");
  }

  private Optional<String> read(Optional<String> part) throws IOException {
    if (part.isEmpty()) {
      return Optional.empty();
    }
    ZipEntry entry = zip.getEntry(part.get());
    if (entry == null) {
      throw new IOException("a part is missing: " + part.get());
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void write(Path target, boolean drawingAdded) throws IOException {
    try (var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        if (changed.containsKey(entry.getName()) || entry.isDirectory()) {
          continue;
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream in = zip.getInputStream(entry)) {
          if (drawingAdded && entry.getName().equals(sheet)) {
            SheetTail.copy(in, out, DRAWING_ID);
          } else {
            in.transferTo(out);
          }
        }
      }
      for (var part : changed.entrySet()) {
        out.putNextEntry(new ZipEntry(part.getKey()));
        out.write(part.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
