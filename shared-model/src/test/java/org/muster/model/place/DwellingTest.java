package org.muster.model.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.muster.model.place.Dwelling.Side;

/** Arriving by staying, on tracks that err as those of phones in streets do. */
final class DwellingTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final int TRACKS = 1_000;
  private static final int FIX_EVERY_S = 5;

  private final long seed = Long.getLong("muster.seed", System.nanoTime());

  @Test
  void whoeverStaysInsideForTwentySecondsHasArrived() {
    Dwelling dwelling = Dwelling.OUTSIDE.with(Side.INSIDE, NOON);
    assertFalse(dwelling.isArrival(NOON.plusSeconds(60)), "one fix alone may err");
    dwelling = dwelling.with(Side.INSIDE, NOON.plusSeconds(19));
    assertFalse(dwelling.isArrival(NOON.plusSeconds(19)));
    dwelling = dwelling.with(Side.INSIDE, NOON.plusSeconds(20));
    assertTrue(dwelling.isArrival(NOON.plusSeconds(20)));
  }

  @Test
  void aFixClearlyOutsideBeginsAnewAndAVagueOneSaysNothing() {
    Dwelling inside = Dwelling.OUTSIDE.with(Side.INSIDE, NOON);
    assertEquals(inside, inside.with(Side.VAGUE, NOON.plusSeconds(5)));
    assertEquals(Dwelling.OUTSIDE, inside.with(Side.OUTSIDE, NOON.plusSeconds(5)));
    assertEquals(Side.VAGUE, Side.inside(101));
    assertEquals(Side.DOUBTFUL, Side.outside(20, 20));
    assertEquals(Side.OUTSIDE, Side.outside(21, 20));
  }

  @Test
  void afterALongSilenceTheStayBeginsAnew() {
    Dwelling dwelling =
        Dwelling.OUTSIDE.with(Side.INSIDE, NOON).with(Side.INSIDE, NOON.plusSeconds(3_600));
    assertFalse(dwelling.isArrival(NOON.plusSeconds(3_600)));
  }

  @Test
  void whoeverStandsNearTheBorderInsideArrives() {
    assertTrue(arrivals(8) > TRACKS * 0.9, () -> arrivals(8) + ", seed " + seed);
  }

  @Test
  void whoeverWaitsAcrossTheStreetDoesNot() {
    assertTrue(arrivals(-25) < TRACKS * 0.05, () -> arrivals(-25) + ", seed " + seed);
  }

  @Test
  void whoeverIsFarOutsideNeverDoes() {
    assertEquals(0, arrivals(-100), "seed " + seed);
  }

  /**
   * How many of so many people who stand still for three minutes are taken to have arrived.
   *
   * <p>Errors of phones between houses are not white: they drift (a first-order process, five in
   * six kept from fix to fix), here with 10 m of spread; the phone claims 15 m.
   *
   * @param insideM how far inside the border they stand; less than 0 for outside
   */
  private int arrivals(double insideM) {
    var random = new Random(seed);
    int arrivals = 0;
    for (int track = 0; track < TRACKS; track++) {
      Dwelling dwelling = Dwelling.OUTSIDE;
      double keep = 5.0 / 6;
      double error = random.nextGaussian() * 10;
      boolean arrived = false;
      for (int s = 0; s <= 180; s += FIX_EVERY_S) {
        double seen = insideM + error;
        Instant at = NOON.plusSeconds(s);
        dwelling = dwelling.with(seen >= 0 ? Side.inside(15) : Side.outside(-seen, 15), at);
        arrived |= dwelling.isArrival(at);
        error = keep * error + Math.sqrt(1 - keep * keep) * random.nextGaussian() * 10;
      }
      arrivals += arrived ? 1 : 0;
    }
    return arrivals;
  }
}
