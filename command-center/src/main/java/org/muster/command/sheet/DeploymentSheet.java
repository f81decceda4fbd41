package org.muster.command.sheet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.PlanLine;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.PlainText;
import org.muster.model.roster.UnitId;

/** 下沉社区人员分配表: how many people which unit sends to which community, in each tier. */
final class DeploymentSheet implements Form<DeploymentRow> {
  private static final Column STREET =
      Column.filled("街道", "乡镇", "街道乡镇", "所属街道", "镇街", "乡镇街道", "街镇");
  private static final Column COMMUNITY =
      Column.filled("社区", "社区村", "村", "社区名称", "村社区", "下沉社区", "包联社区", "社区村名称");
  private static final Column CODE = Column.optional("区划代码", "社区代码", "行政区划代码", "统计用区划代码", "代码");
  private static final Column CONTACT =
      Column.optional("社区负责人", "负责人", "社区书记", "社区负责人及电话", "社区联系人");
  private static final Column PHONE = Column.optional("联系电话", "负责人电话", "社区负责人电话", "社区电话", "社区联系电话");
  private static final Column UNIT =
      Column.required("包联单位", "派出单位", "单位", "责任单位", "下沉单位", "单位名称", "包保单位");
  private static final Column NORMAL = Column.required("常态", "常态人数", "常态化");
  private static final Column EMERGENCY = Column.required("应急", "应急人数");
  private static final Column CRITICAL = Column.required("紧急", "紧急人数");
  private static final Column MEETING = Column.optional("集合点", "集合地点", "报到地点", "报到点", "小区点位");

  private static final List<Column> COLUMNS =
      Stream.concat(
              Stream.of(
                  STREET, COMMUNITY, CODE, CONTACT, PHONE, UNIT, NORMAL, EMERGENCY, CRITICAL,
                  MEETING),
              ArrangementColumns.ALL.stream().flatMap(columns -> columns.all().stream()))
          .toList();
  private static final int TEXT_MAX = 200;

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public Column key() {
    return COMMUNITY;
  }

  @Override
  public Optional<DeploymentRow> read(Line line, Sheet sheet) {
    var cells = new Cells(line, sheet.problems(), sheet.directory());
    Optional<AreaCode> community = community(line, sheet, cells);
    Optional<UnitId> unit = cells.unit(UNIT, line.text(UNIT));
    Optional<Integer> normal = cells.count(NORMAL);
    Optional<Integer> emergency = cells.count(EMERGENCY);
    Optional<Integer> critical = cells.count(CRITICAL);
    Optional<String> meeting = filled(bare(cells.text(MEETING, TEXT_MAX)));
    Optional<String> name = filled(bare(cells.text(CONTACT, TEXT_MAX)));
    Optional<String> phone = filled(cells.text(PHONE, TEXT_MAX)).map(DeploymentSheet::phone);
    if (community.isEmpty()
        || unit.isEmpty()
        || normal.isEmpty()
        || emergency.isEmpty()
        || critical.isEmpty()) {
      return Optional.empty();
    }
    if (normal.get() > emergency.get() || emergency.get() > critical.get()) {
      sheet.problems().error(line, EMERGENCY, Fault.TIERS_ORDER);
      return Optional.empty();
    }
    var owed =
        new PlanLine(
            community.get(), unit.get(), normal.get(), emergency.get(), critical.get(), meeting);
    var arranged =
        ArrangementColumns.ALL.stream()
            .map(columns -> columns.read(owed.community(), line, cells, sheet.problems()))
            .filter(one -> !one.isOpen())
            .toList();
    return Optional.of(
        new DeploymentRow(
            line.number(), owed, name.map(n -> new DeploymentRow.Contact(n, phone)), arranged));
  }

  /** True when a table with this header says anything of shifts, skills, leaders or supplies. */
  static boolean arranges(Header header) {
    return ArrangementColumns.ALL.stream()
        .flatMap(columns -> columns.all().stream())
        .anyMatch(header::has);
  }

  /** Without the mark that keeps a text from becoming a formula. */
  static String bare(String text) {
    return text.matches("'+[=+@\\-].*") ? text.substring(1) : text;
  }

  /** The code counts; a name that says otherwise should be looked at. */
  private static Optional<AreaCode> community(Line line, Sheet sheet, Cells cells) {
    String code = PlainText.dense(line.text(CODE));
    if (code.isEmpty()) {
      if (line.text(COMMUNITY).isEmpty()) {
        sheet.problems().error(line, COMMUNITY, Fault.MISSING, line.header().title(COMMUNITY));
        return Optional.empty();
      }
      return cells.community(COMMUNITY, line.text(STREET));
    }
    Optional<Area> coded = sheet.directory().communities().byCode(code);
    if (coded.isEmpty()) {
      sheet.problems().error(line, CODE, Fault.COMMUNITY_UNKNOWN, "");
      return Optional.empty();
    }
    String name = line.text(COMMUNITY);
    boolean same =
        name.isEmpty()
            || sheet.directory().communities().named(line.text(STREET), name).contains(coded.get());
    if (!same) {
      sheet.problems().warning(line, COMMUNITY, Fault.COMMUNITY_DIFFERS, coded.get().name());
    }
    return Optional.of(coded.get().code());
  }

  static Optional<String> filled(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }

  private static String phone(String text) {
    return MobileNumber.fault(text).isEmpty() ? MobileNumber.normalised(text) : text;
  }
}
