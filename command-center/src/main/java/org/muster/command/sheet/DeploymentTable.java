package org.muster.command.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Arrangement;
import org.muster.model.plan.Frame;
import org.muster.model.plan.Hazard;
import org.muster.model.plan.PlanLine;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;

/**
 * A plan as the table people know (下沉社区人员分配表): one row a unit and community, street and community
 * merged over their rows, what the tiers say of a community behind. Read back, it is the same plan.
 */
public final class DeploymentTable {
  private static final List<String> TITLES =
      List.of(
          "序号", "街道(乡镇)", "社区(村)", "区划代码", "社区负责人", "联系电话", "包联单位", "单位联络员", "联络员电话", "常态", "应急",
          "紧急", "集合点");
  private static final int STREET = 1;
  private static final int COMMUNITY = 2;
  private static final int HAZARD_COLUMN = 4;
  private static final int NUMBER_COLUMN = 6;
  private static final int NORMAL = 9;
  private static final int WIDE = 22;
  private static final String SHEET = "下沉社区人员分配表";
  private static final String BETWEEN = "、";

  private final Content content;
  private final List<Row> rows;
  private final Map<AreaCode, Map<Tier, Arrangement>> arranged = new HashMap<>();
  private final List<Slot> slots = new ArrayList<>();

  private DeploymentTable(Content content) {
    this.content = content;
    this.rows =
        content.rows().stream()
            .sorted(
                Comparator.comparing((Row row) -> row.line().community())
                    .thenComparing(row -> row.line().unit().value()))
            .toList();
    for (Arrangement one : content.arrangements()) {
      arranged.computeIfAbsent(one.community(), _ -> new HashMap<>()).put(one.tier(), one);
    }
    for (ArrangementColumns columns : ArrangementColumns.ALL) {
      for (int i = 0; i < columns.all().size(); i++) {
        int place = i;
        if (content.arrangements().stream()
            .filter(one -> one.tier() == columns.tier())
            .anyMatch(one -> !cells(one).get(place).isEmpty())) {
          slots.add(new Slot(columns.tier(), i, columns.all().get(i).name()));
        }
      }
    }
  }

  /**
   * What goes into the table.
   *
   * @param area what the area is called
   * @param number of the version; 0 for a draft
   * @param units what each unit is called
   */
  public record Content(
      Frame frame,
      String area,
      int number,
      List<Row> rows,
      List<Arrangement> arrangements,
      Function<UnitId, String> units) {
    public Content {
      rows = List.copyOf(rows);
      arrangements = List.copyOf(arrangements);
    }
  }

  /**
   * A line with the names that belong to it.
   *
   * @param contact of the community
   * @param liaison of the unit
   */
  public record Row(
      PlanLine line,
      String street,
      String community,
      Optional<DeploymentRow.Contact> contact,
      Optional<DeploymentRow.Contact> liaison) {}

  /** A column of a tier that something stands in. */
  private record Slot(Tier tier, int place, String title) {}

  public static byte[] write(Content content) {
    var table = new DeploymentTable(content);
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new Workbook(bytes, "Muster", "1.0")) {
      table.write(workbook.newWorksheet(SHEET));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(Worksheet sheet) {
    int header = head(sheet);
    int first = header + 1;
    for (int i = 0; i < rows.size(); i++) {
      row(sheet, first + i, i);
    }
    merge(sheet, first, STREET, row -> row.line().community().parent());
    merge(sheet, first, COMMUNITY, row -> row.line().community());
    for (int i = 0; i < slots.size(); i++) {
      merge(sheet, first, TITLES.size() + i, row -> row.line().community());
    }
    foot(sheet, first + rows.size());
  }

  /** Title, sender and what the plan says as a whole; returns the row of the header. */
  private int head(Worksheet sheet) {
    int last = TITLES.size() + slots.size() - 1;
    Frame frame = content.frame();
    int row = 0;
    text(sheet, row, 0, frame.name());
    sheet.range(row, 0, row, last).merge();
    sheet.style(row, 0).bold().horizontalAlignment("center").set();
    row++;
    text(sheet, row, 0, "填报单位：" + content.area());
    text(sheet, row, HAZARD_COLUMN, Above.HAZARD.title() + "：" + frame.hazard().term());
    text(
        sheet,
        row,
        NUMBER_COLUMN,
        content.number() == 0 ? "草案" : "第%d版".formatted(content.number()));
    row = said(sheet, row, Above.TRIGGER, frame.trigger().orElse(""));
    row = said(sheet, row, Above.TEAMS, String.join(BETWEEN, frame.teams()));
    row = said(sheet, row, Above.CHANNELS, String.join(BETWEEN, frame.channels()));
    row++;
    for (int i = 0; i < TITLES.size(); i++) {
      title(sheet, row, i, TITLES.get(i));
    }
    for (int i = 0; i < slots.size(); i++) {
      title(sheet, row, TITLES.size() + i, slots.get(i).title());
      sheet.width(TITLES.size() + i, WIDE);
    }
    return row;
  }

  private static int said(Worksheet sheet, int row, Above what, String text) {
    if (text.isEmpty()) {
      return row;
    }
    text(sheet, row + 1, 0, what.title() + "：" + text);
    return row + 1;
  }

  private static void title(Worksheet sheet, int row, int column, String title) {
    text(sheet, row, column, title);
    sheet.style(row, column).bold().set();
  }

  private void row(Worksheet sheet, int at, int index) {
    Row row = rows.get(index);
    PlanLine line = row.line();
    sheet.value(at, 0, index + 1);
    if (isFirst(index, one -> one.line().community().parent())) {
      text(sheet, at, STREET, row.street());
    }
    text(sheet, at, 3, line.community().value());
    person(sheet, at, 4, row.contact());
    text(sheet, at, 6, content.units().apply(line.unit()));
    person(sheet, at, 7, row.liaison());
    sheet.value(at, NORMAL, line.normal());
    sheet.value(at, NORMAL + 1, line.emergency());
    sheet.value(at, NORMAL + 2, line.critical());
    text(sheet, at, NORMAL + 3, line.meetingPoint().orElse(""));
    if (isFirst(index, one -> one.line().community())) {
      text(sheet, at, COMMUNITY, row.community());
      arrangement(sheet, at, line.community());
    }
  }

  private static void person(
      Worksheet sheet, int row, int column, Optional<DeploymentRow.Contact> person) {
    text(sheet, row, column, person.map(DeploymentRow.Contact::name).orElse(""));
    text(sheet, row, column + 1, person.flatMap(DeploymentRow.Contact::phone).orElse(""));
  }

  private boolean isFirst(int index, Function<Row, AreaCode> key) {
    return index == 0 || !key.apply(rows.get(index - 1)).equals(key.apply(rows.get(index)));
  }

  private void arrangement(Worksheet sheet, int row, AreaCode community) {
    Map<Tier, Arrangement> byTier = arranged.getOrDefault(community, Map.of());
    for (int i = 0; i < slots.size(); i++) {
      Arrangement one = byTier.get(slots.get(i).tier());
      if (one != null) {
        text(sheet, row, TITLES.size() + i, cells(one).get(slots.get(i).place()));
      }
    }
  }

  private List<String> cells(Arrangement one) {
    return ArrangementColumns.cells(one, content.units());
  }

  /** Cells of neighbouring rows that say the same are one. */
  private void merge(Worksheet sheet, int first, int column, Function<Row, AreaCode> key) {
    int from = 0;
    for (int i = 1; i <= rows.size(); i++) {
      boolean ends = i == rows.size() || !key.apply(rows.get(i)).equals(key.apply(rows.get(from)));
      if (ends) {
        if (i - from > 1) {
          sheet.range(first + from, column, first + i - 1, column).merge();
        }
        from = i;
      }
    }
  }

  private void foot(Worksheet sheet, int row) {
    text(sheet, row, 0, "合计");
    int column = NORMAL;
    for (Tier tier : Tier.values()) {
      sheet.value(row, column++, rows.stream().mapToInt(r -> r.line().need(tier)).sum());
    }
    text(sheet, row + 1, 0, "说明：紧急包含应急，应急包含常态；高层级未填的班次、技能、牵头单位、集合点、物资同低层级。");
  }

  /** A text from outside must not become a formula in somebody's spreadsheet. */
  private static void text(Worksheet sheet, int row, int column, String text) {
    if (!text.isEmpty()) {
      sheet.value(row, column, text.matches("'*[=+@\\-].*") ? "'" + text : text);
    }
  }

  /** What stands above a table beside its title. */
  enum Above {
    HAZARD("灾种"),
    TRIGGER("启动条件"),
    TEAMS("队伍"),
    CHANNELS("通知渠道");

    private static final String SENDER = "填报单位:";

    private final String title;

    Above(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    /** What the lines above a table say of it. */
    Optional<String> find(List<String> above) {
      for (String line : above) {
        int at = line.indexOf(title + ":");
        if (this == HAZARD ? line.startsWith(SENDER) && at > 0 : at == 0) {
          String said = line.substring(at + title.length() + 1).strip();
          return Optional.of(this == HAZARD ? said.split(" ", 2)[0] : said);
        }
      }
      return Optional.empty();
    }
  }

  /** What a table says of its plan as a whole; what it is silent about is empty. */
  public record Said(
      Optional<String> title,
      Optional<Hazard> hazard,
      Optional<String> trigger,
      Optional<List<String>> teams,
      Optional<List<String>> channels) {

    /** What a table that was read says. */
    public static Said of(Reading<DeploymentRow> reading) {
      List<String> above = reading.above();
      return new Said(
          reading.title().map(DeploymentSheet::bare),
          Above.HAZARD.find(above).flatMap(Said::hazard),
          Above.TRIGGER.find(above),
          Above.TEAMS.find(above).map(Said::names),
          Above.CHANNELS.find(above).map(Said::names));
    }

    private static List<String> names(String text) {
      return Cells.list(text).stream().filter(Frame::isName).limit(Frame.NAMES_MAX).toList();
    }

    private static Optional<Hazard> hazard(String term) {
      for (Hazard hazard : Hazard.values()) {
        if (hazard.term().equals(term)) {
          return Optional.of(hazard);
        }
      }
      return Optional.empty();
    }
  }
}
