package org.muster.command.secret;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/**
 * The six digits that change every 30 seconds (RFC 6238) in the authenticator of those who sign.
 *
 * <p>The step before and the step after are accepted too: clocks of phones differ.
 */
public final class OneTimeCodes {
  private static final int SECRET_BYTES = 20;
  private static final int DIGITS = 6;
  private static final int STEPS_OFF_MAX = 1;
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final SecureRandom RANDOM = new SecureRandom();

  private OneTimeCodes() {}

  /** A new secret in the form that authenticators take (base32). */
  public static String freshSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return Base32.toBase32String(secret);
  }

  /** The step whose code was given, if it is one of those that are good at this time. */
  public static OptionalLong matchingStep(String secret, String code, Instant at) {
    long now = step(at);
    var match = OptionalLong.empty();
    for (long step = now - STEPS_OFF_MAX; step <= now + STEPS_OFF_MAX; step++) {
      if (same(code(secret, instant(step)), code)) {
        match = OptionalLong.of(step);
      }
    }
    return match;
  }

  public static String code(String secret, Instant at) {
    try {
      var key = new SecretKeySpec(Base32.decode(secret), "HmacSHA1");
      return new TimeBasedOneTimePasswordGenerator(STEP, DIGITS)
          .generateOneTimePasswordString(key, at, Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The number of the 30 seconds that this time is in. */
  public static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), STEP.toSeconds());
  }

  private static Instant instant(long step) {
    return Instant.ofEpochSecond(step * STEP.toSeconds());
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
