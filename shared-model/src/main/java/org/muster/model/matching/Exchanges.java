package org.muster.model.matching;

import java.util.Arrays;

/**
 * Who of one place would go to each other place for the least more.
 *
 * <p>One binary heap for each other place that somebody here could take, all in two flat arrays;
 * its number stays the same. An entry whose ticket is void stays until it comes to the top. What a
 * change costs depends on the person alone and not on prices, so the heaps never have to be
 * reordered.
 */
final class Exchanges {
  /** More than any real cost. */
  static final long NOBODY = 1L << 60;

  private static final int ROOM_MIN = 4;

  /** The heaps by the places they lead to. */
  private final Numbers numbers;

  private int[] start;
  private int[] size;
  private int[] room;

  /** The tops of the heaps side by side, since every search looks at all of them. */
  private long[] least;

  private int[] who;

  /** What everybody pays beside the difference for going at all. */
  private long farewell;

  private long[] key = {};
  private int[] ticket = {};
  private int used;

  /**
   * @param expected how many other places there will be, about
   */
  Exchanges(int expected) {
    int capacity = Math.max(ROOM_MIN, expected);
    numbers = new Numbers(capacity);
    start = new int[capacity];
    size = new int[capacity];
    room = new int[capacity];
    least = new long[capacity];
    who = new int[capacity];
  }

  /** How many other places there are. */
  int targets() {
    return numbers.size();
  }

  int target(int i) {
    return numbers.place(i);
  }

  /** The ticket of whoever would go for the least more; meaningless when nobody would. */
  int ticket(int i) {
    return who[i];
  }

  /** What that costs more than staying; {@link #NOBODY} when nobody would. */
  long least(int i) {
    return least[i] + farewell;
  }

  void farewell(long cost) {
    farewell = cost;
  }

  /** Makes room for entries about a place that is new here; returns its number. */
  int announce(int place) {
    return open(place);
  }

  /** Makes room for one entry more. */
  void announceMore(int i) {
    room[i]++;
  }

  /** Once all entries were announced. */
  void allot() {
    for (int i = 0; i < targets(); i++) {
      start[i] = used;
      used += room[i];
    }
    key = new long[used];
    ticket = new int[used];
  }

  /** Adds without order; {@link #order} must follow. */
  void append(int i, long more, int mover) {
    int end = start[i] + size[i]++;
    key[end] = more;
    ticket[end] = mover;
  }

  void order() {
    for (int i = 0; i < targets(); i++) {
      for (int at = size[i] / 2 - 1; at >= 0; at--) {
        sink(start[i], size[i], at);
      }
      look(i);
    }
  }

  /** Returns true when the place is new here. */
  boolean add(int place, long more, int mover) {
    int i = numbers.find(place);
    boolean isNew = i < 0;
    if (isNew) {
      i = open(place);
    }
    if (size[i] == room[i]) {
      move(i);
    }
    int base = start[i];
    int at = size[i]++;
    while (at > 0) {
      int above = (at - 1) >> 1;
      if (key[base + above] <= more) {
        break;
      }
      key[base + at] = key[base + above];
      ticket[base + at] = ticket[base + above];
      at = above;
    }
    key[base + at] = more;
    ticket[base + at] = mover;
    look(i);
    return isNew;
  }

  /** Somebody who could take the place has gone; another may now be the first in line. */
  void dropTo(int place, Tickets tickets) {
    dropAt(numbers.find(place), tickets);
  }

  /** Whoever had this ticket has gone, and nobody else. */
  void drop(int voidTicket, Tickets tickets) {
    for (int i = 0; i < targets(); i++) {
      if (who[i] == voidTicket) {
        dropAt(i, tickets);
      }
    }
  }

  /** Several have gone. */
  void dropAll(Tickets tickets) {
    for (int i = 0; i < targets(); i++) {
      if (size[i] > 0 && !tickets.isGood(who[i])) {
        dropAt(i, tickets);
      }
    }
  }

  private void dropAt(int i, Tickets tickets) {
    int base = start[i];
    while (size[i] > 0 && !tickets.isGood(ticket[base])) {
      int last = --size[i];
      key[base] = key[base + last];
      ticket[base] = ticket[base + last];
      sink(base, last, 0);
    }
    look(i);
  }

  private void look(int i) {
    least[i] = size[i] == 0 ? NOBODY : key[start[i]];
    who[i] = size[i] == 0 ? -1 : ticket[start[i]];
  }

  private void sink(int base, int length, int hole) {
    if (hole >= length) {
      return;
    }
    long more = key[base + hole];
    int mover = ticket[base + hole];
    int at = hole;
    int below;
    while ((below = 2 * at + 1) < length) {
      if (below + 1 < length && key[base + below + 1] < key[base + below]) {
        below++;
      }
      if (key[base + below] >= more) {
        break;
      }
      key[base + at] = key[base + below];
      ticket[base + at] = ticket[base + below];
      at = below;
    }
    key[base + at] = more;
    ticket[base + at] = mover;
  }

  private void move(int i) {
    int before = start[i];
    start[i] = used;
    room[i] = Math.max(ROOM_MIN, room[i] * 2);
    used += room[i];
    if (used > key.length) {
      int length = Math.max(used, key.length + key.length / 2);
      key = Arrays.copyOf(key, length);
      ticket = Arrays.copyOf(ticket, length);
    }
    System.arraycopy(key, before, key, start[i], size[i]);
    System.arraycopy(ticket, before, ticket, start[i], size[i]);
  }

  private int open(int place) {
    int i = numbers.add(place);
    if (i == start.length) {
      int capacity = i * 2;
      start = Arrays.copyOf(start, capacity);
      size = Arrays.copyOf(size, capacity);
      room = Arrays.copyOf(room, capacity);
      least = Arrays.copyOf(least, capacity);
      who = Arrays.copyOf(who, capacity);
    }
    return i;
  }
}
