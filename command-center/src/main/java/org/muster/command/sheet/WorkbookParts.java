package org.muster.command.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Which part of a packed workbook holds what (Office Open XML, ECMA-376 part 2). */
final class WorkbookParts {
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private final ZipFile zip;

  WorkbookParts(ZipFile zip) {
    this.zip = zip;
  }

  /** A relation of a part to another one, whose name is made absolute. */
  record Relation(String id, String kind, String target) {}

  /** The part of a sheet, counted from 0 as the workbook lists them. */
  Optional<String> sheet(int index) throws IOException {
    String workbook =
        relations("").stream()
            .filter(r -> r.kind().equals("officeDocument"))
            .map(Relation::target)
            .findFirst()
            .orElse("xl/workbook.xml");
    List<String> ids = sheetIds(workbook);
    if (index >= ids.size()) {
      return Optional.empty();
    }
    return relations(workbook).stream()
        .filter(relation -> relation.id().equals(ids.get(index)))
        .map(Relation::target)
        .filter(part -> zip.getEntry(part) != null)
        .findFirst();
  }

  /** The relations of a part; of the package itself for an empty name. */
  List<Relation> relations(String part) throws IOException {
    var found = new ArrayList<Relation>();
    each(
        relationsOf(part),
        "Relationship",
        xml -> {
          String kind = attribute(xml, "Type");
          found.add(
              new Relation(
                  attribute(xml, "Id"),
                  kind.substring(kind.lastIndexOf('/') + 1),
                  resolved(part, attribute(xml, "Target"))));
        });
    return found;
  }

  /** Where the relations of a part stand. */
  static String relationsOf(String part) {
    int slash = part.lastIndexOf('/') + 1;
    return part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
  }

  private List<String> sheetIds(String workbook) throws IOException {
    var ids = new ArrayList<String>();
    each(workbook, "sheet", xml -> ids.add(String.valueOf(xml.getAttributeValue(RELATIONS, "id"))));
    return ids;
  }

  private interface Visitor {
    void visit(XMLStreamReader xml);
  }

  private void each(String part, String element, Visitor visitor) throws IOException {
    ZipEntry entry = zip.getEntry(part);
    if (entry == null) {
      return;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      XMLStreamReader xml = Xml.reader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(element)) {
          visitor.visit(xml);
        }
      }
    } catch (XMLStreamException | IllegalArgumentException e) {
      throw new IOException("a part of the workbook cannot be read", e);
    }
  }

  private static String attribute(XMLStreamReader xml, String name) {
    return String.valueOf(xml.getAttributeValue(null, name));
  }

  private static String resolved(String part, String target) {
    String absolute = URI.create("/" + part).resolve(target).normalize().toString();
    return absolute.startsWith("/") ? absolute.substring(1) : absolute;
  }
}
