package org.muster.command.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.command.geo.LayerFile;

/** Files made to break the reader end in a sentence for their sender. */
final class HostileFileTest {
  private static final String ROWS =
      "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>代码</t></is></c>"
          + "<c r=\"B1\" t=\"inlineStr\"><is><t>名称</t></is></c></row>";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'', FILE_EMPTY",
    "'just words', FILE_NO_HEADER",
    "'PK\u0003\u0004rubbish', FILE_BROKEN"
  })
  void rubbishIsRefused(String content, Fault fault) throws IOException {
    assertEquals(fault, fault(write(content.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void oldWorkbookIsNamedAsSuch() throws IOException {
    byte[] bytes = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0};
    assertEquals(Fault.FILE_OLD_XLS, fault(write(bytes)));
  }

  @Test
  void binaryIsNoText() throws IOException {
    assertEquals(Fault.FILE_UNKNOWN, fault(write(new byte[] {'G', 'I', 'F', '8', 0, 0, 1, 2})));
  }

  @Test
  void textThatClaimsUtf16AndIsNoneIsRefused() throws IOException {
    assertEquals(
        Fault.FILE_ENCODING,
        fault(write(new byte[] {(byte) 0xFF, (byte) 0xFE, 0x00, (byte) 0xDC})));
    assertEquals(Fault.FILE_ENCODING, fault(write(new byte[] {(byte) 0xFF, (byte) 0xFE, 0x41})));
  }

  @Test
  void zipThatIsNoWorkbookIsRefused() throws IOException {
    assertEquals(Fault.FILE_BROKEN, fault(zip("a.txt", "hello")));
  }

  @Test
  void thousandsOfEntriesAreRefused() throws IOException {
    Path file = folder.resolve("many.xlsx");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i <= Limits.ENTRIES_MAX; i++) {
        zip.putNextEntry(new ZipEntry("part" + i + ".xml"));
      }
    }
    assertEquals(Fault.FILE_BOMB, fault(file));
  }

  @Test
  void bombIsRefusedBeforeItIsParsed() throws IOException {
    Path file = folder.resolve("bomb.xlsx");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      byte[] filling = "<cell></cell>".repeat(100_000).getBytes(StandardCharsets.UTF_8);
      for (long bytes = 0; bytes <= Limits.UNPACKED_BYTES_MAX; bytes += filling.length) {
        zip.write(filling);
      }
    }
    assertTrue(Files.size(file) < 5 << 20, "a bomb is small");
    assertEquals(Fault.FILE_BOMB, fault(file));
  }

  @Test
  void millionRowsAreRefusedBeforeTheFirstIsRead() throws IOException {
    String row = "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>330522001001</t></is></c></row>";
    assertEquals(Fault.FILE_TOO_MANY_ROWS, fault(workbook("", ROWS + row.repeat(1_000_000))));
    assertEquals(
        Fault.FILE_TOO_MANY_ROWS,
        fault(write(("代码,名称\n" + "1,a\n".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void millionsOfSharedTextsAreRefusedBeforeTheyFillTheMemory() throws IOException {
    String texts = "<si><t>a</t></si>".repeat(Limits.SHARED_TEXTS_MAX + 1);
    assertEquals(Fault.FILE_BOMB, fault(zip("xl/sharedStrings.xml", texts)));
  }

  @Test
  void endlessCellIsRefused() throws IOException {
    String text = "9".repeat(Limits.TEXT_RUN_BYTES_MAX + 10);
    assertEquals(
        Fault.FILE_BOMB,
        fault(workbook("", ROWS + "<row r=\"2\"><c><v>" + text + "</v></c></row>")));
  }

  @Test
  void cellFarToTheRightIsRefused() throws IOException {
    String far = "<row r=\"2\"><c r=\"ZZZZZZ2\"><v>1</v></c></row>";
    assertEquals(Fault.FILE_BOMB, fault(workbook("", ROWS + far)));
    String wide = "<row r=\"2\"><c\n r='XFD2'><v>1</v></c></row>";
    assertEquals(Fault.FILE_TOO_WIDE, fault(workbook("", ROWS + wide)));
  }

  @Test
  void entitiesAreNeverResolved() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "330522001001");
    String external = "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
    String row =
        "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>&x;</t></is></c>"
            + "<c r=\"B2\" t=\"inlineStr\"><is><t>钮店湾</t></is></c></row>";
    assertEquals(Fault.FILE_BROKEN, fault(workbook(external, ROWS + row)));
    String laughs = "<!DOCTYPE worksheet [<!ENTITY a \"ha\"><!ENTITY x \"&a;&a;&a;&a;\">]>";
    assertEquals(Fault.FILE_BROKEN, fault(workbook(laughs, ROWS + row)));
  }

  @Test
  void brokenReferencesBetweenPartsAreRefused() throws IOException {
    String row = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>999</v></c></row>";
    assertEquals(Fault.FILE_NO_ROWS, fault(workbook("", ROWS + row)));
    assertEquals(
        Fault.FILE_BROKEN,
        fault(workbook("", ROWS + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>x</v></c></row>")));
  }

  @Test
  void bytesAtRandomNeverEscapeAsAnError() throws IOException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    byte[] honest = Files.readAllBytes(DemoCounty.sample("messy-4-header-synonyms.xlsx"));
    for (int i = 0; i < 300; i++) {
      byte[] damaged = honest.clone();
      for (int hits = random.nextInt(1, 20); hits > 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Path file = write(damaged);
      try {
        Collected.roster(file, DemoCounty.directory());
      } catch (UnreadableFileException e) {
        assertTrue(e.problem().fault().name().startsWith("FILE"), "seed " + seed);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + i, e);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', FILE_NO_LAYER",
    "'{\"type\":', FILE_NO_LAYER",
    "'{\"type\":\"Feature\"}', FILE_NO_LAYER",
    "'{\"type\":\"FeatureCollection\",\"features\":[]}', FILE_NO_ROWS"
  })
  void layerThatIsNoneIsRefused(String content, Fault fault) throws IOException {
    Path file = write(content.getBytes(StandardCharsets.UTF_8));
    var refused = assertThrows(UnreadableFileException.class, () -> LayerFile.read(file));
    assertEquals(fault, refused.problem().fault());
  }

  @Test
  void deepNestingInALayerIsRefused() throws IOException {
    Path file = write(("{\"a\":" + "[".repeat(200_000)).getBytes(StandardCharsets.UTF_8));
    assertThrows(UnreadableFileException.class, () -> LayerFile.read(file));
  }

  @Test
  void oddGeometryIsAProblemOfItsRow() throws IOException {
    String[] geometries = {
      "null",
      "{\"type\":\"Point\",\"coordinates\":[119,31]}",
      "{\"type\":\"Polygon\",\"coordinates\":\"x\"}",
      "{\"type\":\"Polygon\",\"coordinates\":[[[1],[2],[3]]]}",
      "{\"type\":\"Polygon\",\"coordinates\":[[[119,31],[120,31]]]}",
      "{\"type\":\"Polygon\",\"coordinates\":[[[500000,3400000],[500100,3400000],[500100,3400100],[500000,3400000]]]}",
      "{\"type\":\"Polygon\",\"coordinates\":[[[119,31],[120,32],[120,31],[119,32],[119,31]]]}"
    };
    var features = new StringBuilder();
    for (int i = 0; i < geometries.length; i++) {
      features.append(i == 0 ? "" : ",");
      features.append(
          "{\"type\":\"Feature\",\"properties\":{\"code\":\"33052200100"
              + i
              + "\",\"name\":\"村\"},\"geometry\":"
              + geometries[i]
              + "}");
    }
    Path file =
        write(
            ("{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}")
                .getBytes(StandardCharsets.UTF_8));
    var reading = LayerFile.read(file);
    assertEquals(7, reading.rows());
    assertEquals(7, reading.problems().list().size(), reading.problems().list().toString());
    assertEquals(Fault.SHAPE_NOT_DEGREES, reading.problems().list().get(5).fault());
    assertEquals(Fault.SHAPE_REPAIRED, reading.problems().list().get(6).fault());
    assertEquals(1, reading.accepted().size());
  }

  private static Fault fault(Path file) {
    return assertThrows(
            UnreadableFileException.class, () -> Reading.divisions(file, DemoCounty.directory()))
        .problem()
        .fault();
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("file.bin"), bytes);
  }

  private Path zip(String name, String content) throws IOException {
    Path file = folder.resolve("some.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, name, content);
    }
    return file;
  }

  /** A minimal workbook around the rows of its only sheet. */
  private Path workbook(String prolog, String rows) throws IOException {
    Path file = folder.resolve("book.xlsx");
    String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    String relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    String packaged = "http://schemas.openxmlformats.org/package/2006/";
    String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(
          zip,
          "[Content_Types].xml",
          "<Types xmlns=\""
              + packaged
              + "content-types\">"
              + "<Override PartName=\"/xl/workbook.xml\" ContentType=\""
              + type
              + "sheet.main+xml\"/>"
              + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\""
              + type
              + "worksheet+xml\"/></Types>");
      put(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns=\""
              + main
              + "\" xmlns:r=\""
              + relations
              + "\"><sheets>"
              + "<sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
      put(
          zip,
          "xl/_rels/workbook.xml.rels",
          "<Relationships xmlns=\""
              + packaged
              + "relationships\">"
              + "<Relationship Id=\"rId1\" Type=\""
              + relations
              + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
      put(
          zip,
          "xl/worksheets/sheet1.xml",
          prolog
              + "<worksheet xmlns=\""
              + main
              + "\"><sheetData>"
              + rows
              + "</sheetData></worksheet>");
    }
    return file;
  }

  private static void put(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    write(zip, content);
  }

  private static void write(OutputStream out, String content) throws IOException {
    out.write(content.getBytes(StandardCharsets.UTF_8));
  }
}
