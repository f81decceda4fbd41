package org.muster.model.roster;

/** Takes out of a text what people do not see: odd blanks, full-width forms, invisible marks. */
public final class PlainText {
  private static final int FULL_WIDTH_SHIFT = 0xFEE0;

  private PlainText() {}

  /** Half-width, with single plain blanks, without outer blanks. */
  public static String of(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints().map(PlainText::plain).filter(c -> c != 0).forEach(plain::appendCodePoint);
    return plain.toString().strip().replaceAll(" {2,}", " ");
  }

  /** The same without any blank: for numbers and codes. */
  public static String dense(String text) {
    return of(text).replace(" ", "");
  }

  private static int plain(int c) {
    if (c >= 0xFF01 && c <= 0xFF5E) {
      return c - FULL_WIDTH_SHIFT;
    }
    if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
      return ' ';
    }
    return Character.getType(c) == Character.FORMAT || Character.isISOControl(c) ? 0 : c;
  }
}
