package org.muster.model.place;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether somebody stays in an area: inside without a break for a while, by fixes exact enough to
 * tell. A fix that is too vague says nothing, and one fix outside begins anew, so that a noisy
 * track along the border does not flap.
 *
 * @param since when the stay began; empty while outside
 */
public record Dwelling(Optional<Instant> since) {
  public static final Dwelling OUTSIDE = new Dwelling(Optional.empty());

  /** A fix with a larger radius than this (metres) does not count. */
  public static final double ACCURACY_MAX_M = 100;

  /** How long somebody has to stay before it counts as an arrival. */
  public static final Duration ENOUGH = Duration.ofSeconds(20);

  /** Takes one fix into account. */
  public Dwelling with(boolean inside, double accuracyM, Instant at) {
    if (accuracyM > ACCURACY_MAX_M) {
      return this;
    }
    if (!inside) {
      return OUTSIDE;
    }
    return since.isPresent() ? this : new Dwelling(Optional.of(at));
  }

  public boolean isArrival(Instant now) {
    return since.filter(from -> !now.isBefore(from.plus(ENOUGH))).isPresent();
  }
}
