package org.muster.command.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * An empty form: the columns by their first names, numbers as text so that no digit is lost, and a
 * second sheet that explains them.
 *
 * @param title what stands above the table
 */
public record TemplateSheet(String title, List<Column> columns) {
  private static final int WIDTH = 16;
  private static final int WIDE = 60;
  private static final int ROWS = 2_000;
  private static final String TEXT = "@";

  /** How a column is filled in; a column of which there is nothing to say is left out. */
  private static final Map<String, String> EXPLAINED =
      Map.ofEntries(
          Map.entry("身份证号", "18位公民身份号码，按文本填写；末位字母用大写 X。例：11010519491231002X"),
          Map.entry("手机号码", "11位手机号码，按文本填写。例：13812345678"),
          Map.entry("单位", "单位全称，须与单位表一致；单一单位的表可只在“填报单位”处填写"),
          Map.entry("居住社区", "社区（村）全称；同名时须填写居住街道"),
          Map.entry("性别", "男 或 女，以身份证号为准"),
          Map.entry("出生年月", "例：1990.03 或 1990-03-07"),
          Map.entry("是否突击队", "是 或 否；须年满18周岁"),
          Map.entry("健康状况", "良好、慢性病 或 不适宜"),
          Map.entry("特长", "多项用顿号分开。例：急救员证、驾驶证C1"),
          Map.entry("统一社会信用代码", "18位，按文本填写"),
          Map.entry("在编在岗人数", "整数；突击队应组建人数按此计算"),
          Map.entry("起保日期", "例：2026-01-01"),
          Map.entry("终保日期", "例：2026-12-31"),
          Map.entry("培训日期", "例：2026-03-15"),
          Map.entry("有效期至", "例：2028-12-31"),
          Map.entry("区划代码", "12位统计用区划代码，按文本填写"),
          Map.entry("常态", "常态 ≤ 应急 ≤ 紧急，紧急人数包含应急人数，应急人数包含常态人数"));

  public static TemplateSheet roster() {
    return new TemplateSheet("机关志愿者花名册", new RosterSheet().columns());
  }

  public static TemplateSheet units() {
    return new TemplateSheet("派出单位表", new UnitSheet().columns());
  }

  public static TemplateSheet deployment() {
    return new TemplateSheet("下沉社区人员分配表", new DeploymentSheet().columns());
  }

  public static TemplateSheet divisions() {
    return new TemplateSheet("区划代码表", new DivisionSheet().columns());
  }

  public static TemplateSheet insurance() {
    return new TemplateSheet("被保险人清单", CoverSheet.insurance().columns());
  }

  public static TemplateSheet training() {
    return new TemplateSheet("培训名单", CoverSheet.training().columns());
  }

  /** The form as a workbook. */
  public byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new Workbook(bytes, "Muster", "1.0")) {
      form(workbook.newWorksheet(title));
      explanations(workbook.newWorksheet("填写说明"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void form(Worksheet sheet) {
    sheet.value(0, 0, title);
    sheet.range(0, 0, 0, columns.size() - 1).merge();
    sheet.range(0, 0, 0, columns.size() - 1).style().bold().horizontalAlignment("center").set();
    sheet.value(1, 0, "填报单位：          填报人：          联系电话：          填报日期：");
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      sheet.value(2, i, column.required() ? column.name() + "*" : column.name());
      sheet.style(2, i).bold().fillColor("D9E2F3").set();
      sheet.width(i, WIDTH);
      sheet.style(i).format(TEXT).set();
    }
    choices(sheet);
    sheet.freezePane(0, 3);
  }

  private void choices(Worksheet sheet) {
    Worksheet lists = sheet.getWorkbook().newWorksheet("选项");
    lists.setVisibilityState(org.dhatim.fastexcel.VisibilityState.HIDDEN);
    choice(sheet, lists, "性别", List.of("男", "女"));
    choice(sheet, lists, "是否突击队", List.of("是", "否"));
    choice(sheet, lists, "健康状况", List.of("良好", "慢性病", "不适宜"));
  }

  private void choice(Worksheet sheet, Worksheet lists, String name, List<String> words) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        for (int row = 0; row < words.size(); row++) {
          lists.value(row, i, words.get(row));
        }
        sheet
            .range(3, i, 3 + ROWS, i)
            .validateWithList(lists.range(0, i, words.size() - 1, i))
            .allowBlank(true);
      }
    }
  }

  private void explanations(Worksheet sheet) {
    sheet.value(0, 0, "列");
    sheet.value(0, 1, "必填");
    sheet.value(0, 2, "填写方法");
    sheet.width(0, WIDTH);
    sheet.width(2, WIDE);
    int row = 1;
    for (Column column : columns) {
      sheet.value(row, 0, column.name());
      sheet.value(row, 1, column.required() ? "是" : "");
      sheet.value(row, 2, EXPLAINED.getOrDefault(column.name(), ""));
      row++;
    }
  }
}
