package org.muster.model.roster;

/**
 * Personal data as it may be shown by default: on screens, in exports, logs and messages.
 *
 * <p>Everything counts in code points, so that rare characters are not cut in half.
 */
public final class Masking {
  private static final String STAR = "*";

  private Masking() {}

  /** 张三 is 张*, 欧阳明月 is 欧**月. */
  public static String name(String name) {
    int length = name.codePointCount(0, name.length());
    return length <= 2 ? between(name, 1, 0) : between(name, 1, 1);
  }

  /** 138****5678; of a landline the last four digits. */
  public static String mobile(String number) {
    return number.matches("1[0-9]{10}") ? between(number, 3, 4) : "****" + last(number, 4);
  }

  /** The region and the last four digits; the birthday is hidden. */
  public static String idNumber(String id) {
    return between(id, 6, 4);
  }

  /** What stood in a cell that could not be read: its ends only. */
  public static String fragment(String text) {
    int length = text.codePointCount(0, text.length());
    return between(text, Math.min(3, length / 3), Math.min(2, length / 4));
  }

  private static String between(String text, int head, int tail) {
    int length = text.codePointCount(0, text.length());
    if (length <= head + tail) {
      return STAR.repeat(length);
    }
    return first(text, head) + STAR.repeat(length - head - tail) + last(text, tail);
  }

  private static String first(String text, int count) {
    return text.substring(0, text.offsetByCodePoints(0, count));
  }

  private static String last(String text, int count) {
    int length = text.codePointCount(0, text.length());
    return text.substring(text.offsetByCodePoints(0, Math.max(0, length - count)));
  }
}
