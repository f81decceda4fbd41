package org.muster.command.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.muster.command.sheet.Problem.Severity;
import org.muster.model.roster.Masking;

/** The problems found so far in one file. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();
  private int errors;

  /** In the order of the rows. */
  public List<Problem> list() {
    return found.stream().sorted(Comparator.comparingInt(Problem::row)).toList();
  }

  /** True when the list says no more of what is found. */
  boolean isFull() {
    return found.size() >= Limits.PROBLEMS_MAX;
  }

  /** How many errors there are, those beyond the limit of the list included. */
  int errors() {
    return errors;
  }

  public void add(Problem problem) {
    errors += problem.severity() == Severity.ERROR ? 1 : 0;
    if (!isFull()) {
      found.add(problem);
    }
  }

  void error(Line line, Column column, Fault fault, String... details) {
    add(line, column, fault, Severity.ERROR, details);
  }

  void warning(Line line, Column column, Fault fault, String... details) {
    add(line, column, fault, Severity.WARNING, details);
  }

  private void add(Line line, Column column, Fault fault, Severity severity, String... details) {
    add(
        new Problem(
            line.number(),
            line.header().title(column),
            masked(line.text(column), fault),
            fault,
            Arrays.asList(details),
            severity,
            Optional.of(line.cell(column))));
  }

  /** A doubt about the file as a whole. */
  void warning(Fault fault, String... details) {
    add(new Problem(0, "", "", fault, List.of(details), Severity.WARNING, Optional.empty()));
  }

  /** Personal data shows its ends only; what is no personal data helps better as it stands. */
  private static String masked(String value, Fault fault) {
    return switch (fault) {
      case ID_FORM,
          ID_TRUNCATED,
          ID_CHECK_DIGIT,
          ID_BIRTH,
          ID_DUPLICATE,
          ID_UNKNOWN,
          ID_ELSEWHERE ->
          value.length() >= 15 ? Masking.idNumber(value) : Masking.fragment(value);
      case MOBILE_FORM, MOBILE_DUPLICATE, MOBILE_KNOWN ->
          value.length() == 11 ? Masking.mobile(value) : Masking.fragment(value);
      case NAME_FORM, NAME_DIFFERS, NAME_DUPLICATE, NAME_KNOWN -> Masking.name(value);
      case HEALTH_UNCLEAR, PERSON_AMBIGUOUS -> Masking.fragment(value);
      default -> value.length() > 40 ? value.substring(0, 40) + "…" : value;
    };
  }
}
