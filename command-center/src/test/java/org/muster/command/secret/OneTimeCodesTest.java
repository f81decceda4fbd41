package org.muster.command.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OneTimeCodesTest {
  private static final String SECRET =
      Base32.toBase32String("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

  /** RFC 6238, appendix B (SHA-1), the last six of the eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codesAreThoseOfTheStandard(long second, String code) {
    assertEquals(code, OneTimeCodes.code(SECRET, Instant.ofEpochSecond(second)));
  }

  @Test
  void codeIsGoodOneStepBeforeAndAfterItsOwn() {
    var at = Instant.parse("2026-03-01T08:00:10Z");
    long step = OneTimeCodes.step(at);
    String code = OneTimeCodes.code(SECRET, at);

    assertEquals(OptionalLong.of(step), match(code, at.minusSeconds(30)));
    assertEquals(OptionalLong.of(step), match(code, at));
    assertEquals(OptionalLong.of(step), match(code, at.plusSeconds(30)));
    assertEquals(OptionalLong.empty(), match(code, at.minusSeconds(60)));
    assertEquals(OptionalLong.empty(), match(code, at.plusSeconds(60)));
  }

  @Test
  void whatIsNoCodeMatchesNothing() {
    var at = Instant.parse("2026-03-01T08:00:10Z");

    assertEquals(OptionalLong.empty(), match("", at));
    assertEquals(OptionalLong.empty(), match("abcdef", at));
    assertEquals(OptionalLong.empty(), match(OneTimeCodes.code(SECRET, at) + "0", at));
  }

  @Test
  void freshSecretHasTwentyRandomBytes() {
    String secret = OneTimeCodes.freshSecret();

    assertEquals(20, Base32.decode(secret).length);
    assertNotEquals(secret, OneTimeCodes.freshSecret());
  }

  private static OptionalLong match(String code, Instant at) {
    return OneTimeCodes.matchingStep(SECRET, code, at);
  }
}
