package org.muster.model.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Who stands where while a matching is made: everybody always at a place that is cheapest for them
 * at the present prices, though a place may have too many or too few.
 *
 * <p>Nodes are the places and, last, the ground, through which places give up or gain room. {@code
 * filled} is the number of people that is right for a place at its price; what it has beyond that
 * is its excess. The excesses of all nodes are 0 in sum.
 */
final class Standing {
  /** So many people at a time are looked at for changes; in most such groups there are none. */
  private static final int COMPARED = 16;

  /** The number of the ground. */
  final int ground;

  final long[] price;
  final int[] excess;

  private final Weighing weighing;
  private final Movers movers;
  private Places places;
  private int[] choice;
  private int[] placeOf;
  private final int[] filled;

  private Standing(Weighing weighing, Places places, long[] price) {
    this.weighing = weighing;
    this.places = places;
    int people = weighing.options().people();
    ground = places.size();
    this.price = price;
    excess = new int[ground + 1];
    filled = new int[ground];
    choice = new int[people];
    placeOf = new int[people];
    movers = new Movers(weighing, price, choice);
  }

  /** Everybody where it is cheapest at these prices. */
  static Standing at(Weighing weighing, Places places, long[] prices) {
    long[] price = Arrays.copyOf(prices, places.size() + 1);
    price[places.size()] = 0;
    for (int place = 0; place < places.size(); place++) {
      price[place] = places.withinReason(place, price[place]);
    }
    var standing = new Standing(weighing, places, price);
    standing.settle();
    return standing;
  }

  private void settle() {
    Options options = weighing.options();
    for (int person = options.people() - 1; person >= 0; person--) {
      choice[person] = weighing.cheapest(person, price);
      int place = options.place(choice[person]);
      placeOf[person] = place;
      excess[place]++;
      movers.join(person, place);
    }
    level();
  }

  /** Whatever number of people is right at the price is taken for right. */
  private void level() {
    int sum = 0;
    for (int place = 0; place < ground; place++) {
      int people = filled[place] + excess[place];
      filled[place] = places.fitting(place, price[place], people);
      excess[place] = people - filled[place];
      sum += excess[place];
    }
    excess[ground] = -sum;
  }

  int[] choices() {
    return choice.clone();
  }

  /** True when at the present prices some number of people, or none, is right for each place. */
  boolean isReasonable(Places now) {
    long[] prices = prices();
    return now.size() == ground
        && IntStream.range(0, ground).allMatch(place -> prices[place] <= now.crowding(place));
  }

  int people() {
    return placeOf.length;
  }

  int[] placesOf() {
    return placeOf.clone();
  }

  /** The prices with that of the ground for 0. */
  long[] prices() {
    long[] prices = new long[ground];
    Arrays.setAll(prices, place -> price[place] - price[ground]);
    return prices;
  }

  /** What the ground takes for one person more at the place. */
  long costOfNext(int place) {
    return places.costOfNext(place, filled[place]);
  }

  boolean hasLast(int place) {
    return filled[place] > 0;
  }

  /** What the ground pays for one person less at the place. */
  long costOfLast(int place) {
    return places.costOfLast(place, filled[place]);
  }

  /** Who would go where; who stands where they do is known there. */
  Movers movers() {
    return movers;
  }

  /** One unit of excess goes on from one node to the next, by the person or by the ground. */
  void pass(int from, int to, int person) {
    if (to == ground) {
      filled[from]++;
    } else if (from == ground) {
      filled[to]--;
    } else {
      movers.leave(person, from);
      choice[person] = weighing.find(person, to);
      join(person);
    }
  }

  private void join(int person) {
    int place = weighing.options().place(choice[person]);
    placeOf[person] = place;
    movers.join(person, place);
  }

  /**
   * Everybody counts as having stood where they are; from now on a move costs one. Whoever has
   * other options than before, or is new, stands anew where it is cheapest at the present prices.
   *
   * @param former where everybody is, and nowhere for those who are new
   */
  void renew(Options options, Places now, int[] former) {
    rebase();
    boolean[] isChanged = changed(options);
    boolean[] isAnew = isChanged.clone();
    for (int person = 0; person < placeOf.length; person++) {
      if (isChanged[person] && movers.isWaiting(person)) {
        movers.exchanges(placeOf[person]);
      }
    }
    for (int person = 0; person < placeOf.length; person++) {
      isAnew[person] |= weighing.isAway(person, placeOf[person]) && !movers.isWaiting(person);
      if (isAnew[person]) {
        movers.vanish(person, placeOf[person]);
        excess[placeOf[person]]--;
      }
    }
    shift(options, former);
    for (int person = 0; person < options.people(); person++) {
      if (isChanged[person]) {
        choice[person] = weighing.cheapest(person, price);
      }
      if (isAnew[person]) {
        join(person);
        excess[placeOf[person]]++;
      }
    }
    places = now;
    level();
  }

  /** The price of the ground is 0 again. */
  private void rebase() {
    long base = price[ground];
    for (int node = 0; node <= ground; node++) {
      price[node] -= base;
    }
    movers.shift(-base);
  }

  private boolean[] changed(Options now) {
    Options before = weighing.options();
    int known = placeOf.length;
    boolean[] isChanged = new boolean[now.people()];
    Arrays.fill(isChanged, known, now.people(), true);
    for (int first = 0; first < known; first += COMPARED) {
      int until = Math.min(known, first + COMPARED);
      if (!now.areSame(first, until, before)) {
        for (int person = first; person < until; person++) {
          isChanged[person] = !now.areSame(person, person + 1, before);
        }
      }
    }
    return isChanged;
  }

  /** Options have other numbers in the new rows. */
  private void shift(Options options, int[] former) {
    int known = placeOf.length;
    int people = options.people();
    choice = Arrays.copyOf(choice, people);
    placeOf = Arrays.copyOf(placeOf, people);
    Options before = weighing.options();
    for (int person = 0; person < known; person++) {
      choice[person] += options.from(person) - before.from(person);
    }
    movers.renew(options, choice, former);
  }
}
