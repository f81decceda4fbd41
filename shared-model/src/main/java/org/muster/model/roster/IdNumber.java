package org.muster.model.roster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A citizen's ID number (公民身份号码, GB 11643-1999) with a right check digit and a real birthday.
 *
 * <p>The first six digits are not looked up: codes of abolished counties stay valid for life.
 */
public record IdNumber(String value) {
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";

  /** What is wrong with a text that should be an ID number. */
  public enum Fault {
    MISSING,
    FORM,
    /** A spreadsheet keeps 15 digits of a number and fills up with zeros. */
    TRUNCATED,
    BIRTH,
    CHECK_DIGIT
  }

  public IdNumber {
    value = normalised(value);
    Optional<Fault> fault = fault(value);
    if (fault.isPresent()) {
      throw new IllegalArgumentException("no ID number: " + fault.get());
    }
  }

  /** Without blanks, half-width, the check letter in upper case. */
  public static String normalised(String text) {
    return PlainText.dense(text).replace("'", "").toUpperCase(Locale.ROOT);
  }

  public static Optional<Fault> fault(String text) {
    String id = normalised(text);
    if (id.isEmpty()) {
      return Optional.of(Fault.MISSING);
    }
    if (id.matches("[0-9](\\.[0-9]+)?E\\+?1[0-9]")) {
      return Optional.of(Fault.TRUNCATED);
    }
    if (!id.matches("[1-9][0-9]{16}[0-9X]")) {
      return Optional.of(Fault.FORM);
    }
    if (check(id) != id.charAt(17)) {
      return Optional.of(id.endsWith("000") ? Fault.TRUNCATED : Fault.CHECK_DIGIT);
    }
    return birthday(id).isEmpty() ? Optional.of(Fault.BIRTH) : Optional.empty();
  }

  public LocalDate birth() {
    return birthday(value).orElseThrow();
  }

  public Sex sex() {
    return (value.charAt(16) - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE;
  }

  /** Never in full, not even by mistake in a log. */
  @Override
  public String toString() {
    return Masking.idNumber(value);
  }

  private static char check(String id) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * (id.charAt(i) - '0');
    }
    return CHECKS.charAt(sum % 11);
  }

  private static Optional<LocalDate> birthday(String id) {
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(id.substring(6, 10)),
              Integer.parseInt(id.substring(10, 12)),
              Integer.parseInt(id.substring(12, 14))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
