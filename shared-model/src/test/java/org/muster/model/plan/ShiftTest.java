package org.muster.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Shifts and the hours of a day they fill. */
final class ShiftTest {

  @Test
  void isWrittenAsOnPaper() {
    assertEquals("08:00-20:00", Shift.of("8:00—20:00").toString());
    assertEquals("20:00-00:00", Shift.of(" 20:00 至 24:00 ").toString());
    assertEquals(720, Shift.of("20:00-08:00").minutes());
    assertEquals(1440, Shift.of("00:00-24:00").minutes());
    for (String wrong : List.of("", "8-20", "25:00-26:00", "08:00-24:30", "08:60-09:00")) {
      assertThrows(IllegalArgumentException.class, () -> Shift.of(wrong), wrong);
    }
  }

  @Test
  void nightShiftIsOneSpan() {
    assertEquals("[22:00-06:00]", hours("22:00-02:00", "02:00-06:00").toString());
    assertEquals("[00:00-00:00]", hours("08:00-20:00", "20:00-08:00").toString());
    assertEquals("[08:00-10:00, 22:00-00:00]", hours("22:00-24:00", "08:00-10:00").toString());
  }

  @Test
  void whatIsOpenIsTheRest() {
    assertEquals("[20:00-08:00]", hours("08:00-20:00").missing(hours("00:00-24:00")).toString());
    assertTrue(hours("06:00-22:00").missing(hours("08:00-20:00")).isEmpty());
  }

  @Test
  void spansSayTheSameAsTheShifts() {
    long seed = Long.getLong("muster.seed", System.nanoTime());
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<Shift> shifts =
          Stream.generate(() -> Shift.ofMinutes(random.nextInt(1440), random.nextInt(1440)))
              .limit(1 + random.nextInt(4))
              .toList();
      DayHours day = DayHours.of(shifts);
      assertEquals(day, DayHours.of(day.spans()), "seed " + seed + " " + shifts);
      assertEquals(
          day.minutes(), day.spans().stream().mapToInt(Shift::minutes).sum(), "seed " + seed);
    }
  }

  private static DayHours hours(String... shifts) {
    return DayHours.of(Stream.of(shifts).map(Shift::of).toList());
  }
}
