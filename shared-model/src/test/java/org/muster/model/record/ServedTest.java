package org.muster.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.model.roster.TimeSpan;

/** Which service records somebody has to look at (人工复核). */
final class ServedTest {
  private static final Set<Doubt> NONE = Set.of();

  @Test
  void servingInTwoPlacesAtOnceIsDoubtful() {
    Served first = served("2026-11-22T08:00:00+08:00", 4);

    assertEquals(
        Set.of(Doubt.OVERLAP), first.doubts(List.of(served("2026-11-22T11:59:00+08:00", 1))));
    assertEquals(NONE, first.doubts(List.of(served("2026-11-22T12:00:00+08:00", 4))));
    assertEquals(NONE, first.doubts(List.of(served("2026-11-22T04:00:00+08:00", 4))));
  }

  @Test
  void moreThanTwelveHoursOnOneDayIsDoubtful() {
    assertEquals(NONE, served("2026-11-22T08:00:00+08:00", 12).doubts(List.of()));
    assertEquals(Set.of(Doubt.LONG_DAY), served("2026-11-22T08:00:00+08:00", 13).doubts(List.of()));
    assertEquals(
        Set.of(Doubt.LONG_DAY),
        served("2026-11-22T18:00:00+08:00", 5)
            .doubts(List.of(served("2026-11-22T08:00:00+08:00", 8))));
  }

  @Test
  void aNightIsSharedByItsTwoDays() {
    assertEquals(NONE, served("2026-11-22T16:00:00+08:00", 16).doubts(List.of()));
    assertEquals(
        NONE,
        served("2026-11-22T20:00:00+08:00", 8)
            .doubts(List.of(served("2026-11-23T08:00:00+08:00", 8))));
  }

  @Test
  void correctedMinutesCountAndNotTheClock() {
    var span = span("2026-11-22T08:00:00+08:00", 14);

    assertEquals(NONE, new Served(span, 600).doubts(List.of()));
    assertEquals(Set.of(Doubt.LONG_DAY), new Served(span, 721).doubts(List.of()));
  }

  private static Served served(String from, int hours) {
    return new Served(span(from, hours), hours * 60);
  }

  private static TimeSpan span(String from, int hours) {
    var start = OffsetDateTime.parse(from).toInstant();
    return new TimeSpan(start, start.plus(Duration.ofHours(hours)));
  }
}
