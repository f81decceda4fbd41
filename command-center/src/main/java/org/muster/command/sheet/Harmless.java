package org.muster.command.sheet;

/** A text from outside must not become a formula in somebody's spreadsheet. */
public final class Harmless {
  private static final String STARTS = "=+-@\t\r\n＝＋－＠";

  private Harmless() {}

  /** With an apostrophe in front where a spreadsheet would reckon, also behind blanks. */
  public static String text(String text) {
    String bare = text.replaceFirst("^[ \\u00A0\\u3000]+", "");
    return !bare.isEmpty() && STARTS.indexOf(bare.charAt(0)) >= 0 ? "'" + text : text;
  }
}
