package org.muster.command.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.command.sheet.UnitRow.Liaison;
import org.muster.command.sheet.UnitRow.Rank;
import org.muster.model.roster.CreditCode;
import org.muster.model.roster.MobileNumber;

/** 单位表: the sending units, how many people they have, and whom to call there. */
final class UnitSheet implements Form<UnitRow> {
  private static final Column CODE = Column.optional("统一社会信用代码", "信用代码", "机构代码", "社会信用代码", "单位代码");
  private static final Column NAME =
      Column.required("单位名称", "单位", "派出单位", "工作单位", "部门名称", "部门", "单位全称");
  private static final Column HEADCOUNT =
      Column.required(
          "在编在岗人数", "本单位人数", "单位人数", "在编人数", "在岗人数", "编制人数", "总人数", "人数", "职工人数", "干部职工人数");
  private static final Column PARTY = Column.optional("在职党员数", "党员数", "党员人数", "在职党员人数");
  private static final Column LEADER = Column.optional("分管领导", "带队领导", "责任领导", "分管负责人", "负责人");
  private static final Column LIAISON = Column.optional("联络员", "联络员姓名", "单位联络员", "联系人");
  private static final Column LIAISON_MOBILE =
      Column.optional("联络员手机", "联络员电话", "联络员联系电话", "联络员手机号码", "联系电话");
  private static final Column DEPUTY = Column.optional("备用联络员", "备用联络员姓名", "副联络员");
  private static final Column DEPUTY_MOBILE =
      Column.optional("备用联络员手机", "备用联络员电话", "备用联络员联系电话", "副联络员手机");

  private static final List<Column> COLUMNS =
      List.of(CODE, NAME, HEADCOUNT, PARTY, LEADER, LIAISON, LIAISON_MOBILE, DEPUTY, DEPUTY_MOBILE);
  private static final int NAME_MAX = 100;

  private final Map<String, Integer> seen = new HashMap<>();

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public Column key() {
    return NAME;
  }

  @Override
  public Optional<UnitRow> read(Line line, Sheet sheet) {
    var cells = new Cells(line, sheet.problems(), sheet.directory());
    String name = cells.text(NAME, NAME_MAX);
    if (name.isEmpty()) {
      sheet.problems().error(line, NAME, Fault.MISSING, line.header().title(NAME));
    }
    Optional<CreditCode> code = code(line, sheet.problems());
    Optional<Integer> headcount = cells.count(HEADCOUNT);
    int party = line.text(PARTY).isEmpty() ? 0 : cells.count(PARTY).orElse(0);
    var liaisons = new ArrayList<Liaison>();
    liaison(line, cells, Rank.PRIMARY).ifPresent(liaisons::add);
    liaison(line, cells, Rank.DEPUTY).ifPresent(liaisons::add);
    repeated(line, sheet.problems(), name, code);
    if (name.isEmpty() || headcount.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new UnitRow(
            line.number(),
            code,
            name,
            headcount.get(),
            party,
            Optional.of(cells.text(LEADER, NAME_MAX)).filter(text -> !text.isEmpty()),
            List.copyOf(liaisons)));
  }

  private static Optional<CreditCode> code(Line line, Problems problems) {
    String text = line.text(CODE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!CreditCode.isValid(text)) {
      problems.error(line, CODE, Fault.CREDIT_CODE);
      return Optional.empty();
    }
    return Optional.of(new CreditCode(text));
  }

  private static Optional<Liaison> liaison(Line line, Cells cells, Rank rank) {
    Column name = rank == Rank.PRIMARY ? LIAISON : DEPUTY;
    Column mobile = rank == Rank.PRIMARY ? LIAISON_MOBILE : DEPUTY_MOBILE;
    if (line.text(name).isEmpty()) {
      return Optional.empty();
    }
    Optional<MobileNumber> number =
        line.text(mobile).isEmpty() ? Optional.empty() : cells.mobile(mobile);
    return cells.name(name).map(person -> new Liaison(rank, person, number));
  }

  private void repeated(Line line, Problems problems, String name, Optional<CreditCode> code) {
    Integer sameName = name.isEmpty() ? null : seen.putIfAbsent(name, line.number());
    Integer sameCode = code.map(c -> seen.putIfAbsent(c.value(), line.number())).orElse(null);
    if (sameName != null) {
      problems.error(line, NAME, Fault.UNIT_DUPLICATE, sameName.toString());
    } else if (sameCode != null) {
      problems.error(line, CODE, Fault.UNIT_DUPLICATE, sameCode.toString());
    }
  }
}
