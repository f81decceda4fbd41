package org.muster.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SteadyClockTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

  private Instant system = NOON;
  private long nanos = 7;
  private final SteadyClock clock = new SteadyClock(() -> system, () -> nanos);

  @Test
  void goesWithTheSystemsClock() {
    pass(Duration.ofHours(3));

    assertEquals(NOON.plus(Duration.ofHours(3)), clock.instant());
  }

  @Test
  void aClockThatDriftsIsFollowedAtOnce() {
    pass(Duration.ofHours(1));
    system = system.plusMillis(180);

    assertEquals(system, clock.instant());
  }

  @Test
  void aClockSetForwardMadeEverybodySilentAtOnce() {
    system = system.plus(Duration.ofHours(1));
    assertEquals(NOON, clock.instant());

    pass(Duration.ofSeconds(10));
    assertEquals(NOON.plusSeconds(11), clock.instant());
  }

  @Test
  void aClockSetBackLetEverybodyWait() {
    system = system.minus(Duration.ofHours(1));
    assertEquals(NOON, clock.instant());

    pass(Duration.ofSeconds(10));
    assertEquals(NOON.plusSeconds(9), clock.instant());
  }

  @Test
  void neverGoesBackAndMeetsTheSystemInTheEnd() {
    system = system.minusSeconds(60);
    Instant before = clock.instant();
    for (int minute = 0; minute < 11; minute++) {
      pass(Duration.ofMinutes(1));
      Instant now = clock.instant();
      assertFalse(now.isBefore(before));
      before = now;
    }
    assertEquals(system, before);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    system = system.plus(time);
  }
}
