package org.muster.model.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.muster.model.testing.SampleOrder.order;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.muster.model.testing.SampleOrder;

/** Which clock times an order has once it is signed at noon. */
final class TermsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final Terms.Defaults DEFAULTS =
      new Terms.Defaults(
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(8),
          Duration.ofMinutes(15));

  @Test
  void timesOfTheTextStand() {
    Terms terms =
        signed(
            order()
                .at("receiptBy", minutes(5))
                .at("namesBy", minutes(20))
                .at("arriveBy", minutes(60))
                .at("until", minutes(300))
                .with("answerWithinS", "120"));
    assertEquals(new Terms(minutes(5), minutes(20), minutes(60), minutes(300), 120), terms);
  }

  @Test
  void timesLeftOutAreCountedFromTheSignature() {
    assertEquals(
        new Terms(minutes(10), minutes(30), minutes(120), minutes(600), 900), signed(order()));
  }

  @Test
  void serviceIsCountedFromTheArrival() {
    assertEquals(minutes(60 + 480), signed(order().at("arriveBy", minutes(60))).until());
  }

  @Test
  void serviceOfAnOrderSignedLateIsCountedFromTheSignature() {
    assertEquals(minutes(480), signed(order().at("arriveBy", minutes(-30))).until());
  }

  @Test
  void namesAreNotDueBeforeTheReceipt() {
    assertEquals(minutes(45), signed(order().at("receiptBy", minutes(45))).namesBy());
  }

  @Test
  void receiptWasDueAfterTheNamesWhenTheTextGaveOnlyTheLatter() {
    assertEquals(minutes(4), signed(order().at("namesBy", minutes(4))).receiptBy());
  }

  @Test
  void peopleWereExpectedAfterTheEndWhenTheTextGaveOnlyTheLatter() {
    assertEquals(minutes(60), signed(order().at("until", minutes(60))).arriveBy());
  }

  private static Terms signed(SampleOrder order) {
    return Terms.of(order.text(), DEFAULTS, NOON);
  }

  private static Instant minutes(int afterNoon) {
    return NOON.plus(Duration.ofMinutes(afterNoon));
  }
}
