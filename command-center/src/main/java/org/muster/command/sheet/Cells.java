package org.muster.command.sheet;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.IdNumber;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.PersonName;
import org.muster.model.roster.UnitId;

/** Reads the cells of one line; what cannot be read is empty and noted as a problem. */
final class Cells {
  private static final Set<String> YES =
      Set.of("是", "√", "✓", "✔", "1", "y", "yes", "true", "对", "有", "队员", "队长");
  private static final Set<String> NO =
      Set.of("", "否", "0", "n", "no", "false", "不是", "无", "×", "x", "-", "/", "非");

  private final Line line;
  private final Problems problems;
  private final Directory directory;

  Cells(Line line, Problems problems, Directory directory) {
    this.line = line;
    this.problems = problems;
    this.directory = directory;
  }

  String text(Column column, int lengthMax) {
    String text = line.text(column);
    if (text.length() > lengthMax) {
      problems.error(line, column, Fault.TOO_LONG, String.valueOf(lengthMax));
    }
    return text;
  }

  Optional<IdNumber> id(Column column) {
    String text = line.text(column);
    Optional<IdNumber.Fault> fault = IdNumber.fault(text);
    if (fault.isPresent()) {
      switch (fault.get()) {
        case MISSING -> problems.error(line, column, Fault.MISSING, line.header().title(column));
        case FORM -> problems.error(line, column, Fault.ID_FORM);
        case TRUNCATED -> problems.error(line, column, Fault.ID_TRUNCATED);
        case BIRTH -> problems.error(line, column, Fault.ID_BIRTH);
        case CHECK_DIGIT -> problems.error(line, column, Fault.ID_CHECK_DIGIT);
      }
      return Optional.empty();
    }
    var id = new IdNumber(text);
    if (id.birth().isAfter(directory.today())) {
      problems.error(line, column, Fault.ID_BIRTH);
      return Optional.empty();
    }
    return Optional.of(id);
  }

  Optional<MobileNumber> mobile(Column column) {
    String text = line.text(column);
    Optional<MobileNumber.Fault> fault = MobileNumber.fault(text);
    if (fault.isEmpty()) {
      return Optional.of(new MobileNumber(text));
    }
    switch (fault.get()) {
      case MISSING -> problems.error(line, column, Fault.MISSING, line.header().title(column));
      case FORM -> problems.error(line, column, Fault.MOBILE_FORM);
      case SCIENTIFIC -> problems.error(line, column, Fault.MOBILE_SCIENTIFIC);
    }
    return Optional.empty();
  }

  Optional<PersonName> name(Column column) {
    String text = line.text(column);
    if (text.isEmpty()) {
      problems.error(line, column, Fault.MISSING, line.header().title(column));
      return Optional.empty();
    }
    if (!PersonName.isValid(text)) {
      problems.error(line, column, Fault.NAME_FORM);
      return Optional.empty();
    }
    return Optional.of(new PersonName(text));
  }

  Optional<LocalDate> day(Column column) {
    Optional<LocalDate> day = DateText.parse(line.text(column));
    if (day.isEmpty()) {
      boolean missing = line.text(column).isEmpty();
      problems.error(
          line, column, missing ? Fault.MISSING : Fault.DATE, line.header().title(column));
    }
    return day;
  }

  Optional<Integer> count(Column column) {
    String text = line.text(column).replaceFirst("人$", "").strip();
    if (text.matches("[0-9]{1,7}")) {
      return Optional.of(Integer.parseInt(text));
    }
    problems.error(
        line, column, text.isEmpty() ? Fault.MISSING : Fault.NUMBER, line.header().title(column));
    return Optional.empty();
  }

  Optional<Boolean> yes(Column column) {
    String text = line.text(column).toLowerCase(java.util.Locale.ROOT);
    if (YES.contains(text)) {
      return Optional.of(true);
    }
    if (NO.contains(text)) {
      return Optional.of(false);
    }
    problems.error(line, column, Fault.YES_NO);
    return Optional.empty();
  }

  Optional<UnitId> unit(Column column, String name) {
    if (name.isEmpty()) {
      problems.error(line, column, Fault.MISSING, line.header().title(column));
      return Optional.empty();
    }
    Optional<UnitId> unit = directory.units().find(name);
    if (unit.isEmpty()) {
      problems.error(line, column, Fault.UNIT_UNKNOWN);
    } else if (directory.own().filter(own -> !unit.get().equals(own)).isPresent()) {
      problems.error(line, column, Fault.UNIT_FOREIGN);
      return Optional.empty();
    }
    return unit;
  }

  Optional<AreaCode> community(Column column, String street) {
    String name = line.text(column);
    List<Area> found = directory.communities().named(street, name);
    if (found.size() == 1) {
      return Optional.of(found.getFirst().code());
    }
    if (found.isEmpty()) {
      problems.error(line, column, Fault.COMMUNITY_UNKNOWN, similar(name));
    } else {
      problems.error(line, column, Fault.COMMUNITY_AMBIGUOUS);
    }
    return Optional.empty();
  }

  /** Nobody reads the suggestion to a problem that is only counted. */
  private String similar(String name) {
    return problems.isFull()
        ? ""
        : directory.communities().similar(name).map(known -> "：" + known + "？").orElse("");
  }

  /** The parts of a list in a cell; 无 and strokes are nothing. */
  static List<String> list(String text) {
    return Arrays.stream(text.split("[、,，;；|\\s]+"))
        .filter(part -> !part.isBlank() && !Set.of("无", "/", "-", "—", "没有").contains(part))
        .distinct()
        .toList();
  }
}
