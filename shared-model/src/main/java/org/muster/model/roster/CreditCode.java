package org.muster.model.roster;

/** A unit's unified social credit code (统一社会信用代码, GB 32100-2015) with both check digits right. */
public record CreditCode(String value) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int[] BODY_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

  public CreditCode {
    value = normalised(value);
    if (!isValid(value)) {
      throw new IllegalArgumentException("no credit code: " + value);
    }
  }

  public static String normalised(String text) {
    return PlainText.dense(text).toUpperCase(java.util.Locale.ROOT);
  }

  public static boolean isValid(String text) {
    String code = normalised(text);
    return code.matches("[0-9A-HJ-NP-RTUWXY]{18}")
        && check(code) == code.charAt(17)
        && bodyCheck(code.substring(8, 16)) == code.charAt(16);
  }

  private static char check(String code) {
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < 17; i++) {
      sum += weight * ALPHABET.indexOf(code.charAt(i));
      weight = weight * 3 % 31;
    }
    return ALPHABET.charAt((31 - sum % 31) % 31);
  }

  /** The 9-digit number inside has a check digit of its own (GB 11714). */
  private static char bodyCheck(String body) {
    int sum = 0;
    for (int i = 0; i < BODY_WEIGHTS.length; i++) {
      sum += BODY_WEIGHTS[i] * Character.digit(body.charAt(i), 36);
    }
    int check = 11 - sum % 11;
    return check == 10 ? 'X' : Character.forDigit(check % 11, 10);
  }
}
