package org.muster.model.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ships as much as can be shipped from sources to sinks at the least total cost (the transportation
 * problem), exactly.
 *
 * <p>Successive shortest paths with node potentials (Edmonds and Karp 1972): each step sends along
 * the cheapest path of the residual network, found by Dijkstra's method on reduced costs, which
 * never become negative. A step takes O(n²) for n sources and sinks together, and each exhausts a
 * source, a sink or a shipment; some hundreds of either take well under a second. Not for single
 * people by the ten thousand.
 *
 * <p>The potentials that remain prove the answer: no shipment can be changed to advantage ({@link
 * #isProven()}).
 */
public final class Transport {
  private static final long FAR = Long.MAX_VALUE / 4;
  private static final int NONE = -1;

  private final int sources;
  private final int sinks;
  private final long[][] cost;
  private final int[] supply;
  private final int[] demand;
  private final int[][] flow;
  private final long[] potential;
  private final long[] distance;
  private final int[] before;
  private final boolean[] settled;
  private final int end;

  private Transport(int[] supply, int[] demand, long[][] cost) {
    this.sources = supply.length;
    this.sinks = demand.length;
    this.supply = supply.clone();
    this.demand = demand.clone();
    this.cost = cost;
    this.flow = new int[sources][sinks];
    this.end = sources + sinks;
    this.potential = new long[end + 1];
    this.distance = new long[end + 1];
    this.before = new int[end + 1];
    this.settled = new boolean[end + 1];
  }

  /** What goes from one source to one sink. */
  public record Shipment(int source, int sink, int amount) {}

  /**
   * Solves the problem.
   *
   * @param supply what each source has, 0 or more
   * @param demand what each sink wants, 0 or more
   * @param cost of one piece from a source (row) to a sink, 0 to 10¹², in any unit
   */
  public static Transport of(int[] supply, int[] demand, long[][] cost) {
    var transport = new Transport(supply, demand, cost);
    transport.start();
    while (transport.findPath()) {
      transport.send();
    }
    return transport;
  }

  /** What is shipped, by source and sink. */
  public List<Shipment> shipments() {
    var shipments = new ArrayList<Shipment>();
    for (int i = 0; i < sources; i++) {
      for (int j = 0; j < sinks; j++) {
        if (flow[i][j] > 0) {
          shipments.add(new Shipment(i, j, flow[i][j]));
        }
      }
    }
    return shipments;
  }

  /** What a sink does not get. */
  public int lacking(int sink) {
    return demand[sink];
  }

  /** What a source keeps. */
  public int left(int source) {
    return supply[source];
  }

  public long cost() {
    return shipments().stream().mapToLong(s -> s.amount() * cost[s.source()][s.sink()]).sum();
  }

  /**
   * True when the potentials prove that nothing cheaper exists: no pair has a negative reduced cost
   * and every pair that is used has none.
   */
  public boolean isProven() {
    for (int i = 0; i < sources; i++) {
      for (int j = 0; j < sinks; j++) {
        long reduced = reduced(i, j);
        if (reduced < 0 || (flow[i][j] > 0 && reduced != 0)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Sinks begin with their cheapest source, so that the first paths are short. */
  private void start() {
    for (int j = 0; j < sinks; j++) {
      long cheapest = FAR;
      for (int i = 0; i < sources; i++) {
        cheapest = Math.min(cheapest, cost[i][j]);
      }
      potential[sources + j] = cheapest;
    }
    potential[end] = Arrays.stream(potential, sources, end).min().orElse(0);
  }

  private boolean findPath() {
    Arrays.fill(distance, FAR);
    Arrays.fill(before, NONE);
    Arrays.fill(settled, false);
    for (int i = 0; i < sources; i++) {
      if (supply[i] > 0) {
        distance[i] = -potential[i];
      }
    }
    for (int node = nearest(); node != NONE && node != end; node = nearest()) {
      settled[node] = true;
      if (node < sources) {
        leave(node);
      } else {
        arrive(node);
      }
    }
    if (distance[end] >= FAR) {
      return false;
    }
    for (int node = 0; node <= end; node++) {
      potential[node] += Math.min(distance[node], distance[end]);
    }
    return true;
  }

  private int nearest() {
    int nearest = NONE;
    long best = FAR;
    for (int node = 0; node <= end; node++) {
      if (!settled[node] && distance[node] < best) {
        best = distance[node];
        nearest = node;
      }
    }
    return nearest;
  }

  private void leave(int source) {
    for (int j = 0; j < sinks; j++) {
      relax(source, sources + j, reduced(source, j));
    }
  }

  /** A sink that wants more ends the path; what it has from others may be sent elsewhere. */
  private void arrive(int node) {
    int sink = node - sources;
    if (demand[sink] > 0) {
      relax(node, end, potential[node] - potential[end]);
    }
    for (int i = 0; i < sources; i++) {
      if (flow[i][sink] > 0) {
        relax(node, i, -reduced(i, sink));
      }
    }
  }

  private void relax(int from, int to, long length) {
    long way = distance[from] + length;
    if (!settled[to] && way < distance[to]) {
      distance[to] = way;
      before[to] = from;
    }
  }

  private long reduced(int source, int sink) {
    return cost[source][sink] + potential[source] - potential[sources + sink];
  }

  private void send() {
    int last = before[end];
    int amount = demand[last - sources];
    int node = last;
    while (before[node] != NONE) {
      int previous = before[node];
      if (node < sources) {
        amount = Math.min(amount, flow[node][previous - sources]);
      }
      node = previous;
    }
    amount = Math.min(amount, supply[node]);
    supply[node] -= amount;
    demand[last - sources] -= amount;
    for (int to = last; before[to] != NONE; to = before[to]) {
      int from = before[to];
      if (from < sources) {
        flow[from][to - sources] += amount;
      } else {
        flow[to][from - sources] -= amount;
      }
    }
  }
}
