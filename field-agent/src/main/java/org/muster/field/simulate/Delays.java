package org.muster.field.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.field.simulate.CommandPost.Listed;

/**
 * How long offers took to reach their phones, each list sorted, in milliseconds.
 *
 * <p>The first wave is what asks people without anybody else having to act: the offers to shock
 * teams, counted from the asking for the signature. Where an order has none, it is the people whom
 * their liaisons named, counted from the naming. All other offers follow from what others answered,
 * so they count from the moment the server made them.
 *
 * @param firstWaveMs of the first wave, from the signature or the naming to the phone
 * @param laterMs of all other offers, from the offer to the phone
 */
record Delays(List<Long> firstWaveMs, List<Long> laterMs) {
  private static final String SHOCK = "shock";

  /** When an offer reached its phone. */
  @FunctionalInterface
  interface Arrivals {
    Optional<Instant> find(Listed listed);
  }

  /** What asked for the offers of the first wave. */
  interface Causes {
    /** Empty when the signing was not seen. */
    Optional<Instant> signing();

    /** Empty when nobody named this person. */
    Optional<Instant> naming(Listed listed);
  }

  static Delays of(List<Listed> offers, Arrivals arrivals, Causes causes) {
    boolean shock = offers.stream().anyMatch(Delays::isShock);
    var first = new ArrayList<Long>();
    var later = new ArrayList<Long>();
    for (Listed offer : offers) {
      Optional<Instant> arrived = arrivals.find(offer);
      if (arrived.isEmpty()) {
        continue;
      }
      if (shock && isShock(offer)) {
        causes.signing().ifPresent(asked -> first.add(ms(asked, arrived.get())));
      } else {
        Optional<Instant> named = shock ? Optional.empty() : causes.naming(offer);
        named.ifPresentOrElse(
            asked -> first.add(ms(asked, arrived.get())),
            () -> later.add(ms(offer.offeredAt(), arrived.get())));
      }
    }
    first.sort(null);
    later.sort(null);
    return new Delays(List.copyOf(first), List.copyOf(later));
  }

  /** The nearest-rank percentile of sorted values; 0 when there are none. */
  static long percentile(List<Long> sorted, int percent) {
    if (sorted.isEmpty()) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(1, rank) - 1);
  }

  private static boolean isShock(Listed offer) {
    return offer.source().equals(SHOCK);
  }

  private static long ms(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis());
  }
}
