package org.muster.model.matching;

import java.util.Arrays;

/**
 * What options cost while a matching is made: every cost so many times, and one more for whoever
 * leaves the place they had. With more times than people, all moves together weigh less than one
 * unit of cost.
 */
final class Weighing {
  static final int NOWHERE = -1;

  private final long times;

  /** Where people stood before; {@link #NOWHERE} for those who stood nowhere. */
  private int[] former;

  private Options options;
  private long farewell;

  private Weighing(Options options, long times, int[] former, long farewell) {
    this.options = options;
    this.times = times;
    this.former = former;
    this.farewell = farewell;
  }

  static Weighing of(Options options, long times, int[] former) {
    return new Weighing(options, times, former, 1);
  }

  /** Nobody stood anywhere. */
  static Weighing fresh(Options options, long times) {
    int[] nowhere = new int[options.people()];
    Arrays.fill(nowhere, NOWHERE);
    return new Weighing(options, times, nowhere, 0);
  }

  Options options() {
    return options;
  }

  long times() {
    return times;
  }

  int[] former() {
    return former;
  }

  /** What going costs everybody who is where they stood, beside the difference. */
  long farewell() {
    return farewell;
  }

  /** True when going from here does not cost this person the farewell. */
  boolean isAway(int person, int place) {
    return farewell > 0 && former[person] != place;
  }

  /** From now on these are the options, and people stood there. */
  void renew(Options now, int[] stood) {
    options = now;
    former = stood;
    farewell = 1;
  }

  long of(int person, int option) {
    return options.cost(option) * times + move(person, options.place(option));
  }

  private int move(int person, int place) {
    int stood = former[person];
    return stood == NOWHERE || stood == place ? 0 : 1;
  }

  /** The person's cheapest option at these prices of the places; the earliest of equals. */
  int cheapest(int person, long[] price) {
    int best = options.from(person);
    long least = of(person, best) + price[options.place(best)];
    for (int option = best + 1; option < options.until(person); option++) {
      long here = of(person, option) + price[options.place(option)];
      if (here < least) {
        least = here;
        best = option;
      }
    }
    return best;
  }

  /** The person's cheapest option for a place. */
  int find(int person, int place) {
    int found = options.find(person, place);
    if (found < 0) {
      throw new IllegalStateException("person " + person + " cannot take place " + place);
    }
    return found;
  }
}
