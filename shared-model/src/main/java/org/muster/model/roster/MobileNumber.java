package org.muster.model.roster;

import java.util.Optional;

/** A mobile number of the mainland, 11 digits. */
public record MobileNumber(String value) {

  /** What is wrong with a text that should be a mobile number. */
  public enum Fault {
    MISSING,
    FORM,
    /** A spreadsheet showed the number as 1.38E+10: the digits are lost. */
    SCIENTIFIC
  }

  public MobileNumber {
    value = normalised(value);
    if (fault(value).isPresent()) {
      throw new IllegalArgumentException("no mobile number");
    }
  }

  /** Without blanks, dashes and the country code, half-width. */
  public static String normalised(String text) {
    String digits = PlainText.dense(text).replaceAll("[-‐‑–—()'.]", "");
    return digits.replaceFirst("^(\\+86|0086|86)(?=1[0-9]{10}$)", "");
  }

  public static Optional<Fault> fault(String text) {
    String plain = PlainText.dense(text);
    if (plain.isEmpty()) {
      return Optional.of(Fault.MISSING);
    }
    if (plain.matches("[0-9](\\.[0-9]+)?[eE]\\+?[0-9]{1,2}")) {
      return Optional.of(Fault.SCIENTIFIC);
    }
    return normalised(plain).matches("1[3-9][0-9]{9}") ? Optional.empty() : Optional.of(Fault.FORM);
  }

  /** Never in full, not even by mistake in a log. */
  @Override
  public String toString() {
    return Masking.mobile(value);
  }
}
