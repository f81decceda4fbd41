package org.muster.command.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The sender's own file comes back with a comment in each faulty cell. */
final class CommentedFileTest {
  private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

  @TempDir private Path folder;

  @Test
  void ownWorkbookComesBackWithACommentInEachFaultyCell() throws Exception {
    Path original = DemoCounty.sample("messy-3-errors.xlsx");
    var reading = Collected.roster(original, DemoCounty.directory());
    Path commented = commented(original, reading.problems(), CHINESE);
    Map<String, String> comments = comments(commented);
    assertEquals(java.util.Set.of("I4", "I5", "J6", "K7", "E8", "D9"), comments.keySet());
    assertTrue(comments.getOrDefault("I4", "").contains("截断"), comments.toString());
    assertTrue(comments.getOrDefault("E8", "").startsWith("【提醒】"), comments.toString());
    assertEquals(texts(original), texts(commented), "every cell is as it was");
    var again = Collected.roster(commented, DemoCounty.directory());
    assertEquals(reading.problems(), again.problems());
    assertEquals(reading.accepted(), again.accepted());
  }

  @Test
  void commentsOfTheSenderStay() throws Exception {
    Path original = DemoCounty.sample("messy-3-errors.xlsx");
    var problems = Collected.roster(original, DemoCounty.directory()).problems();
    Path once = commented(original, problems.subList(0, 2), CHINESE);
    Path twice = commented(once, problems.subList(1, 4), Locale.ENGLISH);
    Map<String, String> comments = comments(twice);
    assertEquals(java.util.Set.of("I4", "I5", "J6", "K7"), comments.keySet());
    assertTrue(
        comments.getOrDefault("I5", "").contains("校验位")
            && comments.getOrDefault("I5", "").contains("[error]"));
    assertEquals(4, shapes(twice));
  }

  @Test
  void textTableBecomesAWorkbookWithComments() throws Exception {
    String text = "姓名,身份证号,手机号码\n=1+1,11010519491231002X,13812345678\n李四,1,1.38E+10\n";
    Path original = Files.writeString(folder.resolve("a.csv"), "单位机关志愿者花名册\n" + text);
    var reading = Collected.roster(original, DemoCounty.directory());
    Path commented = commented(original, reading.problems(), CHINESE);
    Map<String, String> comments = comments(commented);
    assertTrue(comments.keySet().containsAll(List.of("B4", "C4")), comments.toString());
    try (var book = new ReadableWorkbook(commented.toFile())) {
      var rows = book.getFirstSheet().read();
      assertEquals("=1+1", rows.get(2).getCellText(0));
      assertEquals(org.dhatim.fastexcel.reader.CellType.STRING, rows.get(2).getCell(0).getType());
    }
  }

  @Test
  void wholeFileProblemStandsInTheFirstCell() throws Exception {
    Path original = folder.resolve("b.xlsx");
    try (var out = Files.newOutputStream(original);
        var book = new Workbook(out, "x", "1.0")) {
      book.newWorksheet("a").value(0, 0, "没有表头");
    }
    var problem = Problem.ofFile(Fault.FILE_NO_HEADER, List.of("姓名"));
    assertTrue(
        comments(commented(original, List.of(problem), CHINESE))
            .getOrDefault("A1", "")
            .contains("没有找到表头"));
  }

  @Test
  void fileThatCarriesNoCommentsIsAnsweredByAList() throws Exception {
    for (String content : List.of("PK\u0003\u0004rubbish", "\u0000\u0001", "")) {
      Path original = Files.writeString(folder.resolve("c.bin"), content);
      var problem = Problem.ofFile(Fault.FILE_BROKEN, List.of());
      Path list = commented(original, List.of(problem), CHINESE);
      try (var book = new ReadableWorkbook(list.toFile())) {
        assertEquals(2, book.getFirstSheet().read().size());
      }
    }
  }

  @Test
  void problemsOfTheSecondSheetAreCommentedThere() throws Exception {
    Path original = folder.resolve("d.xlsx");
    try (var out = Files.newOutputStream(original);
        var book = new Workbook(out, "x", "1.0")) {
      book.newWorksheet("说明").value(0, 0, "请填写第二张表");
      var sheet = book.newWorksheet("名册");
      String[][] rows = {{"单位", "姓名", "身份证号", "手机"}, {"县图书馆", "张三", "1", "13812345678"}};
      for (int r = 0; r < rows.length; r++) {
        for (int c = 0; c < rows[r].length; c++) {
          sheet.value(r, c, rows[r][c]);
        }
      }
      sheet.comment(1, 1, "my own note");
    }
    PeopleList list = PeopleList.roster(original, DemoCounty.directory(), (_, _) -> {});
    assertEquals(1, list.sheet());
    Path target = folder.resolve("commented.xlsx");
    CommentedFile.write(original, list.sheet(), list.problems().list(), CHINESE, target);
    Map<String, String> comments = comments(target);
    assertEquals(java.util.Set.of("B2", "C2"), comments.keySet());
    assertTrue(comments.getOrDefault("B2", "").contains("my own note"));
    assertFalse(texts(target).isEmpty());
  }

  private Path commented(Path original, List<Problem> problems, Locale language)
      throws IOException {
    Path target = folder.resolve("commented-" + language + ".xlsx");
    CommentedFile.write(original, 0, problems, language, target);
    return target;
  }

  private static List<List<String>> texts(Path file) throws IOException {
    try (var book = new ReadableWorkbook(file.toFile())) {
      return book.getFirstSheet().read().stream()
          .map(row -> row.stream().map(c -> c == null ? "" : c.getText()).toList())
          .toList();
    }
  }

  /** Comments by cell, after following the relations of the workbook as a program would. */
  private static Map<String, String> comments(Path file) throws Exception {
    var comments = new HashMap<String, String>();
    try (var zip = new ZipFile(file.toFile())) {
      for (var entry : zip.stream().toList()) {
        if (entry.getName().endsWith(".xml")
            || entry.getName().endsWith(".rels")
            || entry.getName().endsWith(".vml")) {
          Document xml = parsed(zip.getInputStream(entry).readAllBytes());
          var found = xml.getElementsByTagNameNS("*", "comment");
          for (int i = 0; i < found.getLength(); i++) {
            var comment = (Element) found.item(i);
            comments.put(comment.getAttribute("ref"), comment.getTextContent());
          }
        }
      }
      int sheet = 0;
      while (new WorkbookParts(zip).sheet(sheet).isPresent()) {
        sheet++;
      }
      boolean named = false;
      for (int i = 0; i < sheet; i++) {
        String part = new WorkbookParts(zip).sheet(i).orElseThrow();
        for (var relation : new WorkbookParts(zip).relations(part)) {
          assertTrue(zip.getEntry(relation.target()) != null, relation.toString());
          named |= relation.kind().equals("comments");
        }
      }
      assertTrue(named, "a sheet is related to comments");
    }
    return comments;
  }

  private static int shapes(Path file) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      var drawing =
          zip.stream().filter(e -> e.getName().endsWith(".vml")).findFirst().orElseThrow();
      String text = new String(zip.getInputStream(drawing).readAllBytes(), StandardCharsets.UTF_8);
      return text.split("<v:shape ", -1).length - 1;
    }
  }

  private static Document parsed(byte[] xml) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
  }
}
