package org.muster.command.sheet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.muster.model.roster.IdNumber;

/** Rosters of invented people, as long as wanted. */
public final class People {
  private static final List<String> HEADER =
      List.of(
          "序号", "单位", "姓名", "性别", "出生年月", "政治面貌", "身份证号", "手机号码", "居住社区", "特长", "是否突击队", "健康状况",
          "备注");
  private static final String SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏";
  private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志红";

  private People() {}

  /** A roster of so many people of these units. */
  public static Path roster(Path file, int people, List<String> units) throws IOException {
    try (var out = Files.newOutputStream(file);
        var workbook = new Workbook(out, "Muster", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("花名册");
      sheet.value(0, 0, "机关志愿者花名册");
      for (int i = 0; i < HEADER.size(); i++) {
        sheet.value(1, i, HEADER.get(i));
      }
      for (int i = 0; i < people; i++) {
        List<String> cells = cells(i, units.get(i % units.size()));
        for (int column = 0; column < cells.size(); column++) {
          sheet.value(i + 2, column, cells.get(column));
        }
        if (i % 1_000 == 0) {
          sheet.flush();
        }
      }
    }
    return file;
  }

  static List<String> cells(int number, String unit) {
    LocalDate birth = LocalDate.of(1970, 1, 1).plusDays(number % 10_000);
    String id = id(birth, number / 10_000 * 2 + 1);
    return List.of(
        String.valueOf(number + 1),
        unit,
        name(number),
        "男",
        birth.format(DateTimeFormatter.ofPattern("uuuu.MM")),
        number % 3 == 0 ? "中共党员" : "群众",
        id,
        String.valueOf(13_000_000_000L + number),
        "钮店湾居委会",
        number % 5 == 0 ? "急救员证、驾驶证C1" : "",
        number % 10 == 0 ? "是" : "否",
        "良好",
        "");
  }

  /** An ID number of somebody born in 1990. */
  static String id(int order) {
    return id(order, 1990);
  }

  static String id(int order, int year) {
    return id(LocalDate.of(year, 3, 7), order);
  }

  /** An ID number with its check digit. */
  static String id(LocalDate birth, int order) {
    String body =
        "330598" + birth.format(DateTimeFormatter.BASIC_ISO_DATE) + "%03d".formatted(order);
    for (char check : "0123456789X".toCharArray()) {
      if (IdNumber.fault(body + check).isEmpty()) {
        return body + check;
      }
    }
    throw new IllegalArgumentException(body);
  }

  private static String name(int number) {
    char first = SURNAMES.charAt(number % SURNAMES.length());
    char second = GIVEN.charAt(number / SURNAMES.length() % GIVEN.length());
    char third = GIVEN.charAt(number / SURNAMES.length() / GIVEN.length() % GIVEN.length());
    return "" + first + second + third;
  }
}
