package org.muster.command.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How server and SMS gateway know each other, in both directions: HMAC-SHA-256 with the common
 * secret over the time in milliseconds, a line feed and the body, in hexadecimal digits.
 */
public final class GatewaySignature {
  /** Headers of a signed request. */
  public static final String TIME = "X-Muster-Time";

  public static final String SIGN = "X-Muster-Sign";
  public static final String ACCOUNT = "X-Muster-Account";

  /** Older than this, a request may be a repeated one. */
  private static final Duration SKEW_MAX = Duration.ofMinutes(5);

  private final byte[] secret;

  public GatewaySignature(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  public String of(long timeMs, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] text = (timeMs + "\n" + body).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** True when the other side made it, over this body, a moment ago. */
  public boolean isValid(String time, String sign, String body, Instant now) {
    if (!time.matches("[0-9]{1,15}")) {
      return false;
    }
    long timeMs = Long.parseLong(time);
    boolean recent = Math.abs(now.toEpochMilli() - timeMs) <= SKEW_MAX.toMillis();
    return recent
        && MessageDigest.isEqual(
            of(timeMs, body).getBytes(StandardCharsets.UTF_8),
            sign.getBytes(StandardCharsets.UTF_8));
  }
}
