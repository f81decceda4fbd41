package org.muster.model.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Why the command center ended a socket connection. */
public enum CloseCode {
  MALFORMED(4400),
  NO_TICKET(4401),
  NOT_YOURS(4403),
  SILENT(4408),
  TAKEN_OVER(4409),
  SESSION_ENDED(4410),
  TOO_FAST(4429),
  RESUME(4503);

  private static final Pattern RETRY_AFTER = Pattern.compile("\"retryAfterS\"\\s*:\\s*(\\d{1,6})");

  private final int number;

  CloseCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  public static Optional<CloseCode> find(int number) {
    return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
  }

  /** The reason text of a {@link #RESUME}: when to come back. */
  public static String resumeReason(int retryAfterS) {
    return "{\"retryAfterS\":" + retryAfterS + "}";
  }

  /** Reads {@code retryAfterS} out of a reason text; anything else in it is ignored. */
  public static OptionalInt retryAfterS(String reason) {
    var matcher = RETRY_AFTER.matcher(reason);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
