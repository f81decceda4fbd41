package org.muster.model.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final Retries RETRIES =
      new Retries(Duration.ofSeconds(2), Duration.ofSeconds(30), 6);

  @Test
  void ceilingDoublesUpToTheCap() {
    assertEquals(Optional.of(Duration.ofSeconds(2)), RETRIES.pause(1, 1));
    assertEquals(Optional.of(Duration.ofSeconds(4)), RETRIES.pause(2, 1));
    assertEquals(Optional.of(Duration.ofSeconds(16)), RETRIES.pause(4, 1));
    assertEquals(Optional.of(Duration.ofSeconds(30)), RETRIES.pause(5, 1));
  }

  @Test
  void pauseIsAnywhereUnderTheCeiling() {
    assertEquals(Optional.of(Duration.ZERO), RETRIES.pause(3, 0));
    assertEquals(Optional.of(Duration.ofSeconds(4)), RETRIES.pause(3, 0.5));
  }

  @Test
  void isGivenUpAfterTheLastTry() {
    assertEquals(Optional.empty(), RETRIES.pause(6, 0.5));
  }
}
