package org.muster.model.roster;

import java.time.Instant;

/** From one instant to another, the end excluded. */
public record TimeSpan(Instant from, Instant until) {
  public TimeSpan {
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("until must be after from");
    }
  }

  public boolean meets(TimeSpan other) {
    return from.isBefore(other.until) && other.from.isBefore(until);
  }
}
