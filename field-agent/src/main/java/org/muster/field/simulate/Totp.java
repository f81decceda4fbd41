package org.muster.field.simulate;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/**
 * A person's one-time codes. A code is good once per purpose, so for the same purpose the next one
 * is given, which may mean to wait for it.
 */
final class Totp {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int DIGITS = 6;
  private static final int BASE32_BLOCK = 8;

  private final SecretKey secret;
  private final Deadline deadline;
  private final Map<String, Long> given = new HashMap<>();

  Totp(String base32, Deadline deadline) {
    String padded = base32 + "=".repeat(Math.floorMod(-base32.length(), BASE32_BLOCK));
    this.secret = new SecretKeySpec(Base32.decode(padded), "HmacSHA1");
    this.deadline = deadline;
  }

  synchronized String next(String purpose) {
    Long last = given.get(purpose);
    long step = last == null ? now() : Math.max(now(), last + 1);
    // The next step's code is accepted a little early, since clocks differ.
    while (step > now() + 1) {
      deadline.pause(Duration.ofMillis(250), "a one-time code for " + purpose);
    }
    given.put(purpose, step);
    return code(Instant.ofEpochSecond(step * STEP.toSeconds()));
  }

  String code(Instant at) {
    try {
      return new TimeBasedOneTimePasswordGenerator(STEP, DIGITS)
          .generateOneTimePasswordString(secret, at, Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long now() {
    return Math.floorDiv(Instant.now().getEpochSecond(), STEP.toSeconds());
  }
}
