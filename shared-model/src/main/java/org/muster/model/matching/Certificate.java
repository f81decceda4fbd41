package org.muster.model.matching;

/**
 * Checks a matching without knowing how it was made.
 *
 * <p>Linear programming duality: if at some prices nobody has a cheaper option than their own, and
 * no place would rather have one person more or less, then no other matching costs less.
 */
public final class Certificate {
  private Certificate() {}

  /** True when the prices prove that nothing cheaper exists. One look at every option. */
  public static boolean proves(Options options, Places places, Optimum optimum) {
    return optimum.people() == options.people()
        && everybodyIsContent(options, optimum)
        && everyPlaceIsContent(places, optimum, optimum.counts(options, places));
  }

  private static boolean everybodyIsContent(Options options, Optimum optimum) {
    for (int person = 0; person < options.people(); person++) {
      int own = optimum.choice(person);
      if (own < options.from(person) || own >= options.until(person)) {
        return false;
      }
      long pays = options.cost(own) + optimum.price(options.place(own));
      for (int o = options.from(person); o < options.until(person); o++) {
        if (options.cost(o) + optimum.price(options.place(o)) < pays) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean everyPlaceIsContent(Places places, Optimum optimum, int[] counts) {
    for (int place = 0; place < places.size(); place++) {
      long price = optimum.price(place);
      int people = counts[place];
      if (price > places.costOfNext(place, people)
          || (people > 0 && price < places.costOfLast(place, people))) {
        return false;
      }
    }
    return true;
  }
}
