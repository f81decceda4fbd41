package org.muster.model.matching;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.muster.model.place.AreaCode;

/**
 * Ways by a matrix of travel times, such as a road network yields; where it says nothing, as the
 * crow flies. Times are told in metres at a usual pace, so that both can be compared.
 *
 * @param times from home to post; need not be the same both ways
 * @param metresPerSecond the usual pace
 * @param elsewhere for pairs that are not in the matrix
 */
public record TravelTimes(
    Map<Pair, Duration> times, double metresPerSecond, Ranking.Travel elsewhere)
    implements Ranking.Travel {

  /** A way between two communities. */
  public record Pair(AreaCode home, AreaCode post) {}

  public TravelTimes {
    times = Map.copyOf(times);
    if (!(metresPerSecond > 0)) {
      throw new IllegalArgumentException("a pace of " + metresPerSecond + " m/s");
    }
  }

  @Override
  public OptionalDouble metres(AreaCode home, AreaCode post) {
    Duration time = times.get(new Pair(home, post));
    return time == null
        ? elsewhere.metres(home, post)
        : OptionalDouble.of(time.toMillis() / 1000.0 * metresPerSecond);
  }
}
