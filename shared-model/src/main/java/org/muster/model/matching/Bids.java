package org.muster.model.matching;

import java.util.Arrays;

/** The bids that a place holds, as a heap with the lowest on top. */
final class Bids {
  private long[] offer;
  private int[] person;
  private int size;

  Bids(int expected) {
    offer = new long[Math.max(4, expected)];
    person = new int[offer.length];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  long lowest() {
    return offer[0];
  }

  void add(long offered, int by) {
    if (size == offer.length) {
      offer = Arrays.copyOf(offer, size * 2);
      person = Arrays.copyOf(person, size * 2);
    }
    int at = size++;
    while (at > 0 && offer[(at - 1) >> 1] > offered) {
      offer[at] = offer[(at - 1) >> 1];
      person[at] = person[(at - 1) >> 1];
      at = (at - 1) >> 1;
    }
    offer[at] = offered;
    person[at] = by;
  }

  /** Returns who offered least. */
  int takeLowest() {
    int taken = person[0];
    size--;
    long offered = offer[size];
    int by = person[size];
    int at = 0;
    int below;
    while ((below = 2 * at + 1) < size) {
      if (below + 1 < size && offer[below + 1] < offer[below]) {
        below++;
      }
      if (offer[below] >= offered) {
        break;
      }
      offer[at] = offer[below];
      person[at] = person[below];
      at = below;
    }
    offer[at] = offered;
    person[at] = by;
    return taken;
  }
}
