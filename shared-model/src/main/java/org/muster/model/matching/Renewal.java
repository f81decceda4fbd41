package org.muster.model.matching;

/**
 * Who goes where after a change, and what proves that nothing is cheaper, and nothing as cheap
 * moves fewer people.
 */
public final class Renewal {
  private final Options options;
  private final Places places;
  private final Weight weight;
  private final Optimum optimum;

  /**
   * How much more than a move a cost weighs.
   *
   * @param former where people stood, or -1
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Weight(long times, int[] former) {}

  Renewal(Options options, Places places, Weight weight, Optimum optimum) {
    this.options = options;
    this.places = places;
    this.weight = weight;
    this.optimum = optimum;
  }

  /** The choices, with prices in weighed costs. */
  public Optimum optimum() {
    return optimum;
  }

  /** What it costs, moves aside. */
  public long cost() {
    return optimum.cost(options, places);
  }

  /** The same options with costs so many times as high, and one more for leaving a place. */
  public Options weighedOptions() {
    return options.preferring(weight.former(), weight.times());
  }

  public Places weighedPlaces() {
    return places.times(weight.times());
  }

  /** One look at every option, at costs in which moves are counted. */
  public boolean isProven() {
    return Certificate.proves(weighedOptions(), weighedPlaces(), optimum);
  }

  /** How many of those who had a place are at another one now. */
  public int moved() {
    int moved = 0;
    for (int person = 0; person < optimum.people(); person++) {
      int stood = weight.former()[person];
      moved += stood >= 0 && stood != options.place(optimum.choice(person)) ? 1 : 0;
    }
    return moved;
  }
}
