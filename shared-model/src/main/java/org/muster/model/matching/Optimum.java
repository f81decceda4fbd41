package org.muster.model.matching;

import java.util.Arrays;

/**
 * Who goes where at the least cost, with the prices that prove it.
 *
 * <p>A price says what one more person at the place would be worth to all the others: nobody could
 * go elsewhere for less, once each place asks its price. {@link Certificate} checks that.
 */
public final class Optimum {
  private final int[] choice;
  private final long[] price;

  Optimum(int[] choice, long[] price) {
    this.choice = choice;
    this.price = price;
  }

  public int people() {
    return choice.length;
  }

  /** The number of the option the person takes. */
  public int choice(int person) {
    return choice[person];
  }

  public long price(int place) {
    return price[place];
  }

  public int[] choices() {
    return choice.clone();
  }

  public long[] prices() {
    return price.clone();
  }

  /** How many people each place has. */
  public int[] counts(Options options, Places places) {
    int[] count = new int[places.size()];
    for (int option : choice) {
      count[options.place(option)]++;
    }
    return count;
  }

  /** What everything costs: the options taken, and what places lack or have too much. */
  public long cost(Options options, Places places) {
    long sum = Arrays.stream(choice).mapToLong(options::cost).reduce(0, Math::addExact);
    int[] counts = counts(options, places);
    for (int place = 0; place < counts.length; place++) {
      sum = Math.addExact(sum, places.cost(place, counts[place]));
    }
    return sum;
  }
}
