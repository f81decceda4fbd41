package org.muster.model.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.model.delivery.Ladder.Standing;
import org.muster.model.delivery.Ladder.Step;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Bar;

class LadderTest {
  /** Ten in the morning in Beijing. */
  private static final Instant TEN = Instant.parse("2026-11-22T02:00:00Z");

  /** Three in the morning. */
  private static final Instant NIGHT = Instant.parse("2026-11-21T19:00:00Z");

  private static final Instant SEVEN = Instant.parse("2026-11-21T23:00:00Z");

  private static final QuietHours QUIET = new QuietHours(LocalTime.MIDNIGHT, LocalTime.of(7, 0));

  private static final Ladder LADDER =
      ladder(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(8));

  private static Ladder ladder(Duration stored, Duration answered, Duration called) {
    return new Ladder(Duration.ofSeconds(5), stored, answered, called, QUIET);
  }

  private static Standing open(Instant offeredAt, boolean stored) {
    return new Standing(Tier.EMERGENCY, offeredAt, stored, false, false, false);
  }

  private static Instant minutes(Instant after, int minutes) {
    return after.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void offerThatNoPhoneStoresFallsToATextAfterAMinute() {
    var offer = open(TEN, false);

    assertEquals(new Step.Wait(minutes(TEN, 1)), LADDER.next(offer, TEN));
    assertEquals(new Step.Wait(minutes(TEN, 1)), LADDER.next(offer, minutes(TEN, 1).minusNanos(1)));
    assertEquals(new Step.Text(), LADDER.next(offer, minutes(TEN, 1)));
  }

  @Test
  void phoneThatTakesPushesIsWokenBeforeItsOwnerIsTexted() {
    var offer = new Standing(Tier.EMERGENCY, TEN, false, true, false, false);
    Instant five = TEN.plusSeconds(5);

    assertEquals(five, LADDER.firstLook(TEN));
    assertEquals(new Step.Wait(five), LADDER.next(offer, five.minusNanos(1)));
    assertEquals(new Step.Push(), LADDER.next(offer, five));
    assertEquals(new Step.Wait(minutes(TEN, 1)), LADDER.next(offer.withPush(), five));
    assertEquals(new Step.Text(), LADDER.next(offer.withPush(), minutes(TEN, 1)));
    assertEquals(new Step.Wait(minutes(TEN, 8)), LADDER.next(offer.withPush().withText(), five));
  }

  @Test
  void phoneThatHoldsTheOfferIsNotWoken() {
    var offer = new Standing(Tier.EMERGENCY, TEN, true, true, false, false);

    assertEquals(new Step.Wait(minutes(TEN, 5)), LADDER.next(offer, TEN.plusSeconds(5)));
  }

  @Test
  void atNightNobodyIsWokenButInTheCriticalTier() {
    var offer = new Standing(Tier.NORMAL, NIGHT, false, true, false, false);
    var critical = new Standing(Tier.CRITICAL, NIGHT, false, true, false, false);

    assertEquals(new Step.Wait(minutes(NIGHT, 8)), LADDER.next(offer, NIGHT.plusSeconds(5)));
    assertEquals(new Step.Push(), LADDER.next(critical, NIGHT.plusSeconds(5)));
  }

  @Test
  void offerOnThePhoneIsRemindedOfByTextWhenNobodyAnswers() {
    var offer = open(TEN, true);

    assertEquals(new Step.Wait(minutes(TEN, 5)), LADDER.next(offer, minutes(TEN, 2)));
    assertEquals(new Step.Text(), LADDER.next(offer, minutes(TEN, 5)));
  }

  @Test
  void whoDoesNotAnswerTheTextIsCalledOnce() {
    var texted = new Standing(Tier.EMERGENCY, TEN, false, false, true, false);
    var called = new Standing(Tier.EMERGENCY, TEN, false, false, true, true);

    assertEquals(new Step.Wait(minutes(TEN, 8)), LADDER.next(texted, minutes(TEN, 2)));
    assertEquals(new Step.Call(), LADDER.next(texted, minutes(TEN, 8)));
    assertEquals(new Step.Done(), LADDER.next(called, minutes(TEN, 9)));
  }

  @Test
  void atNightTheTextWaitsForTheMorningAndTheCallDoesNot() {
    var longWait = ladder(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(9));
    var offer = open(NIGHT, false);

    assertEquals(new Step.Wait(SEVEN), longWait.next(offer, minutes(NIGHT, 1)));
    assertEquals(new Step.Text(), longWait.next(offer, SEVEN));
    assertEquals(new Step.Wait(minutes(NIGHT, 8)), LADDER.next(offer, minutes(NIGHT, 1)));
    assertEquals(new Step.Call(), LADDER.next(offer, minutes(NIGHT, 8)));
  }

  @Test
  void inTheCriticalTierTheNightIsNoReasonToWait() {
    var offer = new Standing(Tier.CRITICAL, NIGHT, false, false, false, false);

    assertEquals(new Step.Text(), LADDER.next(offer, minutes(NIGHT, 1)));
  }

  @Test
  void quietHoursMayRunPastMidnight() {
    var quiet = new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 30));
    Instant eleven = Instant.parse("2026-11-22T15:00:00Z");
    Instant morning = Instant.parse("2026-11-22T22:30:00Z");

    assertEquals(morning, quiet.earliest(Tier.NORMAL, eleven));
    assertEquals(morning, quiet.earliest(Tier.NORMAL, morning.minusSeconds(1)));
    assertEquals(morning, quiet.earliest(Tier.NORMAL, morning));
    assertEquals(eleven, quiet.earliest(Tier.CRITICAL, eleven));
    var none = new QuietHours(LocalTime.NOON, LocalTime.NOON);
    assertEquals(NIGHT, none.earliest(Tier.NORMAL, NIGHT));
  }

  @Test
  void nobodyWhoCannotServeOrHasSignedOutIsAlerted() {
    assertTrue(Ladder.mayAlert(Set.of(), false));
    assertTrue(Ladder.mayAlert(Set.of(Bar.ELSEWHERE, Bar.ASKED), false), "held by this offer");
    assertFalse(Ladder.mayAlert(Set.of(), true));
    for (Bar bar : Bar.values()) {
      boolean byTheOffer = bar == Bar.ELSEWHERE || bar == Bar.ASKED;
      assertEquals(byTheOffer, Ladder.mayAlert(Set.of(bar), false), bar.name());
    }
  }

  @Test
  void ladderAscends() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ladder(Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofMinutes(3)));
    assertThrows(
        IllegalArgumentException.class,
        () -> ladder(Duration.ofSeconds(4), Duration.ofMinutes(1), Duration.ofMinutes(3)));
  }
}
