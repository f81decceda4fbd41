package org.muster.model.order;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReminderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

  @Test
  void aUnitIsLeftInPeaceForTwoMinutes() {
    assertTrue(Reminder.isDue(Optional.empty(), NOW));
    assertFalse(Reminder.isDue(Optional.of(NOW.minusSeconds(119)), NOW));
    assertTrue(Reminder.isDue(Optional.of(NOW.minusSeconds(120)), NOW));
  }
}
