package org.muster.model.matching;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who of each place would go to each other place for the least more, kept as people come and go.
 *
 * <p>A place is brought up to date when it is looked at. Most never are after a small change: what
 * {@link Outlook} knows of them is enough.
 */
final class Movers {
  private static final int LAST = -1;
  private static final int UNCHAINED = -2;
  private static final int NOBODY = -1;
  private static final int SEVERAL = -2;

  private final Weighing weighing;
  private final long[] price;
  private final Tickets tickets;
  private final @Nullable Exchanges[] exchanges;
  private final Arrivals[] arrivals;
  private final Outlook outlook;

  /** The void ticket of whoever has gone from each place and may still be the first in line. */
  private final int[] gone;

  /** Chains of those who joined a place and are in none of its exchanges yet. */
  private final int[] head;

  private int[] next;

  /** The option that each person takes. */
  private int[] choice;

  /**
   * While one place's exchanges are gathered: the number of the exchange with each other, plus 1.
   */
  private final int[] numberOf;

  /**
   * @param price of each place as it is at any time, and of the ground
   * @param choice the option that each person takes at any time
   */
  Movers(Weighing weighing, long[] price, int[] choice) {
    this.weighing = weighing;
    this.price = price;
    this.choice = choice;
    int size = price.length - 1;
    exchanges = new Exchanges[size];
    arrivals = new Arrivals[size];
    Arrays.setAll(arrivals, _ -> new Arrivals());
    outlook = new Outlook(size);
    head = new int[size];
    Arrays.fill(head, LAST);
    next = new int[choice.length];
    gone = new int[size];
    Arrays.fill(gone, NOBODY);
    numberOf = new int[size];
    tickets = new Tickets(choice.length);
  }

  Exchanges exchanges(int place) {
    Exchanges known = exchanges[place];
    if (known == null) {
      return gather(place);
    }
    if (gone[place] == SEVERAL) {
      known.dropAll(tickets);
    } else if (gone[place] != NOBODY) {
      known.drop(gone[place], tickets);
    }
    gone[place] = NOBODY;
    while (head[place] != LAST) {
      add(takeFirst(place), place, known);
    }
    return known;
  }

  /** Asks for the exchanges of every place now, so that the next change need not. */
  void prepare() {
    IntStream.range(0, exchanges.length).forEach(this::exchanges);
    for (int place = 0; place < exchanges.length; place++) {
      long least = Outlook.NOWHERE;
      Exchanges known = exchanges(place);
      for (int i = 0; i < known.targets(); i++) {
        least = Math.min(least, known.least(i) + price[known.target(i)]);
      }
      outlook.seen(place, least);
    }
  }

  /** From where people could come to the place; complete only after all places gave theirs. */
  Arrivals arrivals(int place) {
    return arrivals[place];
  }

  /** What any way onward from a place comes to at least. */
  Outlook outlook() {
    return outlook;
  }

  /** Whoever would go by an exchange of the place. */
  int mover(int place, int exchange) {
    return tickets.holder(exchanges(place).ticket(exchange));
  }

  /** How many tickets were drawn for each person, beyond their first. */
  int drawnPerPerson() {
    return tickets.drawn() / Math.max(1, next.length);
  }

  /** True when somebody joined and nobody looked at the place since. */
  boolean isWaiting(int person) {
    return next[person] != UNCHAINED;
  }

  void leave(int person, int place) {
    Exchanges known = exchanges(place);
    tickets.draw(person);
    Options options = weighing.options();
    for (int o = options.from(person); o < options.until(person); o++) {
      if (options.place(o) != place) {
        known.dropTo(options.place(o), tickets);
      }
    }
  }

  /** Somebody who is not waiting leaves a place that need not be looked at for that. */
  void vanish(int person, int place) {
    gone[place] = gone[place] == NOBODY ? tickets.of(person) : SEVERAL;
    tickets.draw(person);
  }

  void join(int person, int place) {
    next[person] = head[place];
    head[place] = person;
    if (exchanges[place] == null) {
      return;
    }
    Options options = weighing.options();
    long here = weighing.of(person, choice[person]);
    long least = Outlook.NOWHERE;
    for (int o = options.from(person); o < options.until(person); o++) {
      int other = options.place(o);
      if (other != place) {
        least = Math.min(least, weighing.of(person, o) - here + price[other]);
      }
    }
    outlook.lower(place, least);
  }

  private int takeFirst(int place) {
    int person = head[place];
    head[place] = next[person];
    next[person] = UNCHAINED;
    return person;
  }

  private void add(int person, int place, Exchanges known) {
    Options options = weighing.options();
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
    while (head[place] != LAST) {
      int person = takeFirst(place);
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
    for (int person = head[place]; person != LAST; person = next[person]) {
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

  /** All prices changed by so much. */
  void shift(long by) {
    outlook.shift(by);
  }

  /**
   * Options have other numbers from now on, and people are counted as standing where they stand.
   *
   * @param now the option that each person takes, in the new numbers
   * @param former where everybody is, and nowhere for those who are new
   */
  void renew(Options options, int[] now, int[] former) {
    choice = now;
    int known = next.length;
    next = Arrays.copyOf(next, now.length);
    Arrays.fill(next, known, now.length, UNCHAINED);
    tickets.admit(now.length);
    long before = weighing.farewell();
    weighing.renew(options, former);
    outlook.shift(weighing.farewell() - before);
    for (Exchanges one : exchanges) {
      if (one != null) {
        one.farewell(weighing.farewell());
      }
    }
  }
}
