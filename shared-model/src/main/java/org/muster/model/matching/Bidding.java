package org.muster.model.matching;

/**
 * Finds prices that are about right, by an auction: everybody in turn takes the place that is
 * cheapest for them and offers as much as it is worth to them beside the next best, and a little
 * more; a full place sends away whoever offers least, and asks what the next offers.
 *
 * <p>The little more is large at first and small in the end, so that prices come near quickly (D.
 * P. Bertsekas, The auction algorithm, 1988). While it is large, a sample of the people tells the
 * prices as well as all of them. What is found here is only a start: the exact balance does not
 * depend on it.
 */
final class Bidding {
  private static final int SHRINK = 4;

  /** In one round; a place that nobody can fill would otherwise be bid for without end. */
  private static final int BIDS_PER_PERSON_MAX = 12;

  /** Prices go from place to place in steps of a cost; so many of the highest are enough. */
  private static final int HEIGHT = 8;

  /** Before the next round prices fall by so many times what was offered too much. */
  private static final int BACK = 2;

  private static final int BACK_UNFILLED = 2 * BACK;

  /** One in so many people bids at first, and more of them where places are small. */
  private static final int SAMPLE_MAX = 8;

  private static final int SAMPLED_PER_PLACE = 16;

  /** All bid once the little more is a smaller part of the highest cost than one in so many. */
  private static final int SAMPLED_UNTIL = 64;

  private final Options options;
  private final long[] price;

  /** The places as those who bid in this round see them. */
  private Places places;

  /** Prices beyond this mean that a place cannot be filled or emptied; they are found later. */
  private final long height;

  /** For each place a heap of the bids that it holds, the lowest first. */
  private final Bids[] held;

  private final int[] waiting;

  private Bidding(Options options, Places places) {
    this.options = options;
    this.places = places;
    price = new long[places.size()];
    height = HEIGHT * (options.highest() + 1);
    held = new Bids[places.size()];
    waiting = new int[options.people()];
    for (int place = 0; place < price.length; place++) {
      price[place] = lowest(place);
      held[place] = new Bids(Math.min(places.most(place), options.people() / price.length * 2) + 1);
    }
  }

  static long[] prices(Options options, Places places) {
    int sample = options.people() / (places.size() * SAMPLED_PER_PLACE);
    sample = Math.clamp(sample, 1, SAMPLE_MAX);
    var bidding = new Bidding(options, places.oneIn(sample));
    long step = bidding.height / SHRINK;
    bidding.round(step, sample);
    while (step >= SHRINK) {
      bidding.giveWay(step);
      step /= SHRINK;
      if (step < options.highest() / SAMPLED_UNTIL) {
        bidding.places = places;
        sample = 1;
      }
      bidding.round(step, sample);
    }
    return bidding.price;
  }

  private long lowest(int place) {
    return Math.max(-height, places.withinReason(place, Long.MIN_VALUE));
  }

  private long highest(int place) {
    return places.withinReason(place, Long.MAX_VALUE);
  }

  /** Everybody bids anew, from prices that are rather too low than too high. */
  private void giveWay(long step) {
    for (int place = 0; place < price.length; place++) {
      boolean isFull = held[place].size() >= room(place);
      price[place] = Math.max(lowest(place), price[place] - (isFull ? BACK : BACK_UNFILLED) * step);
      held[place].clear();
    }
  }

  /** How many people are right for the place at its price. */
  private int room(int place) {
    return price[place] < 0 ? places.least(place) : places.most(place);
  }

  private void round(long step, int sample) {
    int left = 0;
    for (int person = 0; person < waiting.length; person += sample) {
      waiting[left++] = person;
    }
    long bids = (long) BIDS_PER_PERSON_MAX * left;
    while (left > 0 && bids-- > 0) {
      int person = waiting[--left];
      int sent = bid(person, step);
      if (sent >= 0) {
        waiting[left++] = sent;
      }
    }
  }

  /** Returns who is sent away, or -1. */
  private int bid(int person, long step) {
    long best = Long.MAX_VALUE;
    long second = Long.MAX_VALUE;
    int place = -1;
    for (int o = options.from(person); o < options.until(person); o++) {
      long at = options.cost(o) + price[options.place(o)];
      if (at < best) {
        second = best;
        best = at;
        place = options.place(o);
      } else if (at < second) {
        second = at;
      }
    }
    long more = second == Long.MAX_VALUE ? height : second - best;
    return take(place, person, price[place] + more + step);
  }

  private int take(int place, int person, long offer) {
    if (price[place] >= highest(place)) {
      return -1;
    }
    Bids bids = held[place];
    bids.add(offer, person);
    if (bids.size() <= room(place)) {
      return -1;
    }
    if (price[place] < 0 && bids.lowest() >= 0 && places.most(place) > places.least(place)) {
      price[place] = 0;
      return bids.size() <= room(place) ? -1 : sendAway(place, bids);
    }
    return sendAway(place, bids);
  }

  private int sendAway(int place, Bids bids) {
    if (bids.lowest() >= highest(place)) {
      price[place] = highest(place);
      return -1;
    }
    int sent = bids.takeLowest();
    long asked = bids.size() == 0 ? price[place] : bids.lowest();
    price[place] = Math.min(highest(place), Math.max(price[place], asked));
    return sent;
  }
}
