package org.muster.model.matching;

import java.util.Arrays;

/**
 * Makes one number out of several aims, so that the first aim outweighs everything the later ones
 * can add up to over all people.
 *
 * <p>Each aim is a whole number from 0 to its highest, e.g. fairness before travel: {@code
 * of(people, 30, 50_000)} for up to 30 recent duties, then up to 50 km of way in metres.
 */
public final class Lexicographic {
  private final long[] highest;
  private final long[] weight;

  private Lexicographic(long[] highest, long[] weight) {
    this.highest = highest;
    this.weight = weight;
  }

  /**
   * @param people how many are matched at most
   * @param highest of each aim, the most important first
   * @throws IllegalArgumentException when the aims do not fit into ±2^54 together
   */
  public static Lexicographic of(int people, long... highest) {
    return weighing(people, highest);
  }

  /**
   * The same for a matching, with smaller weights: what makes it better is a chain of exchanges
   * that passes every place once at most, so nothing has to outweigh more than that.
   *
   * @param places to which people are matched
   * @param highest of each aim, the most important first
   * @throws IllegalArgumentException when the aims do not fit into ±2^54 together
   */
  public static Lexicographic alongChains(int places, long... highest) {
    return weighing(places + 1, highest);
  }

  private static Lexicographic weighing(int times, long... highest) {
    long[] weight = new long[highest.length];
    long worst = 0;
    for (int aim = highest.length - 1; aim >= 0; aim--) {
      weight[aim] = Math.multiplyExact(worst, times) + 1;
      // In doubles: the product may be beyond 64 bits.
      if ((double) weight[aim] * highest[aim] + worst > Options.COST_MAX) {
        throw new IllegalArgumentException("too many aims for one number");
      }
      worst += weight[aim] * highest[aim];
    }
    return new Lexicographic(highest.clone(), weight);
  }

  /**
   * The cost of an option with these values of the aims.
   *
   * @throws IllegalArgumentException when a value is not from 0 to its highest
   */
  public long cost(long... values) {
    if (values.length != highest.length) {
      throw new IllegalArgumentException(values.length + " values, " + highest.length + " aims");
    }
    long cost = 0;
    for (int aim = 0; aim < values.length; aim++) {
      if (values[aim] < 0 || values[aim] > highest[aim]) {
        throw new IllegalArgumentException(
            "%s is not within %s".formatted(Arrays.toString(values), Arrays.toString(highest)));
      }
      cost += weight[aim] * values[aim];
    }
    return cost;
  }
}
