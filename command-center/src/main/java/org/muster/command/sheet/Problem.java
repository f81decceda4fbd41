package org.muster.command.sheet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something wrong with a file, as it is kept: the sentence is made when it is shown.
 *
 * @param row counts data rows from 1; 0 for the whole file
 * @param column as the sheet calls it
 * @param value what stands there, masked
 * @param details what the sentence names
 * @param cell how the sheet names the cell (D5), if it is one
 */
public record Problem(
    int row,
    String column,
    String value,
    Fault fault,
    List<String> details,
    Severity severity,
    Optional<String> cell) {
  public Problem {
    details = List.copyOf(details);
  }

  /** An error keeps its row out; a warning does not. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** Why, for people. */
  public String reason(Locale language) {
    return fault.reason(language, details);
  }

  /** What to do about it, for people. */
  public String suggestion(Locale language) {
    return fault.suggestion(language, details);
  }

  static Problem ofFile(Fault fault, List<String> details) {
    return new Problem(0, "", "", fault, details, Severity.ERROR, Optional.empty());
  }
}
