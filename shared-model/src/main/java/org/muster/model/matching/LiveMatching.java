package org.muster.model.matching;

import java.util.Arrays;

/**
 * A matching that is kept as it was found, with prices and exchanges, so that after a change only
 * those are looked at whom it upsets.
 *
 * <p>After a change the cost is the least that can be had, and among all matchings of that cost it
 * is one that moves the fewest people: every cost is taken so many times that all moves together
 * weigh less than one unit of it, and leaving the former place costs one. For one thread.
 */
public final class LiveMatching {
  /** Then void tickets take more room than good ones. */
  private static final int DRAWN_PER_PERSON_MAX = 2;

  private long times;
  private Standing standing;
  private Renewal newest;

  private LiveMatching(Weighing weighing, Places places) {
    times = weighing.times();
    long[] prices = Bidding.prices(weighing.options(), places);
    Arrays.setAll(prices, place -> prices[place] * times);
    standing = Standing.at(weighing, places.times(times), prices);
    newest = balanced(weighing.options(), places, weighing.former());
  }

  /**
   * Finds the cheapest matching of people who stood nowhere.
   *
   * @throws IllegalArgumentException when a cost times the number of people is beyond ±2^54
   */
  public static LiveMatching of(Options options, Places places) {
    return new LiveMatching(Weighing.fresh(options, times(options, places)), places);
  }

  /**
   * The same where people stand already: of the cheapest matchings one that moves the fewest.
   *
   * @param formerPlace where each person stood, or -1
   */
  public static LiveMatching of(Options options, Places places, int[] formerPlace) {
    long times = times(options, places);
    return new LiveMatching(Weighing.of(options, times, formerPlace.clone()), places);
  }

  /** With room for people who come later. */
  private static long times(Options options, Places places) {
    long least = options.people() + 1L;
    long roomy = least + least / 8;
    long highest = Math.max(options.highest(), places.highest());
    if (highest > Options.COST_MAX / least) {
      throw new IllegalArgumentException("costs are too high to count moves beneath them");
    }
    return highest > Options.COST_MAX / roomy ? least : roomy;
  }

  /** The matching after the last change. */
  public Renewal newest() {
    return newest;
  }

  /**
   * Answers again after a change: of options, needs or costs.
   *
   * @param options of the same people under the same numbers, and of those who are new behind them;
   *     somebody who has gone keeps an option to stay
   * @param places the same, their bounds and costs may be others
   */
  public Renewal renew(Options options, Places places) {
    int[] former = Arrays.copyOf(standing.placesOf(), options.people());
    if (options.people() < standing.people()) {
      throw new IllegalArgumentException("people keep their numbers, also those who have gone");
    }
    Arrays.fill(former, standing.people(), former.length, Weighing.NOWHERE);
    if (!isKept(options, places)) {
      LiveMatching anew = of(options, places, former);
      times = anew.times;
      standing = anew.standing;
      newest = anew.newest;
      return newest;
    }
    standing.renew(options, places.times(times), former);
    newest = balanced(options, places, former);
    return newest;
  }

  /** True when what is known of the former matching can be gone on with. */
  private boolean isKept(Options options, Places places) {
    return options.people() < times
        && Math.max(options.highest(), places.highest()) <= Options.COST_MAX / times
        && standing.isReasonable(places.times(times))
        && standing.drawnPerPerson() < DRAWN_PER_PERSON_MAX;
  }

  private Renewal balanced(Options options, Places places, int[] former) {
    Solver.balance(standing);
    var optimum = new Optimum(standing.choices(), standing.prices());
    return new Renewal(options, places, new Renewal.Weight(times, former), optimum);
  }
}
