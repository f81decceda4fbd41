package org.muster.command.sheet;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.command.sheet.Batch.Mark;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.IdNumber;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.PersonName;
import org.muster.model.roster.Sex;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer.Health;

/** 机关志愿者花名册: who the volunteers of the units are. */
final class RosterSheet implements Form<PersonRow> {
  private static final Column UNIT = Column.filled("单位", "工作单位", "单位名称", "所在单位", "派出单位", "所属单位");
  private static final Column DEPARTMENT =
      Column.optional("处室", "科室", "部门", "内设机构", "所在科室", "所在处室");
  private static final Column NAME = Column.required("姓名", "志愿者姓名", "人员姓名", "队员姓名", "志愿者");
  private static final Column SEX = Column.optional("性别");
  private static final Column BIRTH = Column.optional("出生年月", "出生日期", "出生年月日", "出生时间");
  private static final Column POLITICAL = Column.optional("政治面貌", "政治面目");
  private static final Column TITLE = Column.optional("职务", "职级", "职务职级", "职务或职级", "现任职务", "职称");
  private static final Column ID =
      Column.required("身份证号", "身份证号码", "公民身份号码", "公民身份证号码", "身份证", "居民身份证号", "证件号码", "证件号");
  private static final Column MOBILE =
      Column.required("手机号码", "手机", "手机号", "联系电话", "电话", "联系方式", "移动电话", "联系手机", "电话号码", "手机电话");
  private static final Column STREET = Column.optional("居住街道", "街道", "乡镇", "街道乡镇", "所在街道", "居住乡镇");
  private static final Column COMMUNITY =
      Column.optional(
          "居住社区", "现居住社区", "居住地社区", "所在社区", "社区", "居住村", "居住社区村", "社区村", "居住地所在社区", "报到社区");
  private static final Column SKILLS =
      Column.optional("特长", "专业特长", "技能", "专业资质", "特长专业资质", "服务技能", "技能特长", "专业技能");
  private static final Column SHOCK =
      Column.optional("是否突击队", "突击队员", "突击队", "是否突击队员", "是否参加突击队", "是否为突击队员", "是否应急突击队");
  private static final Column HEALTH = Column.optional("健康状况", "身体状况", "健康情况", "身体健康状况", "健康");
  private static final Column REMARK = Column.optional("备注", "说明");

  private static final List<Column> COLUMNS =
      List.of(
          UNIT,
          DEPARTMENT,
          NAME,
          SEX,
          BIRTH,
          POLITICAL,
          TITLE,
          ID,
          MOBILE,
          STREET,
          COMMUNITY,
          SKILLS,
          SHOCK,
          HEALTH,
          REMARK);
  private static final int ADULT_YEARS = 18;
  private static final int TEXT_MAX = 100;

  private final Map<IdNumber, Integer> ids = new HashMap<>();
  private final Map<MobileNumber, Integer> mobiles = new HashMap<>();
  private final Map<Namesake, Integer> names = new HashMap<>();

  /** Whoever shares all of this is probably the same person. */
  private record Namesake(UnitId unit, PersonName name, LocalDate birth) {}

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public Column key() {
    return ID;
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
  public Optional<PersonRow> read(Line line, Sheet sheet) {
    var cells = new Cells(line, sheet.problems(), sheet.directory());
    Optional<UnitId> unit = unit(line, sheet, cells);
    Optional<PersonName> name = cells.name(NAME);
    Optional<IdNumber> id = cells.id(ID);
    Optional<MobileNumber> mobile = cells.mobile(MOBILE);
    Optional<AreaCode> community =
        line.text(COMMUNITY).isEmpty()
            ? Optional.empty()
            : cells.community(COMMUNITY, line.text(STREET));
    Optional<Boolean> shock = line.has(SHOCK) ? cells.yes(SHOCK) : Optional.empty();
    Optional<Health> health = health(line, sheet.problems());
    PersonRow.Details details = details(line, cells);
    compare(line, sheet, id, shock);
    boolean repeated = repeated(line, sheet.problems(), id, mobile);
    if (unit.isEmpty() || name.isEmpty() || id.isEmpty() || mobile.isEmpty()) {
      return Optional.empty();
    }
    if (!repeated) {
      namesake(line, sheet.problems(), new Namesake(unit.get(), name.get(), id.get().birth()));
    }
    return Optional.of(
        new PersonRow(
            line.number(),
            unit.get(),
            name.get(),
            id.get(),
            mobile.get(),
            details,
            community,
            shock,
            health));
  }

  /** The unit of the row, else of the line 填报单位, else the liaison's own. */
  private static Optional<UnitId> unit(Line line, Sheet sheet, Cells cells) {
    String written = line.text(UNIT);
    String name = written.isEmpty() ? sheet.sender().orElse("") : written;
    if (name.isEmpty() && sheet.directory().own().isPresent()) {
      return sheet.directory().own();
    }
    return cells.unit(UNIT, name);
  }

  private static PersonRow.Details details(Line line, Cells cells) {
    return new PersonRow.Details(
        written(line, cells, DEPARTMENT),
        written(line, cells, TITLE),
        written(line, cells, POLITICAL).map(RosterSheet::political),
        written(line, cells, SKILLS).map(Cells::list),
        written(line, cells, HEALTH),
        written(line, cells, REMARK));
  }

  private static Optional<String> written(Line line, Cells cells, Column column) {
    return line.has(column) ? Optional.of(cells.text(column, TEXT_MAX)) : Optional.empty();
  }

  private static String political(String text) {
    return switch (text) {
      case "党员" -> "中共党员";
      case "预备党员", "预备" -> "中共预备党员";
      case "团员" -> "共青团员";
      default -> text;
    };
  }

  /** Chronic illness means light posts; what a post would endanger does not go. */
  private static Optional<Health> health(Line line, Problems problems) {
    if (!line.has(HEALTH)) {
      return Optional.empty();
    }
    String text = line.text(HEALTH);
    if (text.matches("|良好|健康|正常|好|优秀|优|健康或良好|身体健康|健康良好|无")) {
      return Optional.of(Health.GOOD);
    }
    if (text.matches(".*(不适宜|不宜|重病|重大疾病|住院|孕|产假|哺乳|手术|病休|病假|癌|肿瘤|伤残).*")) {
      return Optional.of(Health.UNFIT);
    }
    if (!text.matches(".*(慢性|高血压|糖尿病|一般|较弱|轻|残疾|心脏|哮喘|过敏|体弱).*")) {
      problems.warning(line, HEALTH, Fault.HEALTH_UNCLEAR);
    }
    return Optional.of(Health.LIMITED);
  }

  /** What the ID number says counts; where the sheet says otherwise, somebody should look. */
  private static void compare(
      Line line, Sheet sheet, Optional<IdNumber> found, Optional<Boolean> shock) {
    if (found.isEmpty()) {
      return;
    }
    IdNumber id = found.get();
    String sex = line.text(SEX);
    if ((sex.startsWith("男") && id.sex() != Sex.MALE)
        || (sex.startsWith("女") && id.sex() != Sex.FEMALE)) {
      sheet.problems().warning(line, SEX, Fault.SEX_DIFFERS);
    }
    String birth = line.text(BIRTH);
    boolean same =
        DateText.parse(birth)
            .filter(day -> DateText.isMonth(birth) ? sameMonth(day, id) : day.equals(id.birth()))
            .isPresent();
    if (!birth.isEmpty() && !same) {
      sheet.problems().warning(line, BIRTH, Fault.BIRTH_DIFFERS);
    }
    boolean minor = id.birth().plusYears(ADULT_YEARS).isAfter(sheet.directory().today());
    if (minor && shock.orElse(false)) {
      sheet.problems().error(line, SHOCK, Fault.MINOR_IN_SHOCK_TEAM);
    }
  }

  private static boolean sameMonth(LocalDate day, IdNumber id) {
    return java.time.YearMonth.from(day).equals(java.time.YearMonth.from(id.birth()));
  }

  /** By ID number first, then by phone. */
  private boolean repeated(
      Line line, Problems problems, Optional<IdNumber> id, Optional<MobileNumber> mobile) {
    Integer before = id.map(i -> ids.putIfAbsent(i, line.number())).orElse(null);
    if (before != null) {
      problems.error(line, ID, Fault.ID_DUPLICATE, before.toString());
      return true;
    }
    Integer same = mobile.map(m -> mobiles.putIfAbsent(m, line.number())).orElse(null);
    if (same != null) {
      problems.warning(line, MOBILE, Fault.MOBILE_DUPLICATE, same.toString());
    }
    return same != null;
  }

  /** By name and unit, where neither number told. */
  private void namesake(Line line, Problems problems, Namesake person) {
    Integer before = names.putIfAbsent(person, line.number());
    if (before != null) {
      problems.warning(line, NAME, Fault.NAME_DUPLICATE, before.toString());
    }
  }
}
