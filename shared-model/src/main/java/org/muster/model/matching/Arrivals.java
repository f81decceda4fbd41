package org.muster.model.matching;

import java.util.Arrays;

/** From where people could come to one place: the other places, and the number of the exchange. */
final class Arrivals {
  private int[] origin = new int[8];
  private int[] number = new int[8];
  private int size;

  void add(int from, int exchange) {
    if (size == origin.length) {
      origin = Arrays.copyOf(origin, size * 2);
      number = Arrays.copyOf(number, size * 2);
    }
    origin[size] = from;
    number[size++] = exchange;
  }

  int size() {
    return size;
  }

  int origin(int i) {
    return origin[i];
  }

  int exchange(int i) {
    return number[i];
  }
}
