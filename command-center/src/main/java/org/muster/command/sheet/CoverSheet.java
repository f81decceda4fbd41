package org.muster.command.sheet;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.muster.command.sheet.Batch.Mark;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.IdNumber;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.PersonName;

/** Lists that give a person a span of days: 被保险人清单 and 培训名单. */
final class CoverSheet implements Form<CoverRow> {
  private static final Column NAME =
      Column.optional("姓名", "被保险人", "被保险人姓名", "志愿者姓名", "人员姓名", "学员姓名");
  private static final Column ID =
      Column.optional("身份证号", "身份证号码", "公民身份号码", "公民身份证号码", "身份证", "证件号码", "证件号", "被保险人身份证号");
  private static final Column MOBILE =
      Column.optional("手机号码", "手机", "手机号", "联系电话", "电话", "联系方式", "移动电话", "电话号码");
  private static final Column UNIT = Column.filled("单位", "工作单位", "单位名称", "所在单位", "派出单位", "所属单位");
  private static final Column POLICY = Column.optional("保单号", "保险单号", "保单号码", "保单编号");
  private static final Column INSURED_FROM =
      Column.required("起保日期", "生效日期", "保险起期", "保险开始日期", "起期", "开始日期", "保险生效日期", "起始日期");
  private static final Column INSURED_UNTIL =
      Column.required(
          "终保日期", "截止日期", "保险止期", "失效日期", "到期日期", "止期", "结束日期", "终止日期", "保险到期日期", "保险有效期");
  private static final Column TRAINED_ON =
      Column.required("培训日期", "培训时间", "日期", "培训完成日期", "结业日期", "合格日期");
  private static final Column TRAINED_UNTIL =
      Column.required("有效期至", "有效期", "有效至", "有效期限", "有效截止日期", "证书有效期");

  private final Column from;
  private final Column until;

  private CoverSheet(Column from, Column until) {
    this.from = from;
    this.until = until;
  }

  static CoverSheet insurance() {
    return new CoverSheet(INSURED_FROM, INSURED_UNTIL);
  }

  static CoverSheet training() {
    return new CoverSheet(TRAINED_ON, TRAINED_UNTIL);
  }

  @Override
  public List<Column> columns() {
    return List.of(UNIT, NAME, ID, MOBILE, POLICY, from, until);
  }

  @Override
  public Column column(Mark mark) {
    return switch (mark) {
      case ID -> ID;
      case MOBILE -> MOBILE;
      case NAME -> NAME;
    };
  }

  @Override
  public Column key() {
    return ID;
  }

  @Override
  public Optional<CoverRow> read(Line line, Sheet sheet) {
    var cells = new Cells(line, sheet.problems(), sheet.directory());
    Optional<CoverRow.Person> person = person(line, sheet, cells);
    Optional<LocalDate> first = cells.day(from);
    Optional<LocalDate> last = cells.day(until);
    if (person.isEmpty() || first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    if (last.get().isBefore(first.get())) {
      sheet.problems().error(line, until, Fault.DATES_ORDER);
      return Optional.empty();
    }
    Optional<String> policy = Optional.of(cells.text(POLICY, 64)).filter(text -> !text.isEmpty());
    var days = new DateSpan(first.get(), last.get());
    return Optional.of(new CoverRow(line.number(), person.get(), days, policy));
  }

  /** An ID number that is there must be right; without one, phone or name and unit have to do. */
  private static Optional<CoverRow.Person> person(Line line, Sheet sheet, Cells cells) {
    Optional<PersonName> name = line.text(NAME).isEmpty() ? Optional.empty() : cells.name(NAME);
    if (!line.text(ID).isEmpty()) {
      return cells.id(ID).map(id -> known(Optional.of(id), Optional.empty(), name));
    }
    if (!line.text(MOBILE).isEmpty()) {
      return cells.mobile(MOBILE).map(m -> known(Optional.empty(), Optional.of(m), name));
    }
    String unit = line.text(UNIT).isEmpty() ? sheet.sender().orElse("") : line.text(UNIT);
    if (name.isEmpty() || unit.isEmpty()) {
      sheet.problems().error(line, ID, Fault.MISSING, line.header().title(ID));
      return Optional.empty();
    }
    return cells
        .unit(UNIT, unit)
        .map(id -> new CoverRow.Person(Optional.empty(), Optional.empty(), name, Optional.of(id)));
  }

  private static CoverRow.Person known(
      Optional<IdNumber> id, Optional<MobileNumber> mobile, Optional<PersonName> name) {
    return new CoverRow.Person(id, mobile, name, Optional.empty());
  }
}
