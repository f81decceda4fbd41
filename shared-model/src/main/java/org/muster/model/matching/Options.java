package org.muster.model.matching;

import java.util.Arrays;

/**
 * For every person the places they could take, and what each would cost.
 *
 * <p>People and places are numbered from 0. Costs are whole numbers of any sign; the caller says
 * how several aims become one number. Rows stand one after the other in flat arrays: 12 bytes an
 * option. Immutable once built.
 */
public final class Options {
  /** Keeps every sum along a chain of exchanges within 64 bits. */
  static final long COST_MAX = 1L << 54;

  private final int[] first;
  private final int[] place;
  private final long[] cost;

  private Options(int[] first, int[] place, long[] cost) {
    this.first = first;
    this.place = place;
    this.cost = cost;
  }

  /** Collects options, person after person. */
  public static final class Builder {
    private int[] first = new int[17];
    private int[] place = new int[256];
    private long[] cost = new long[256];
    private int people;
    private int size;

    /** The next person; what follows are this person's options. Returns the person's number. */
    public int person() {
      if (people + 2 > first.length) {
        first = Arrays.copyOf(first, first.length * 2);
      }
      first[++people] = size;
      return people - 1;
    }

    /**
     * A place the person could take.
     *
     * @throws IllegalArgumentException when the cost is beyond ±2^54
     */
    public Builder option(int toPlace, long atCost) {
      if (Math.abs(atCost) > COST_MAX || toPlace < 0 || people == 0) {
        throw new IllegalArgumentException("place " + toPlace + " at cost " + atCost);
      }
      if (size == place.length) {
        place = Arrays.copyOf(place, size * 2);
        cost = Arrays.copyOf(cost, size * 2);
      }
      place[size] = toPlace;
      cost[size] = atCost;
      first[people] = ++size;
      return this;
    }

    /**
     * @throws IllegalArgumentException when somebody has no option at all
     */
    public Options build() {
      for (int person = 0; person < people; person++) {
        if (first[person] == first[person + 1]) {
          throw new IllegalArgumentException("person " + person + " has no option");
        }
      }
      return new Options(
          Arrays.copyOf(first, people + 1), Arrays.copyOf(place, size), Arrays.copyOf(cost, size));
    }
  }

  public int people() {
    return first.length - 1;
  }

  /** How many options all people have together. */
  public int size() {
    return place.length;
  }

  /** The person's options have the numbers from here … */
  public int from(int person) {
    return first[person];
  }

  /** … to before here. */
  public int until(int person) {
    return first[person + 1];
  }

  public int place(int option) {
    return place[option];
  }

  public long cost(int option) {
    return cost[option];
  }

  /** The person's cheapest option for a place, or -1. */
  int find(int person, int wanted) {
    int found = -1;
    for (int option = first[person]; option < first[person + 1]; option++) {
      if (place[option] == wanted && (found < 0 || cost[option] < cost[found])) {
        found = option;
      }
    }
    return found;
  }

  /** True when these people have the same options in the same order there, at the same costs. */
  boolean areSame(int firstPerson, int untilPerson, Options other) {
    int from = first[firstPerson];
    int start = other.first[firstPerson];
    for (int person = firstPerson + 1; person <= untilPerson; person++) {
      if (first[person] - from != other.first[person] - start) {
        return false;
      }
    }
    int until = first[untilPerson];
    int end = other.first[untilPerson];
    return Arrays.equals(cost, from, until, other.cost, start, end)
        && Arrays.equals(place, from, until, other.place, start, end);
  }

  /** Costs so many times as high, and so much more for everybody who leaves the place they had. */
  Options preferring(int[] formerPlace, long times, long move) {
    long[] costs = new long[cost.length];
    for (int person = 0; person < people(); person++) {
      int former = formerPlace[person];
      for (int option = first[person]; option < first[person + 1]; option++) {
        boolean isMove = former >= 0 && former != place[option];
        costs[option] = cost[option] * times + (isMove ? move : 0);
      }
    }
    return new Options(first, place, costs);
  }

  /** The highest cost, without its sign. */
  long highest() {
    long highest = 0;
    for (long one : cost) {
      highest = Math.max(highest, Math.abs(one));
    }
    return highest;
  }
}
