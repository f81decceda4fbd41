package org.muster.model.roster;

import java.time.Instant;
import java.util.List;

/**
 * What somebody has promised and done, from which follows whether they are free at some time.
 *
 * @param promised when they are on posts or asked for them
 * @param restedFrom when the rest after the last post is over
 */
public record Duties(List<TimeSpan> promised, Instant restedFrom) {
  public static final Duties NONE = new Duties(List.of(), Instant.EPOCH);

  public Duties {
    promised = List.copyOf(promised);
  }

  /** What the person is doing otherwise at that time. */
  public Eligibility.Engagement during(TimeSpan time) {
    return new Eligibility.Engagement(promised.stream().anyMatch(time::meets), restedFrom);
  }
}
