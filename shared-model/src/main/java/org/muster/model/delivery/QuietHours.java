package org.muster.model.delivery;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Eligibility;

/**
 * The hours of the night, Beijing time, in which nobody is sent a text but in 紧急. The end may lie
 * on the next morning; two equal times mean no quiet hours at all.
 */
public record QuietHours(LocalTime from, LocalTime until) {

  /** When somebody may be sent a text: at once, or when the quiet hours are over. */
  public Instant earliest(Tier tier, Instant at) {
    if (tier == Tier.CRITICAL || !isQuiet(at)) {
      return at;
    }
    ZonedDateTime local = at.atZone(Eligibility.BEIJING);
    ZonedDateTime end = local.with(until);
    return (end.isAfter(local) ? end : end.plusDays(1)).toInstant();
  }

  private boolean isQuiet(Instant at) {
    LocalTime time = at.atZone(Eligibility.BEIJING).toLocalTime();
    boolean begun = !time.isBefore(from);
    boolean over = !time.isBefore(until);
    return from.isAfter(until) ? begun || !over : begun && !over;
  }
}
