package org.muster.model.matching;

import java.util.Arrays;

/**
 * The places people are matched to, each with how many it should have.
 *
 * <p>A place below its least number costs {@code missing} for every person it lacks; above its most
 * it costs {@code crowding} for every person too many. The total of a place is therefore convex in
 * its number of people, which is what makes the optimum provable. A community's post has its need
 * as least and most; staying at home is a place as well, and a unit's quota is a bound on how many
 * of its people stay there.
 */
public final class Places {
  private final int[] least;
  private final int[] most;
  private final long[] missing;
  private final long[] crowding;

  private Places(int[] least, int[] most, long[] missing, long[] crowding) {
    this.least = least;
    this.most = most;
    this.missing = missing;
    this.crowding = crowding;
  }

  /** Collects places in the order of their numbers. */
  public static final class Builder {
    private int[] least = new int[16];
    private int[] most = new int[16];
    private long[] missing = new long[16];
    private long[] crowding = new long[16];
    private int size;

    /**
     * The next place; returns its number.
     *
     * @param missing what each person below {@code least} costs, 0 to 2^54
     * @param crowding what each person above {@code most} costs, 0 to 2^54
     */
    public int place(int least, int most, long missing, long crowding) {
      if (least < 0 || most < least || isBeyond(missing) || isBeyond(crowding)) {
        throw new IllegalArgumentException(
            "place of %d to %d at %d, %d".formatted(least, most, missing, crowding));
      }
      if (size == this.least.length) {
        this.least = Arrays.copyOf(this.least, size * 2);
        this.most = Arrays.copyOf(this.most, size * 2);
        this.missing = Arrays.copyOf(this.missing, size * 2);
        this.crowding = Arrays.copyOf(this.crowding, size * 2);
      }
      this.least[size] = least;
      this.most[size] = most;
      this.missing[size] = missing;
      this.crowding[size] = crowding;
      return size++;
    }

    private static boolean isBeyond(long cost) {
      return cost < 0 || cost > Options.COST_MAX;
    }

    public Places build() {
      return new Places(
          Arrays.copyOf(least, size),
          Arrays.copyOf(most, size),
          Arrays.copyOf(missing, size),
          Arrays.copyOf(crowding, size));
    }
  }

  public int size() {
    return least.length;
  }

  public int least(int place) {
    return least[place];
  }

  public int most(int place) {
    return most[place];
  }

  /** What each person below the least costs. */
  long missing(int place) {
    return missing[place];
  }

  /** What each person above the most costs. */
  long crowding(int place) {
    return crowding[place];
  }

  /** What one person more would cost a place that has {@code people}. */
  public long costOfNext(int place, int people) {
    if (people < least[place]) {
      return -missing[place];
    }
    return people < most[place] ? 0 : crowding[place];
  }

  /** What the last person of a place that has {@code people}, at least one, costs it. */
  public long costOfLast(int place, int people) {
    return costOfNext(place, people - 1);
  }

  /** What a place with {@code people} costs. */
  public long cost(int place, int people) {
    long lacking = Math.max(0, least[place] - people);
    long surplus = Math.max(0, people - most[place]);
    return Math.addExact(
        Math.multiplyExact(lacking, missing[place]), Math.multiplyExact(surplus, crowding[place]));
  }

  /** The price nearest to this one at which some number of people is right. */
  long withinReason(int place, long price) {
    return Math.clamp(price, -missing[place], crowding[place]);
  }

  /** The number nearest to {@code people} that is right at the price. */
  int fitting(int place, long price, int people) {
    long lowest = -missing[place];
    int low = price > 0 ? most[place] : price > lowest ? least[place] : 0;
    int below = price >= lowest ? least[place] : 0;
    int high = price >= crowding[place] ? Integer.MAX_VALUE : price >= 0 ? most[place] : below;
    return Math.clamp(people, low, Math.max(low, high));
  }

  /** The same places with costs so many times as high. */
  Places times(long factor) {
    long[] lacking = new long[size()];
    long[] surplus = new long[size()];
    for (int place = 0; place < size(); place++) {
      lacking[place] = missing[place] * factor;
      surplus[place] = crowding[place] * factor;
    }
    return new Places(least, most, lacking, surplus);
  }

  /**
   * The same places for one in so many people: each with its part of the bounds, whose remainders
   * go to places in turn.
   */
  Places oneIn(int many) {
    return many == 1 ? this : new Places(parts(least, many), parts(most, many), missing, crowding);
  }

  private static int[] parts(int[] bounds, int many) {
    int[] parts = new int[bounds.length];
    long sum = 0;
    for (int place = 0; place < bounds.length; place++) {
      long before = sum / many;
      sum += bounds[place];
      parts[place] = Math.toIntExact(sum / many - before);
    }
    return parts;
  }

  /** The highest cost of one person. */
  long highest() {
    long highest = 0;
    for (int place = 0; place < size(); place++) {
      highest = Math.max(highest, Math.max(missing[place], crowding[place]));
    }
    return highest;
  }
}
