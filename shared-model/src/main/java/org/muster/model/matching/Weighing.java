package org.muster.model.matching;

import java.util.Arrays;

/**
 * What options cost while a matching is made: every cost so many times, and so much for whoever
 * leaves the place they had.
 */
final class Weighing {
  static final int NOWHERE = -1;

  private final Scale scale;

  /** Where people stood before; {@link #NOWHERE} for those who stood nowhere. */
  private int[] former;

  private Options options;
  private long farewell;

  /**
   * @param times what every cost is multiplied by
   * @param move what leaving a place costs beside that
   */
  record Scale(long times, long move) {
    static final Scale PLAIN = new Scale(1, 0);
  }

  private Weighing(Options options, Scale scale, int[] former, long farewell) {
    this.options = options;
    this.scale = scale;
    this.former = former;
    this.farewell = farewell;
  }

  static Weighing of(Options options, Scale scale, int[] former) {
    return new Weighing(options, scale, former, scale.move());
  }

  /** Nobody stood anywhere. */
  static Weighing fresh(Options options, Scale scale) {
    int[] nowhere = new int[options.people()];
    Arrays.fill(nowhere, NOWHERE);
    return new Weighing(options, scale, nowhere, 0);
  }

  Options options() {
    return options;
  }

  Scale scale() {
    return scale;
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
    farewell = scale.move();
  }

  long of(int person, int option) {
    return options.cost(option) * scale.times() + move(person, options.place(option));
  }

  private long move(int person, int place) {
    int stood = former[person];
    return stood == NOWHERE || stood == place ? 0 : scale.move();
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
