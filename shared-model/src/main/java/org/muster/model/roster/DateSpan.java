package org.muster.model.roster;

import java.time.LocalDate;

/** From one day to another, both included. */
public record DateSpan(LocalDate from, LocalDate until) {
  public DateSpan {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("until is before from");
    }
  }

  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(until);
  }
}
