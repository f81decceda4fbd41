package org.muster.model.matching;

import java.util.Arrays;
import java.util.stream.IntStream;
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
  /** The number of the ground. */
  final int ground;

  final long[] price;
  final int[] excess;

  private final Weighing weighing;
  private final Tickets tickets;
  private Places places;
  private int[] choice;
  private int[] placeOf;
  private final int[] filled;
  private final @Nullable Exchanges[] exchanges;
  private final Arrivals[] arrivals;

  /** Chains of those at a place whose exchanges were not asked for yet. */
  private final int[] head;

  private int[] next;

  /**
   * While one place's exchanges are gathered: the number of the exchange with each other, plus 1.
   */
  private final int[] numberOf;

  private Standing(Weighing weighing, Places places, long[] price) {
    this.weighing = weighing;
    this.places = places;
    int people = weighing.options().people();
    ground = places.size();
    this.price = price;
    excess = new int[ground + 1];
    filled = new int[ground];
    exchanges = new Exchanges[ground];
    arrivals = new Arrivals[ground];
    Arrays.setAll(arrivals, _ -> new Arrivals());
    head = new int[ground];
    numberOf = new int[ground];
    tickets = new Tickets(people);
    choice = new int[people];
    placeOf = new int[people];
    next = new int[people];
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
    Arrays.fill(head, -1);
    Options options = weighing.options();
    for (int person = options.people() - 1; person >= 0; person--) {
      choice[person] = weighing.cheapest(person, price);
      int place = options.place(choice[person]);
      placeOf[person] = place;
      excess[place]++;
      chain(place, person);
    }
    level();
  }

  private void chain(int place, int person) {
    next[person] = head[place];
    head[place] = person;
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

  /** How many tickets were drawn for each person, beyond their first. */
  int drawnPerPerson() {
    return tickets.drawn() / Math.max(1, placeOf.length);
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

  Exchanges exchanges(int place) {
    Exchanges known = exchanges[place];
    return known == null ? gather(place) : known;
  }

  /** Asks for the exchanges of every place now, so that the next change need not. */
  void prepare() {
    IntStream.range(0, ground).forEach(this::exchanges);
  }

  /** From where people could come to the place; complete only after all places gave theirs. */
  Arrivals arrivals(int place) {
    return arrivals[place];
  }

  /** Whoever would go by an exchange of the place. */
  int mover(int place, int exchange) {
    return tickets.holder(exchanges(place).ticket(exchange));
  }

  /** One unit of excess goes on from one node to the next, by the person or by the ground. */
  void pass(int from, int to, int person) {
    if (to == ground) {
      filled[from]++;
    } else if (from == ground) {
      filled[to]--;
    } else {
      leave(person);
      choice[person] = weighing.find(person, to);
      join(person);
    }
  }

  private void leave(int person) {
    int place = placeOf[person];
    Exchanges known = exchanges(place);
    tickets.draw(person);
    Options options = weighing.options();
    for (int o = options.from(person); o < options.until(person); o++) {
      if (options.place(o) != place) {
        known.drop(options.place(o), tickets);
      }
    }
  }

  private void join(int person) {
    Options options = weighing.options();
    int place = options.place(choice[person]);
    placeOf[person] = place;
    Exchanges known = exchanges[place];
    if (known == null) {
      chain(place, person);
      return;
    }
    long here = weighing.of(person, choice[person]) + weighing.farewell();
    int ticket = tickets.of(person);
    for (int o = options.from(person); o < options.until(person); o++) {
      int other = options.place(o);
      if (other != place && known.add(other, weighing.of(person, o) - here, ticket)) {
        arrivals[other].add(place, known.targets() - 1);
      }
    }
  }

  private Exchanges gather(int place) {
    Options options = weighing.options();
    Exchanges gathered = announced(place);
    for (int person = head[place]; person >= 0; person = next[person]) {
      long here = weighing.of(person, choice[person]) + weighing.farewell();
      int ticket = tickets.of(person);
      for (int o = options.from(person); o < options.until(person); o++) {
        if (options.place(o) != place) {
          gathered.append(numberOf[options.place(o)] - 1, weighing.of(person, o) - here, ticket);
        }
      }
    }
    gathered.order();
    gathered.farewell(weighing.farewell());
    for (int i = 0; i < gathered.targets(); i++) {
      arrivals[gathered.target(i)].add(place, i);
      numberOf[gathered.target(i)] = 0;
    }
    exchanges[place] = gathered;
    return gathered;
  }

  private Exchanges announced(int place) {
    Options options = weighing.options();
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

  /**
   * Everybody counts as having stood where they are; from now on a move costs one. Whoever has
   * other options than before, or is new, stands anew where it is cheapest at the present prices.
   *
   * @param former where everybody is, and nowhere for those who are new
   */
  void renew(Options options, Places now, int[] former) {
    System.arraycopy(prices(), 0, price, 0, ground);
    price[ground] = 0;
    boolean[] isChanged = changed(options);
    boolean[] isAnew = isChanged.clone();
    for (int person = 0; person < placeOf.length; person++) {
      isAnew[person] |= weighing.isAway(person, placeOf[person]);
      if (isAnew[person]) {
        leave(person);
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

  private boolean[] changed(Options now) {
    boolean[] isChanged = new boolean[now.people()];
    Arrays.fill(isChanged, placeOf.length, now.people(), true);
    for (int person = 0; person < placeOf.length; person++) {
      isChanged[person] = !now.areSame(person, weighing.options());
    }
    return isChanged;
  }

  /** Options have other numbers in the new rows. */
  private void shift(Options options, int[] former) {
    int known = placeOf.length;
    int people = options.people();
    choice = Arrays.copyOf(choice, people);
    placeOf = Arrays.copyOf(placeOf, people);
    next = Arrays.copyOf(next, people);
    Options before = weighing.options();
    for (int person = 0; person < known; person++) {
      choice[person] += options.from(person) - before.from(person);
    }
    tickets.admit(people);
    weighing.renew(options, former);
    for (Exchanges one : exchanges) {
      if (one != null) {
        one.farewell(weighing.farewell());
      }
    }
  }
}
