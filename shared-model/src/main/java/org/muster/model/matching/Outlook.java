package org.muster.model.matching;

import java.util.Arrays;

/**
 * For each node the least of cost and price that its ways onward came to when they were last looked
 * at. It stays a lower bound while prices rise, and until somebody joins.
 */
final class Outlook {
  private static final long UNKNOWN = Long.MIN_VALUE / 2;

  private final long[] least;

  Outlook(int nodes) {
    least = new long[nodes];
    forgetAll();
  }

  /** A bound that holds for everything, where nothing is known. */
  long least(int node) {
    return least[node];
  }

  void seen(int node, long leastOnward) {
    least[node] = leastOnward;
  }

  void forget(int node) {
    least[node] = UNKNOWN;
  }

  void forgetAll() {
    Arrays.fill(least, UNKNOWN);
  }
}
