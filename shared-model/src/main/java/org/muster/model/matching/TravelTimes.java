package org.muster.model.matching;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.muster.model.place.AreaCode;

/**
 * Ways by a table of travel times; where it says nothing, as the crow flies. Times are told in
 * metres at a usual pace as well, so that both can be compared.
 *
 * @param elsewhere for pairs that are not in the table
 */
public record TravelTimes(TravelTable table, Ranking.Travel elsewhere) implements Ranking.Travel {
  /** 29 km/h: how fast people get about in a town, stops included. */
  public static final double USUAL_PACE_M_S = 8;

  @Override
  public OptionalDouble metres(AreaCode home, AreaCode post) {
    OptionalInt seconds = table.findS(home, post);
    return seconds.isEmpty()
        ? elsewhere.metres(home, post)
        : OptionalDouble.of(seconds.getAsInt() * USUAL_PACE_M_S);
  }

  @Override
  public Optional<Duration> time(AreaCode home, AreaCode post) {
    OptionalInt seconds = table.findS(home, post);
    return seconds.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(seconds.getAsInt()));
  }
}
