package org.muster.model.matching;

/**
 * Who goes where after a change, and what proves that nothing is cheaper with what moves count
 * ({@link MovePrice}).
 */
public final class Renewal {
  private final Weighing weighing;
  private final Places places;
  private final Optimum optimum;

  Renewal(Weighing weighing, Places places, Optimum optimum) {
    this.weighing = weighing;
    this.places = places;
    this.optimum = optimum;
  }

  /** The choices, with prices in weighed costs. */
  public Optimum optimum() {
    return optimum;
  }

  /** What it costs, moves aside. */
  public long cost() {
    return optimum.cost(weighing.options(), places);
  }

  /** The same options with costs so many times as high, and the move for leaving a place. */
  public Options weighedOptions() {
    Weighing.Scale scale = weighing.scale();
    return weighing.options().preferring(weighing.former(), scale.times(), scale.move());
  }

  public Places weighedPlaces() {
    return places.times(weighing.scale().times());
  }

  /** One look at every option, at costs in which moves are counted. */
  public boolean isProven() {
    return Certificate.proves(weighedOptions(), weighedPlaces(), optimum);
  }

  /** How many of those who had a place are at another one now. */
  public int moved() {
    int moved = 0;
    for (int person = 0; person < optimum.people(); person++) {
      int stood = weighing.former()[person];
      int stands = weighing.options().place(optimum.choice(person));
      moved += stood >= 0 && stood != stands ? 1 : 0;
    }
    return moved;
  }
}
