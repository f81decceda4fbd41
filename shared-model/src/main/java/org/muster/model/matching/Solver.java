package org.muster.model.matching;

/**
 * Finds the cheapest way to bring people to places.
 *
 * <p>An auction finds prices so near to the true ones that few people then stand wrong; what is
 * left is balanced exactly. Pure: the same question has the same answer.
 */
public final class Solver {
  private Solver() {}

  /** From nothing. */
  public static Optimum solve(Options options, Places places) {
    Standing standing =
        Standing.at(
            Weighing.fresh(options, Weighing.Scale.PLAIN), places, Bidding.prices(options, places));
    balance(standing);
    return new Optimum(standing.choices(), standing.prices());
  }

  static void balance(Standing standing) {
    new Shedding(standing).run();
    new Balancing(standing).run();
  }
}
