package org.muster.command.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms we hand out are forms we can read. */
final class TemplateSheetTest {
  private static final Map<String, String> ROW =
      Map.ofEntries(
          Map.entry("单位", "县图书馆"),
          Map.entry("姓名", "张三"),
          Map.entry("性别", "男"),
          Map.entry("出生年月", "1949.12"),
          Map.entry("身份证号", "110105194912310038"),
          Map.entry("手机号码", "13812345678"),
          Map.entry("居住社区", "钮店湾居委会"),
          Map.entry("是否突击队", "是"),
          Map.entry("健康状况", "良好"),
          Map.entry("起保日期", "2026-01-01"),
          Map.entry("终保日期", "2026-12-31"),
          Map.entry("培训日期", "2026-03-15"),
          Map.entry("有效期至", "2028-12-31"),
          Map.entry("单位名称", "县图书馆"),
          Map.entry("在编在岗人数", "45"),
          Map.entry("社区", "钮店湾居委会"),
          Map.entry("包联单位", "县图书馆"),
          Map.entry("常态", "1"),
          Map.entry("应急", "2"),
          Map.entry("紧急", "3"),
          Map.entry("code", "330522001001"),
          Map.entry("name", "钮店湾居委会"));

  @TempDir private Path folder;

  @Test
  void emptyFormHasNoRowsAndItsExplanationsAreNone() throws IOException {
    Path file = Files.write(folder.resolve("empty.xlsx"), TemplateSheet.roster().bytes());
    var refused =
        assertThrows(
            UnreadableFileException.class, () -> Collected.roster(file, DemoCounty.directory()));
    assertEquals(Fault.FILE_NO_ROWS, refused.problem().fault());
  }

  @Test
  void filledFormIsRead() throws IOException {
    var directory = DemoCounty.directory();
    assertEquals(1, Collected.roster(filled(TemplateSheet.roster()), directory).accepted().size());
    assertEquals(
        1, Collected.insurance(filled(TemplateSheet.insurance()), directory).accepted().size());
    assertEquals(
        1, Collected.training(filled(TemplateSheet.training()), directory).accepted().size());
    assertEquals(1, Reading.units(filled(TemplateSheet.units()), directory).accepted().size());
    assertEquals(
        1, Reading.deployment(filled(TemplateSheet.deployment()), directory).accepted().size());
    assertEquals(
        1, Reading.divisions(filled(TemplateSheet.divisions()), directory).accepted().size());
  }

  /** The form with one row below its header, written as a spreadsheet program would save it. */
  private Path filled(TemplateSheet form) throws IOException {
    Path file = folder.resolve("filled.xlsx");
    try (var book = new ReadableWorkbook(new ByteArrayInputStream(form.bytes()));
        var out = Files.newOutputStream(file);
        var copy = new Workbook(out, "x", "1.0")) {
      Worksheet sheet = copy.newWorksheet("a");
      var rows = book.getFirstSheet().read();
      for (var row : rows) {
        for (int i = 0; i < row.getCellCount(); i++) {
          sheet.value(row.getRowNum() - 1, i, row.getCellText(i));
        }
      }
      var header = rows.getLast();
      for (int i = 0; i < header.getCellCount(); i++) {
        String name = header.getCellText(i).replace("*", "");
        sheet.value(header.getRowNum(), i, ROW.getOrDefault(name, ""));
      }
    }
    return file;
  }
}
