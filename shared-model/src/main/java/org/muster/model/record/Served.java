package org.muster.model.record;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.TimeSpan;

/** When somebody served, and the minutes that were recorded of it. */
public record Served(TimeSpan span, int minutes) {
  private static final int MINUTES_OF_A_DAY_MAX = 12 * 60;

  /** What is doubtful about it, beside the other services of the same person. */
  public Set<Doubt> doubts(Collection<Served> others) {
    var doubts = EnumSet.noneOf(Doubt.class);
    if (others.stream().anyMatch(other -> span.meets(other.span))) {
      doubts.add(Doubt.OVERLAP);
    }
    LocalDate last = day(span.until().minusNanos(1));
    for (LocalDate day = day(span.from()); !day.isAfter(last); day = day.plusDays(1)) {
      if (minutesOf(day) + minutesOf(day, others) > MINUTES_OF_A_DAY_MAX) {
        doubts.add(Doubt.LONG_DAY);
      }
    }
    return doubts;
  }

  private static double minutesOf(LocalDate day, Collection<Served> services) {
    return services.stream().mapToDouble(service -> service.minutesOf(day)).sum();
  }

  /** The day's share of the minutes, which are spread evenly over the time. */
  private double minutesOf(LocalDate day) {
    Instant from = later(span.from(), begin(day));
    Instant until = earlier(span.until(), begin(day.plusDays(1)));
    return until.isAfter(from)
        ? (double) minutes * millis(from, until) / millis(span.from(), span.until())
        : 0;
  }

  private static long millis(Instant from, Instant until) {
    return Math.max(1, Duration.between(from, until).toMillis());
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, Eligibility.BEIJING);
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(Eligibility.BEIJING).toInstant();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
