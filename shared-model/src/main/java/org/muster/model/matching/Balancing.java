package org.muster.model.matching;

import java.util.Arrays;

/**
 * Brings every place to its right number by the cheapest chains of exchanges.
 *
 * <p>Each phase finds the shortest ways from all nodes with too many (Dijkstra over the places
 * only, at costs reduced by the prices, hence never negative), raises the prices by what was found,
 * and lets one person of each place along such a way go on to the next, for as many ways as do not
 * use the same exchange. Nobody ever stands where another place would be cheaper for them, so what
 * comes out is optimal (the successive shortest path method, over the few places instead of the
 * many people).
 */
final class Balancing {
  private static final long UNREACHED = Exchanges.NOBODY / 2;

  private final Standing standing;
  private final Movers movers;
  private final Frontier frontier;
  private final long[] distance;
  private final int[] passed;

  /** From where each node was reached last. */
  private final int[] reachedFrom;

  private final long[] lacking;
  private final Passing passing;
  private final Outlook outlook;

  /** The search ends before anything as far as this. */
  private long bound;

  Balancing(Standing standing) {
    this.standing = standing;
    int nodes = standing.ground + 1;
    frontier = new Frontier(nodes);
    distance = new long[nodes];
    passed = new int[nodes];
    reachedFrom = new int[nodes];
    lacking = new long[nodes];
    movers = standing.movers();
    outlook = movers.outlook();
    passing = new Passing(standing);
  }

  void run() {
    while (isUneven()) {
      search();
      passing.run();
    }
  }

  private boolean isUneven() {
    for (int excess : standing.excess) {
      if (excess > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Finds the shortest ways from nodes with too many to nodes with too few, and makes them free of
   * cost. The search starts on the side with fewer nodes, so that each node of the other side gets
   * its own way, and leaves out the farthest fifth of them: they are often nearer once the others
   * are balanced.
   */
  private void search() {
    int surplus = 0;
    int shortOf = 0;
    for (int excess : standing.excess) {
      surplus += excess > 0 ? 1 : 0;
      shortOf += excess < 0 ? 1 : 0;
    }
    int sign = surplus <= shortOf ? 1 : -1;
    start(sign);
    int count = spread(sign, Math.ceilDiv(Math.max(surplus, shortOf) * 4, 5));
    frontier.clear();
    adjust(count, sign);
  }

  private void start(int sign) {
    Arrays.fill(distance, UNREACHED);
    bound = UNREACHED;
    passing.forgetWays();
    for (int node = 0; node <= standing.ground; node++) {
      if (standing.excess[node] * sign > 0) {
        reach(node, 0, node);
      }
      if (sign < 0 && node < standing.ground) {
        movers.exchanges(node);
      }
    }
  }

  /** Goes on until so many nodes of the other side are found; returns how many were passed. */
  private int spread(int sign, int wanted) {
    int count = 0;
    int found = 0;
    while (found < wanted && !frontier.isEmpty()) {
      if (sign > 0 && Integer.bitCount(count) <= 1) {
        bound = farthestOf(wanted);
      }
      int node = frontier.takeNearest();
      passed[count++] = node;
      if (standing.excess[node] * sign < 0) {
        found++;
      }
      if (sign > 0) {
        leave(node);
      } else {
        leaveBackwards(node);
      }
    }
    if (found == 0) {
      throw new IllegalStateException("too many somewhere and nowhere too few");
    }
    return count;
  }

  /** So many of the nodes that lack people are within this, as far as is known. */
  private long farthestOf(int wanted) {
    int count = 0;
    for (int node = 0; node <= standing.ground; node++) {
      if (standing.excess[node] < 0) {
        lacking[count++] = distance[node];
      }
    }
    Arrays.sort(lacking, 0, count);
    return lacking[wanted - 1];
  }

  private void leave(int node) {
    long base = distance[node] - standing.price[node];
    long[] price = standing.price;
    int ground = standing.ground;
    if (node == ground) {
      for (int place = 0; place < ground; place++) {
        if (standing.hasLast(place)) {
          reach(place, base + price[place] - standing.costOfLast(place), node);
        }
      }
      return;
    }
    reach(ground, base + price[ground] + standing.costOfNext(node), node);
    if (base + outlook.least(node) >= bound) {
      return;
    }
    long least = Outlook.NOWHERE;
    Exchanges exchanges = movers.exchanges(node);
    for (int i = 0; i < exchanges.targets(); i++) {
      int target = exchanges.target(i);
      long onward = exchanges.least(i) + price[target];
      least = Math.min(least, onward);
      reach(target, base + onward, node);
    }
    outlook.seen(node, least);
  }

  private void leaveBackwards(int node) {
    long base = distance[node] + standing.price[node];
    long[] price = standing.price;
    int ground = standing.ground;
    if (node == ground) {
      for (int place = 0; place < ground; place++) {
        reach(place, base + standing.costOfNext(place) - price[place], node);
      }
      return;
    }
    if (standing.hasLast(node)) {
      reach(ground, base - standing.costOfLast(node) - price[ground], node);
    }
    Arrivals arrivals = movers.arrivals(node);
    for (int i = 0; i < arrivals.size(); i++) {
      int origin = arrivals.origin(i);
      long more = movers.exchanges(origin).least(arrivals.exchange(i));
      reach(origin, base + more - price[origin], node);
    }
  }

  private void reach(int node, long at, int from) {
    if (at == distance[node]) {
      passing.mayLeadOn(from);
    } else if (at < distance[node] && at <= bound) {
      distance[node] = at;
      reachedFrom[node] = from;
      frontier.reach(node, at);
    }
  }

  /** Prices rise along ways onward and fall along ways back, until the last one found is free. */
  private void adjust(int count, int sign) {
    long farthest = distance[passed[count - 1]];
    for (int i = 0; i < count; i++) {
      int node = passed[i];
      standing.price[node] += sign * (farthest - distance[node]);
    }
    for (int node = 0; node <= standing.ground; node++) {
      if (distance[node] <= farthest) {
        passing.mayLeadOn(sign > 0 ? reachedFrom[node] : node);
      }
    }
    if (sign < 0) {
      outlook.forgetAll();
    }
  }
}
