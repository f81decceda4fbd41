package org.muster.command.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.muster.command.notify.Outcome.Failed;
import org.muster.command.notify.Outcome.Refused;
import org.muster.command.notify.Outcome.Taken;
import org.muster.command.practice.PracticeGateway;
import org.muster.command.testing.Eventually;

/** Texts on their way to a gateway that listens, one that distrusts us, and one that is away. */
class SmsGatewayTest {
  private static final Instant NOON = Instant.parse("2026-03-01T04:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOON);
  private static final Message CODE =
      new Message("1", "13800000001", "MUSTER_CODE", Map.of("code", "123456"), "验证码123456。");

  private static SmsGateway gateway(URI address, String secret) {
    return new SmsGateway(
        new SmsGateway.Line(address, PracticeGateway.ACCOUNT, secret, "集结"), CLOCK);
  }

  @Test
  void textArrivesWithItsSignatureInFront() {
    try (var practice = PracticeGateway.open(0, CLOCK)) {
      var outcome = gateway(practice.address(), PracticeGateway.SECRET).send(CODE);

      assertEquals(new Taken("1"), outcome);
      assertEquals(
          List.of(
              new PracticeGateway.Kept("1", NOON, "13800000001", "MUSTER_CODE", "【集结】验证码123456。")),
          practice.texts());
    }
  }

  @Test
  void gatewayThatDoesNotKnowTheSecretRefuses() {
    try (var practice = PracticeGateway.open(0, CLOCK)) {
      var outcome = gateway(practice.address(), "another").send(CODE);

      assertInstanceOf(Refused.class, outcome);
      assertEquals(List.of(), practice.texts());
    }
  }

  @Test
  void gatewayThatIsAwayMayBeTriedAgain() {
    URI address;
    try (var practice = PracticeGateway.open(0, CLOCK)) {
      address = practice.address();
    }

    assertInstanceOf(Failed.class, gateway(address, PracticeGateway.SECRET).send(CODE));
  }

  @Test
  void signatureIsGoodForItsBodyAndForAFewMinutes() {
    var signature = new GatewaySignature("secret");
    String time = Long.toString(NOON.toEpochMilli());
    String sign = signature.of(NOON.toEpochMilli(), "body");

    assertTrue(signature.isValid(time, sign, "body", NOON.plus(Duration.ofMinutes(5))));
    assertTrue(signature.isValid(time, sign, "body", NOON.minus(Duration.ofMinutes(5))));
    assertFalse(signature.isValid(time, sign, "body", NOON.plus(Duration.ofMinutes(6))));
    assertFalse(signature.isValid(time, sign, "other", NOON));
    assertFalse(signature.isValid(time, "", "body", NOON));
    assertFalse(signature.isValid("", sign, "body", NOON));
    assertFalse(signature.isValid("9".repeat(30), sign, "body", NOON));
    assertFalse(new GatewaySignature("other").isValid(time, sign, "body", NOON));
  }

  @Test
  void courierTriesAgainUntilTheGatewayIsBack() {
    var tries = new AtomicInteger();
    Channel twiceAway = _ -> tries.incrementAndGet() < 3 ? new Failed("away") : new Taken("1");
    try (var courier = new Courier(twiceAway)) {
      courier.send(CODE);

      Eventually.until("a third try", () -> tries.get() == 3);
    }
  }

  @Test
  void messagesBeyondTheRateWaitForTheirTurnOrFail() {
    var limit = new RateLimit(_ -> new Taken(""), Duration.ofMillis(40), Duration.ofMillis(50));
    long began = System.nanoTime();

    assertEquals(new Taken(""), limit.send(CODE));
    assertEquals(new Taken(""), limit.send(CODE));
    assertTrue(System.nanoTime() - began >= Duration.ofMillis(40).toNanos());

    var strict = new RateLimit(_ -> new Taken(""), Duration.ofHours(1), Duration.ofSeconds(1));
    assertEquals(new Taken(""), strict.send(CODE));
    assertInstanceOf(Failed.class, strict.send(CODE));
  }

  @Test
  void personalDataAreNotInTheTextOfAMessageObject() {
    assertFalse(CODE.toString().contains("138"));
    assertFalse(CODE.toString().contains("123456"));
  }
}
