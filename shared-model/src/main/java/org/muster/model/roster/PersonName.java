package org.muster.model.roster;

/**
 * A person's name, 2 to 20 code points: Chinese characters (rare ones take two UTF-16 units),
 * letters, and the middle dot of minority names.
 */
public record PersonName(String value) {
  private static final int LENGTH_MIN = 2;
  private static final int LENGTH_MAX = 20;
  private static final String DOTS = "[•‧・･∙.．]";

  public PersonName {
    value = normalised(value);
    if (!isValid(value)) {
      throw new IllegalArgumentException("no name");
    }
  }

  /** One kind of middle dot; without the blanks that rosters put into short names. */
  public static String normalised(String text) {
    String name = PlainText.of(text).replaceAll(" ?" + DOTS + " ?", "·");
    return name.replaceAll("(?<=\\p{IsHan}) (?=\\p{IsHan})", "");
  }

  public static boolean isValid(String text) {
    String name = normalised(text);
    int length = name.codePointCount(0, name.length());
    return length >= LENGTH_MIN
        && length <= LENGTH_MAX
        && name.matches("[\\p{L}\\p{M}]([\\p{L}\\p{M}· '-]*[\\p{L}\\p{M}])?");
  }

  /** Never in full, not even by mistake in a log. */
  @Override
  public String toString() {
    return Masking.name(value);
  }
}
