package org.muster.model.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.muster.model.matching.Certificate;
import org.muster.model.matching.Optimum;
import org.muster.model.matching.Options;
import org.muster.model.matching.Places;
import org.muster.model.matching.Solver;

/**
 * Ships as much as can be shipped from sources to sinks at the least total cost (the transportation
 * problem), exactly.
 *
 * <p>Asked the other way round it is a matching: every piece that a sink wants chooses a source, or
 * stays unserved at more than any chain of changes could save. Memory grows with the pieces wanted
 * times the sources.
 */
public final class Transport {
  /** Beyond what all pieces of a chain could cost: being served comes first. */
  private static final long UNSERVED = 1L << 53;

  /** Nobody takes what a source does not have as long as staying unserved is cheaper. */
  private static final long OVERDRAWN = 1L << 54;

  private final int[] left;
  private final int[] lacking;
  private final int[][] flow;
  private final long cost;
  private final boolean proven;

  private Transport(int[] left, int[] lacking, int[][] flow, long cost, boolean proven) {
    this.left = left;
    this.lacking = lacking;
    this.flow = flow;
    this.cost = cost;
    this.proven = proven;
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
    var places = new Places.Builder();
    Arrays.stream(supply).forEach(amount -> places.place(0, amount, 0, OVERDRAWN));
    int unserved = places.place(0, Integer.MAX_VALUE, 0, 0);
    var options = new Options.Builder();
    for (int sink = 0; sink < demand.length; sink++) {
      for (int piece = 0; piece < demand[sink]; piece++) {
        options.person();
        for (int source = 0; source < supply.length; source++) {
          options.option(source, cost[source][sink]);
        }
        options.option(unserved, UNSERVED);
      }
    }
    Options pieces = options.build();
    Places sources = places.build();
    Optimum optimum = Solver.solve(pieces, sources);
    return shipped(
        supply, demand, cost, pieces, optimum, Certificate.proves(pieces, sources, optimum));
  }

  private static Transport shipped(
      int[] supply, int[] demand, long[][] cost, Options pieces, Optimum optimum, boolean proven) {
    int[] left = supply.clone();
    int[] lacking = demand.clone();
    int[][] flow = new int[supply.length][demand.length];
    long sum = 0;
    int piece = 0;
    for (int sink = 0; sink < demand.length; sink++) {
      for (int i = 0; i < demand[sink]; i++) {
        int source = pieces.place(optimum.choice(piece++));
        if (source < supply.length) {
          flow[source][sink]++;
          left[source]--;
          lacking[sink]--;
          sum += cost[source][sink];
        }
      }
    }
    return new Transport(left, lacking, flow, sum, proven);
  }

  /** What is shipped, by source and sink. */
  public List<Shipment> shipments() {
    var shipments = new ArrayList<Shipment>();
    for (int source = 0; source < left.length; source++) {
      for (int sink = 0; sink < lacking.length; sink++) {
        if (flow[source][sink] > 0) {
          shipments.add(new Shipment(source, sink, flow[source][sink]));
        }
      }
    }
    return shipments;
  }

  /** What a sink does not get. */
  public int lacking(int sink) {
    return lacking[sink];
  }

  /** What a source keeps. */
  public int left(int source) {
    return left[source];
  }

  public long cost() {
    return cost;
  }

  /** True when the prices of the matching prove that nothing cheaper exists. */
  public boolean isProven() {
    return proven;
  }
}
