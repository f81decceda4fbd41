package org.muster.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for any transport, against a search through all possibilities. */
final class TransportProperties {
  private static final int ROUNDS = Integer.getInteger("muster.rounds", 400);

  private final long seed = Long.getLong("muster.seed", System.nanoTime());

  @Test
  void smallOnesAreAsCheapAsTheBestOfAll() {
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      int[] supply = random.ints(1 + random.nextInt(3), 0, 4).toArray();
      int[] demand = random.ints(1 + random.nextInt(3), 0, 4).toArray();
      long[][] cost = cost(random, supply.length, demand.length, 20);
      Transport transport = Transport.of(supply, demand, cost);
      String told = "seed " + seed + " round " + round;
      assertSound(transport, supply, demand, told);
      int least = Math.min(Arrays.stream(supply).sum(), Arrays.stream(demand).sum());
      assertEquals(cheapest(supply, demand, cost, 0, least), transport.cost(), told);
    }
  }

  @Test
  void largeOnesProveThemselves() {
    var random = new Random(seed);
    for (int round = 0; round < 10; round++) {
      int[] supply = random.ints(40, 0, 60).toArray();
      int[] demand = random.ints(60, 0, 50).toArray();
      Transport transport = Transport.of(supply, demand, cost(random, 40, 60, 50_000));
      assertSound(transport, supply, demand, "seed " + seed);
    }
  }

  /** All that can go does, nothing goes twice, and nothing cheaper exists. */
  private static void assertSound(Transport transport, int[] supply, int[] demand, String told) {
    var sent = new int[supply.length];
    var got = new int[demand.length];
    for (Transport.Shipment shipment : transport.shipments()) {
      assertTrue(shipment.amount() > 0, told);
      sent[shipment.source()] += shipment.amount();
      got[shipment.sink()] += shipment.amount();
    }
    for (int i = 0; i < supply.length; i++) {
      assertEquals(supply[i], sent[i] + transport.left(i), told);
    }
    for (int j = 0; j < demand.length; j++) {
      assertEquals(demand[j], got[j] + transport.lacking(j), told);
    }
    int all = Math.min(Arrays.stream(supply).sum(), Arrays.stream(demand).sum());
    assertEquals(all, Arrays.stream(sent).sum(), told);
    assertTrue(transport.isProven(), told);
  }

  /** Tries every way to send {@code left} more pieces, pair by pair. */
  private static long cheapest(int[] supply, int[] demand, long[][] cost, int pair, int left) {
    if (left == 0) {
      return 0;
    }
    if (pair == supply.length * demand.length) {
      return Long.MAX_VALUE / 4;
    }
    int i = pair / demand.length;
    int j = pair % demand.length;
    long best = Long.MAX_VALUE / 4;
    for (int n = 0; n <= Math.min(left, Math.min(supply[i], demand[j])); n++) {
      supply[i] -= n;
      demand[j] -= n;
      best = Math.min(best, n * cost[i][j] + cheapest(supply, demand, cost, pair + 1, left - n));
      supply[i] += n;
      demand[j] += n;
    }
    return best;
  }

  private static long[][] cost(Random random, int sources, int sinks, int max) {
    var cost = new long[sources][];
    for (int i = 0; i < sources; i++) {
      cost[i] = random.longs(sinks, 0, max).toArray();
    }
    return cost;
  }
}
