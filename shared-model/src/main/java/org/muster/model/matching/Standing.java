package org.muster.model.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who stands where while a matching is made: everybody always at a place that is cheapest for them
 * at the present prices, though a place may have too many or too few.
 *
 * <p>Nodes are the places and, last, the ground, through which places give up or gain room. {@code
 * filled} is the number of people that is right for a place at its price; what it has beyond that
 * is its excess. The excesses of all nodes are 0 in sum.
 */
final class Standing {
  final Options options;
  final Places places;

  /** The number of the ground. */
  final int ground;

  final long[] price;
  final int[] excess;

  private final int[] choice;
  private final int[] placeOf;
  private final int[] filled;
  private final @Nullable Exchanges[] exchanges;
  private final Arrivals[] arrivals;

  /** Chains of those at a place whose exchanges were not asked for yet. */
  private final int[] head;

  private final int[] next;

  /**
   * While one place's exchanges are gathered: the number of the exchange with each other, plus 1.
   */
  private final int[] numberOf;

  private Standing(Options options, Places places, long[] price, int[] choice) {
    this.options = options;
    this.places = places;
    this.choice = choice;
    ground = places.size();
    this.price = price;
    excess = new int[ground + 1];
    filled = new int[ground];
    exchanges = new Exchanges[ground];
    arrivals = new Arrivals[ground];
    Arrays.setAll(arrivals, _ -> new Arrivals());
    head = new int[ground];
    numberOf = new int[ground];
    next = new int[options.people()];
    placeOf = new int[options.people()];
  }

  /**
   * Everybody where it is cheapest at these prices; somebody's former option is kept when no other
   * is cheaper.
   *
   * @param former an option for each person, or -1
   */
  static Standing at(Options options, Places places, long[] prices, int[] former) {
    long[] price = Arrays.copyOf(prices, places.size() + 1);
    price[places.size()] = 0;
    for (int place = 0; place < places.size(); place++) {
      price[place] = places.withinReason(place, price[place]);
    }
    var standing = new Standing(options, places, price, former.clone());
    standing.settle();
    return standing;
  }

  private void settle() {
    Arrays.fill(head, -1);
    for (int person = options.people() - 1; person >= 0; person--) {
      int best = options.cheapest(person, price);
      int kept = choice[person];
      if (kept < 0 || priced(kept) > priced(best)) {
        choice[person] = best;
      }
      int place = options.place(choice[person]);
      placeOf[person] = place;
      excess[place]++;
      next[person] = head[place];
      head[place] = person;
    }
    int sum = 0;
    for (int place = 0; place < ground; place++) {
      filled[place] = places.fitting(place, price[place], excess[place]);
      excess[place] -= filled[place];
      sum += excess[place];
    }
    excess[ground] = -sum;
  }

  private long priced(int option) {
    return options.cost(option) + price[options.place(option)];
  }

  int placeOf(int person) {
    return placeOf[person];
  }

  int[] choices() {
    return choice.clone();
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

  Exchanges exchanges(int place) {
    Exchanges known = exchanges[place];
    return known == null ? gather(place) : known;
  }

  /** From where people could come to the place; complete only after all places gave theirs. */
  Arrivals arrivals(int place) {
    return arrivals[place];
  }

  /** One unit of excess goes on from one node to the next, by the person or by the ground. */
  void pass(int from, int to, int person) {
    if (to == ground) {
      filled[from]++;
    } else if (from == ground) {
      filled[to]--;
    } else {
      choice[person] = options.find(person, to);
      placeOf[person] = to;
      leave(from, person);
      join(to, person);
    }
  }

  private void leave(int place, int person) {
    Exchanges known = exchanges(place);
    for (int o = options.from(person); o < options.until(person); o++) {
      if (options.place(o) != place) {
        known.drop(options.place(o), place, placeOf);
      }
    }
  }

  private void join(int place, int person) {
    Exchanges known = exchanges[place];
    if (known == null) {
      next[person] = head[place];
      head[place] = person;
      return;
    }
    long here = options.cost(choice[person]);
    for (int o = options.from(person); o < options.until(person); o++) {
      int other = options.place(o);
      if (other != place && known.add(other, options.cost(o) - here, person)) {
        arrivals[other].add(place, known.targets() - 1);
      }
    }
  }

  private Exchanges gather(int place) {
    Exchanges gathered = announced(place);
    for (int person = head[place]; person >= 0; person = next[person]) {
      long here = options.cost(choice[person]);
      for (int o = options.from(person); o < options.until(person); o++) {
        if (options.place(o) != place) {
          gathered.append(numberOf[options.place(o)] - 1, options.cost(o) - here, person);
        }
      }
    }
    gathered.order();
    for (int i = 0; i < gathered.targets(); i++) {
      arrivals[gathered.target(i)].add(place, i);
      numberOf[gathered.target(i)] = 0;
    }
    exchanges[place] = gathered;
    return gathered;
  }

  private Exchanges announced(int place) {
    var announced = new Exchanges(32);
    for (int person = head[place]; person >= 0; person = next[person]) {
      for (int o = options.from(person); o < options.until(person); o++) {
        int other = options.place(o);
        if (other == place) {
          continue;
        }
        if (numberOf[other] == 0) {
          numberOf[other] = announced.announce(other) + 1;
        }
        announced.announceMore(numberOf[other] - 1);
      }
    }
    announced.allot();
    return announced;
  }
}
