package org.muster.model.matching;

import java.util.Arrays;

/**
 * Passes people on along ways that cost nothing at the present prices, from nodes with too many to
 * nodes with too few, until every such way is used up (a blocking flow by depth-first search).
 */
final class Passing {
  private final Standing standing;
  private final Movers movers;

  /** The way so far, and for each node which of its arcs is looked at. */
  private final int[] way;

  private final int[] mover;

  private final int[] arc;
  private final boolean[] closed;

  /** Where a shortest way may go on by people; elsewhere nobody can be passed on for nothing. */
  private final boolean[] leadsOn;

  Passing(Standing standing) {
    this.standing = standing;
    movers = standing.movers();
    int nodes = standing.ground + 1;
    way = new int[nodes];
    mover = new int[nodes];
    arc = new int[nodes];
    closed = new boolean[nodes];
    leadsOn = new boolean[nodes];
  }

  /** Before a search. */
  void forgetWays() {
    Arrays.fill(leadsOn, false);
  }

  /** The search found that a shortest way may leave this node. */
  void mayLeadOn(int node) {
    leadsOn[node] = true;
  }

  void run() {
    Arrays.fill(arc, 0);
    Arrays.fill(closed, false);
    for (int source = 0; source <= standing.ground; source++) {
      while (standing.excess[source] > 0 && !closed[source]) {
        walk(source);
      }
    }
  }

  /** Goes on until a node that lacks people is reached, or there is no way from the source. */
  private void walk(int source) {
    int length = 1;
    way[0] = source;
    closed[source] = true;
    while (length > 0) {
      int node = way[length - 1];
      if (standing.excess[node] < 0) {
        pass(length);
        return;
      }
      int next = next(node);
      if (next < 0) {
        length--;
      } else {
        closed[next] = true;
        way[length++] = next;
      }
    }
  }

  /**
   * The next node that can be reached for nothing, or -1; the arc to it stays the one looked at.
   */
  private int next(int node) {
    int arcs = arcs(node);
    while (arc[node] < arcs) {
      int target = target(node, arc[node]);
      if (!closed[target] && isFree(node, target)) {
        return target;
      }
      arc[node]++;
    }
    return -1;
  }

  /** Of a place that no shortest way leaves by people only the arc to the ground counts. */
  private int arcs(int node) {
    if (node == standing.ground) {
      return standing.ground;
    }
    return leadsOn[node] ? movers.exchanges(node).targets() + 1 : 1;
  }

  /**
   * The ground leads to every place; a place leads to the ground and to where its people could go.
   */
  private int target(int node, int number) {
    if (node == standing.ground) {
      return number;
    }
    return number == 0 ? standing.ground : movers.exchanges(node).target(number - 1);
  }

  private boolean isFree(int from, int to) {
    long[] price = standing.price;
    if (to == standing.ground) {
      return price[to] + standing.costOfNext(from) == price[from];
    }
    if (from == standing.ground) {
      return standing.hasLast(to) && price[to] - standing.costOfLast(to) == price[from];
    }
    return movers.exchanges(from).least(arc[from] - 1) + price[to] == price[from];
  }

  /** The people are read off first: whoever joins a place may shift what its arcs stand for. */
  private void pass(int length) {
    for (int i = 1; i < length; i++) {
      int from = way[i - 1];
      boolean byGround = from == standing.ground || way[i] == standing.ground;
      mover[i] = byGround ? -1 : movers.mover(from, arc[from] - 1);
    }
    standing.excess[way[0]]--;
    standing.excess[way[length - 1]]++;
    closed[way[0]] = false;
    for (int i = 1; i < length; i++) {
      closed[way[i]] = false;
      standing.pass(way[i - 1], way[i], mover[i]);
    }
  }
}
