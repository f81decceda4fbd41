package org.muster.model.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The first aim outweighs everything the later ones can add up to. */
final class LexicographicTest {
  private final Lexicographic aims = Lexicographic.of(1_000, 7, 50_000);

  @Test
  void oneDutyFewerOutweighsTheLongestWaysOfEverybody() {
    assertTrue(aims.cost(1, 0) > 1_000 * aims.cost(0, 50_000));
    assertEquals(aims.cost(2, 0) + aims.cost(0, 17), aims.cost(2, 17));
  }

  @Test
  void valuesBeyondWhatWasAgreedAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> aims.cost(8, 0));
    assertThrows(IllegalArgumentException.class, () -> aims.cost(0, -1));
    assertThrows(IllegalArgumentException.class, () -> aims.cost(0));
  }

  @Test
  void aimsThatDoNotFitIntoOneNumberAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Lexicographic.of(1_000, 1_000_000, 1_000_000, 50_000));
  }
}
