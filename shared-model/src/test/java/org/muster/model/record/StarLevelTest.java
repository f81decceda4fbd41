package org.muster.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StarLevelTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 6000",
    "5999, 0, 1",
    "6000, 1, 12000",
    "17999, 1, 1",
    "18000, 2, 18000",
    "36000, 3, 24000",
    "60000, 4, 30000",
    "89999, 4, 1",
    "90000, 5, 0",
    "100000, 5, 0"
  })
  void aStarIsReachedWithItsLastMinuteAndNotBefore(long minutes, int stars, long toNext) {
    assertEquals(new StarLevel(stars, toNext), StarLevel.of(minutes));
  }
}
