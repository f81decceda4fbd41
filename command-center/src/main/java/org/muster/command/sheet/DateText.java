package org.muster.command.sheet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day as people write it: 1990.03.07, 1990-3-7, 1990年3月7日, 19900307, 199003, or Excel's count.
 */
final class DateText {
  private static final Pattern PARTS =
      Pattern.compile("([12][0-9]{3})[-./年]([0-9]{1,2})(?:[-./月]([0-9]{1,2})?)?日?( .*)?");
  private static final Pattern DIGITS = Pattern.compile("([12][0-9]{3})([0-9]{2})([0-9]{2})?");

  /** Day 1 of a spreadsheet is 1900-01-01, and it believes in a 29 February 1900. */
  private static final LocalDate SHEET_EPOCH = LocalDate.of(1899, 12, 30);

  private static final Pattern SHEET_DAY = Pattern.compile("([1-9][0-9]{4})(\\.[0-9]+)?");

  private DateText() {}

  /** The day; of a month its first day. */
  static Optional<LocalDate> parse(String text) {
    Matcher day = SHEET_DAY.matcher(text);
    if (day.matches()) {
      return Optional.of(SHEET_EPOCH.plusDays(Long.parseLong(day.group(1))));
    }
    for (Pattern pattern : new Pattern[] {PARTS, DIGITS}) {
      Matcher found = pattern.matcher(text);
      if (found.matches()) {
        return day(found);
      }
    }
    return Optional.empty();
  }

  /** True when the text names a month only. */
  static boolean isMonth(String text) {
    for (Pattern pattern : new Pattern[] {PARTS, DIGITS}) {
      Matcher found = pattern.matcher(text);
      if (found.matches()) {
        return found.group(3) == null;
      }
    }
    return false;
  }

  private static Optional<LocalDate> day(Matcher found) {
    try {
      String day = found.group(3);
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(found.group(1)),
              Integer.parseInt(found.group(2)),
              day == null ? 1 : Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
