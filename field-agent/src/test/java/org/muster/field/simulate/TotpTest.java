package org.muster.field.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;

class TotpTest {
  private static final Deadline LIMIT = new Deadline(Duration.ofMinutes(2));
  private static final String SECRET =
      Base32.toBase32String("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

  @Test
  void codesAreThoseOfTheStandard() {
    // RFC 6238, appendix B, last six digits.
    var codes = new Totp(SECRET, LIMIT);
    assertEquals("287082", codes.code(Instant.ofEpochSecond(59)));
    assertEquals("005924", codes.code(Instant.ofEpochSecond(1_234_567_890)));
  }

  @Test
  void secretsWithoutPaddingAreRead() {
    var codes = new Totp("JBSWY3DPEHPK3PXPAA", LIMIT);
    assertEquals(6, codes.code(Instant.ofEpochSecond(59)).length());
  }

  @Test
  void samePurposeGetsAnotherCode() {
    var codes = new Totp(SECRET, LIMIT);
    String first = codes.next("session");
    assertNotEquals(first, codes.next("session"));
  }
}
