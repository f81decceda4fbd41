package org.muster.command.sheet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.PlainText;

/** Code lists of divisions (统计用区划代码). */
final class DivisionSheet implements Form<AreaRow> {
  private static final Column CODE =
      Column.required("code", "代码", "区划代码", "统计用区划代码", "行政区划代码", "编码");
  private static final Column NAME = Column.required("name", "名称", "区划名称", "行政区划名称", "单位名称");
  private static final int NAME_MAX = 60;

  private final Map<AreaCode, Integer> seen = new HashMap<>();

  @Override
  public List<Column> columns() {
    return List.of(CODE, NAME);
  }

  @Override
  public Column key() {
    return CODE;
  }

  @Override
  public Optional<AreaRow> read(Line line, Sheet sheet) {
    var cells = new Cells(line, sheet.problems(), sheet.directory());
    String name = cells.text(NAME, NAME_MAX);
    String code = PlainText.dense(line.text(CODE));
    if (name.isEmpty()) {
      sheet.problems().error(line, NAME, Fault.MISSING, line.header().title(NAME));
      return Optional.empty();
    }
    if (!code.matches("[1-9][0-9]{1,11}")) {
      sheet.problems().error(line, CODE, Fault.AREA_CODE);
      return Optional.empty();
    }
    AreaCode area = AreaCode.of(code);
    Integer before = seen.putIfAbsent(area, line.number());
    if (before != null) {
      sheet.problems().error(line, CODE, Fault.AREA_DUPLICATE, before.toString());
      return Optional.empty();
    }
    return Optional.of(new AreaRow(line.number(), area, name, Optional.empty()));
  }
}
