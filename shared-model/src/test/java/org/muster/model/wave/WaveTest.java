package org.muster.model.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;

/** How many are asked at once, and what is learned from their answers. */
final class WaveTest {
  private static final UnitId UNIT = new UnitId(new UUID(1, 1));
  private static final Circumstances NEAR_AT_NOON =
      new Circumstances(UNIT, Tier.EMERGENCY, 12, 1_000);

  private final long seed = Long.getLong("muster.seed", System.nanoTime());

  @Test
  void whoeverSurelyComesIsAskedOnce() {
    assertEquals(new Wave(3, 1, 3), Wave.filling(3, 0.9, Collections.nCopies(10, 1.0)));
    assertEquals(new Wave(0, 1, 0), Wave.filling(0, 0.9, List.of(0.5)));
  }

  @Test
  void oneOfTwoIsEnoughWithThreeQuarters() {
    Wave wave = Wave.filling(1, 0.75, Collections.nCopies(10, 0.5));
    assertEquals(2, wave.size());
    assertEquals(0.75, wave.probability());
  }

  @Test
  void allAreAskedWhereEvenTheyAreTooFew() {
    Wave wave = Wave.filling(4, 0.9, Collections.nCopies(5, 0.3));
    assertEquals(5, wave.size());
    assertTrue(wave.probability() < 0.9);
  }

  @Test
  void theStatedProbabilityIsTheOneThatIsMet() {
    var random = new Random(seed);
    for (int question = 0; question < 5; question++) {
      var chances = new ArrayList<Double>();
      for (int i = 0; i < 60; i++) {
        chances.add(0.17 + random.nextDouble() * 0.3);
      }
      int open = 1 + random.nextInt(12);
      Wave wave = Wave.filling(open, 0.9, chances);
      int filled = 0;
      int rounds = 20_000;
      for (int round = 0; round < rounds; round++) {
        long yes =
            chances.subList(0, wave.size()).stream().filter(p -> random.nextDouble() < p).count();
        filled += yes >= open ? 1 : 0;
      }
      assertEquals(wave.probability(), (double) filled / rounds, 0.015, "seed " + seed);
    }
  }

  @Test
  void nothingKnownMeansTheMiddleOfWhatIsPublished() {
    assertEquals(Acceptance.UNKNOWN, new Acceptance().of(NEAR_AT_NOON));
  }

  @Test
  void fewAnswersMoveAnEstimateLittleAndManyMoveItThere() {
    var learned = new Acceptance();
    learned.learn(NEAR_AT_NOON, true);
    assertTrue(learned.of(NEAR_AT_NOON) < 0.5);
    for (int i = 0; i < 2_000; i++) {
      learned.learn(NEAR_AT_NOON, i % 10 < 8);
    }
    assertEquals(0.8, learned.of(NEAR_AT_NOON), 0.02);
  }

  @Test
  void whatIsNotKnownOfAUnitIsTakenFromTheOthers() {
    var learned = new Acceptance();
    for (int i = 0; i < 500; i++) {
      learned.learn(NEAR_AT_NOON, i % 10 < 6);
    }
    var other = new UnitId(new UUID(1, 2));
    assertEquals(0.6, learned.of(new Circumstances(other, Tier.EMERGENCY, 13, 500)), 0.02);
    assertEquals(
        0.6,
        learned.of(new Circumstances(other, Tier.CRITICAL, 3, 20_000)),
        0.05,
        "of another tier only what holds for everybody is known");
  }
}
