package org.muster.model.roster;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * Hours of a weekday in which somebody offers to serve in ordinary times (可服务时段). An emergency
 * order does not look at them: there only absences count.
 *
 * @param until excluded; midnight stands for the end of the day
 */
public record Window(DayOfWeek day, LocalTime from, LocalTime until) {
  public Window {
    if (!until.equals(LocalTime.MIDNIGHT) && !until.isAfter(from)) {
      throw new IllegalArgumentException("until must be after from");
    }
  }

  /** True when the moment lies within it, by Beijing time. */
  public boolean holds(Instant at) {
    ZonedDateTime local = at.atZone(Eligibility.BEIJING);
    LocalTime time = local.toLocalTime();
    return local.getDayOfWeek() == day
        && !time.isBefore(from)
        && (until.equals(LocalTime.MIDNIGHT) || time.isBefore(until));
  }
}
