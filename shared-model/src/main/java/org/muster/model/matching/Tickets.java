package org.muster.model.matching;

import java.util.Arrays;

/**
 * Whoever joins a place draws a ticket; only the newest of a person is good.
 *
 * <p>What is kept about somebody at a place carries their ticket, so that it need not be looked for
 * when they go: it is void from then on, also when they come back.
 */
final class Tickets {
  private int[] holder;
  private int[] newest;
  private int drawn;

  /** Everybody has the ticket of their own number. */
  Tickets(int people) {
    holder = new int[people];
    Arrays.setAll(holder, person -> person);
    newest = holder.clone();
    drawn = people;
  }

  int of(int person) {
    return newest[person];
  }

  /** The person's ticket is void; returns the new one. */
  int draw(int person) {
    if (drawn == holder.length) {
      holder = Arrays.copyOf(holder, drawn + drawn / 2 + 16);
    }
    holder[drawn] = person;
    newest[person] = drawn;
    return drawn++;
  }

  /** Somebody new, with the next number of a person. */
  void admit(int people) {
    int known = newest.length;
    newest = Arrays.copyOf(newest, people);
    for (int person = known; person < people; person++) {
      int _ = draw(person);
    }
  }

  int holder(int ticket) {
    return holder[ticket];
  }

  boolean isGood(int ticket) {
    return newest[holder[ticket]] == ticket;
  }

  /** How many were drawn since everybody had their first. */
  int drawn() {
    return drawn - newest.length;
  }
}
