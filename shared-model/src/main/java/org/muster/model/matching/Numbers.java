package org.muster.model.matching;

import java.util.Arrays;

/** Numbers places from 0 in the order in which they are met (open addressing). */
final class Numbers {
  private int[] place;
  private int size;

  /** The number of a place, plus 1. */
  private int[] table;

  /**
   * @param expected how many places there will be, about; at least 1
   */
  Numbers(int expected) {
    place = new int[expected];
    table = new int[Integer.highestOneBit(expected) * 4];
  }

  int size() {
    return size;
  }

  int place(int number) {
    return place[number];
  }

  /** The number of the place, or -1. */
  int find(int wanted) {
    for (int at = slot(wanted); table[at] != 0; at = (at + 1) & (table.length - 1)) {
      if (place[table[at] - 1] == wanted) {
        return table[at] - 1;
      }
    }
    return -1;
  }

  /** Numbers a place that has no number yet. */
  int add(int fresh) {
    if (size == place.length) {
      place = Arrays.copyOf(place, size * 2);
      table = new int[Integer.highestOneBit(size * 2) * 4];
      for (int number = 0; number < size; number++) {
        enter(number);
      }
    }
    place[size] = fresh;
    enter(size);
    return size++;
  }

  private void enter(int number) {
    int at = slot(place[number]);
    while (table[at] != 0) {
      at = (at + 1) & (table.length - 1);
    }
    table[at] = number + 1;
  }

  private int slot(int wanted) {
    return ((wanted * 0x9E3779B9) >>> 16) & (table.length - 1);
  }
}
