package org.muster.model.matching;

import java.util.Arrays;

/**
 * The same question again after something changed: the least cost first, and among all matchings of
 * that cost one that moves the fewest people.
 *
 * <p>Every cost is taken so many times that all moves together weigh less than one unit of it, and
 * leaving the former place costs one. Starting from the former prices and places, only what the
 * change upset has to be balanced.
 *
 * @param options with the weights; {@link Certificate} proves both aims over them
 */
public record Renewal(Options options, Places places, Optimum optimum) {

  /**
   * @param formerPlace where each person stood, or -1
   * @param formerPrices of the places; any are allowed, the former ones are fast
   * @throws IllegalArgumentException when a cost times the number of people is beyond ±2^54
   */
  public static Renewal of(Options options, Places places, int[] formerPlace, long[] formerPrices) {
    long times = options.people() + 1L;
    if (Math.max(options.highest(), places.highest()) > Options.COST_MAX / times) {
      throw new IllegalArgumentException("costs are too high to count moves beneath them");
    }
    Options weighed = options.preferring(formerPlace, times);
    Places weighedPlaces = places.times(times);
    long[] prices = Arrays.stream(formerPrices).map(price -> price * times).toArray();
    int[] former = new int[options.people()];
    for (int person = 0; person < former.length; person++) {
      former[person] = formerPlace[person] < 0 ? -1 : options.find(person, formerPlace[person]);
    }
    return new Renewal(
        weighed, weighedPlaces, Solver.balanced(weighed, weighedPlaces, prices, former));
  }

  /** How many of those who had a place are at another one now. */
  public int moved(int[] formerPlace) {
    int moved = 0;
    for (int person = 0; person < formerPlace.length; person++) {
      int now = options.place(optimum.choice(person));
      moved += formerPlace[person] >= 0 && formerPlace[person] != now ? 1 : 0;
    }
    return moved;
  }
}
