package org.muster.model.matching;

import java.util.Arrays;

/**
 * Finds the cheapest way to bring people to places.
 *
 * <p>Prices are first found for a quarter of the people and a quarter of the room, and those from a
 * quarter of that; they are so near to the true ones that few people then stand wrong. What is left
 * is balanced exactly. Pure: the same question has the same answer.
 */
public final class Solver {
  private static final int STEP = 4;
  private static final int PEOPLE_PER_PLACE_MIN = 4;

  private Solver() {}

  /** From nothing. */
  public static Optimum solve(Options options, Places places) {
    int[] nowhere = new int[options.people()];
    Arrays.fill(nowhere, -1);
    return balanced(options, places, prices(options, places), nowhere);
  }

  private static long[] prices(Options options, Places places) {
    if (options.people() / STEP < PEOPLE_PER_PLACE_MIN * (long) places.size()) {
      return new long[places.size()];
    }
    Options sample = options.sample(STEP / 2, STEP);
    double share = (double) sample.people() / options.people();
    return solve(sample, places.shrunk(share)).prices();
  }

  /**
   * From prices and options that were right before something changed.
   *
   * @param former the number of an option for each person that is kept unless another is cheaper,
   *     or -1
   */
  static Optimum balanced(Options options, Places places, long[] prices, int[] former) {
    Standing standing = Standing.at(options, places, prices, former);
    new Shedding(standing).run();
    new Balancing(standing).run();
    long[] price = new long[places.size()];
    for (int place = 0; place < price.length; place++) {
      price[place] = standing.price[place] - standing.price[standing.ground];
    }
    return new Optimum(standing.choices(), price);
  }
}
