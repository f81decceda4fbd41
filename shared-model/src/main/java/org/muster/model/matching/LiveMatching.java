package org.muster.model.matching;

import java.util.Arrays;
import org.muster.model.matching.Weighing.Scale;

/**
 * A matching that is kept as it was found, with prices and exchanges, so that after a change only
 * those are looked at whom it upsets.
 *
 * <p>The answer to a change has the least cost, every move counted at its {@link MovePrice}. Where
 * moves have no price, it is one of the cheapest that moves the fewest people: every cost is taken
 * so many times that all moves together weigh less than one unit of it. For one thread.
 */
public final class LiveMatching {
  /** Then void tickets take more room than good ones. */
  private static final int DRAWN_PER_PERSON_MAX = 2;

  private final MovePrice movePrice;
  private Scale scale;
  private Standing standing;
  private Renewal newest;

  private LiveMatching(Weighing weighing, Places places, MovePrice movePrice) {
    this.movePrice = movePrice;
    scale = weighing.scale();
    long[] prices = Bidding.prices(weighing.options(), places);
    Arrays.setAll(prices, place -> prices[place] * scale.times());
    standing = Standing.at(weighing, places.times(scale.times()), prices);
    newest = balanced(weighing.options(), places, weighing.former());
    standing.movers().prepare();
  }

  /** Finds the cheapest matching of people who stood nowhere; later only needs move anybody. */
  public static LiveMatching of(Options options, Places places) {
    return of(options, places, MovePrice.aboveEveryWay(options));
  }

  /**
   * Finds the cheapest matching of people who stood nowhere.
   *
   * @throws IllegalArgumentException when a cost with what moves count is beyond ±2^54
   */
  public static LiveMatching of(Options options, Places places, MovePrice movePrice) {
    Scale scale = scale(options, places, movePrice);
    return new LiveMatching(Weighing.fresh(options, scale), places, movePrice);
  }

  /**
   * The same where people stand already.
   *
   * @param formerPlace where each person stood, or -1
   */
  public static LiveMatching of(
      Options options, Places places, MovePrice movePrice, int[] formerPlace) {
    Scale scale = scale(options, places, movePrice);
    Weighing weighing = Weighing.of(options, scale, formerPlace.clone());
    return new LiveMatching(weighing, places, movePrice);
  }

  private static Scale scale(Options options, Places places, MovePrice movePrice) {
    long highest = Math.max(options.highest(), places.highest());
    if (movePrice.cost() > 0) {
      if (highest + movePrice.cost() > Options.COST_MAX) {
        throw new IllegalArgumentException("costs are too high to add moves to them");
      }
      return new Scale(1, movePrice.cost());
    }
    // With room for people who come later.
    long least = options.people() + 1L;
    long roomy = least + least / 8;
    if (highest > Options.COST_MAX / least) {
      throw new IllegalArgumentException("costs are too high to count moves beneath them");
    }
    return new Scale(highest > Options.COST_MAX / roomy ? least : roomy, 1);
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
    if (options.people() < standing.people()) {
      throw new IllegalArgumentException("people keep their numbers, also those who have gone");
    }
    int[] former = Arrays.copyOf(standing.placesOf(), options.people());
    Arrays.fill(former, standing.people(), former.length, Weighing.NOWHERE);
    if (!isKept(options, places)) {
      LiveMatching anew = of(options, places, movePrice, former);
      scale = anew.scale;
      standing = anew.standing;
      newest = anew.newest;
      return newest;
    }
    standing.renew(options, places.times(scale.times()), former);
    newest = balanced(options, places, former);
    return newest;
  }

  /** True when what is known of the former matching can be gone on with. */
  private boolean isKept(Options options, Places places) {
    long highest = Math.max(options.highest(), places.highest());
    boolean isInScale = movePrice.cost() > 0 || options.people() < scale.times();
    return isInScale
        && highest <= (Options.COST_MAX - scale.move()) / scale.times()
        && standing.isReasonable(places.times(scale.times()))
        && standing.movers().drawnPerPerson() < DRAWN_PER_PERSON_MAX;
  }

  private Renewal balanced(Options options, Places places, int[] former) {
    Solver.balance(standing);
    var optimum = new Optimum(standing.choices(), standing.prices());
    return new Renewal(Weighing.of(options, scale, former), places, optimum);
  }
}
