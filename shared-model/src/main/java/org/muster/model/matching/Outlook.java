package org.muster.model.matching;

import java.util.Arrays;

/**
 * For each place the least of cost and price that its people's ways onward came to when they were
 * last looked at. It stays a lower bound while prices rise.
 */
final class Outlook {
  /** More than any way comes to. */
  static final long NOWHERE = Exchanges.NOBODY;

  private static final long UNKNOWN = Long.MIN_VALUE / 2;

  private final long[] least;

  Outlook(int places) {
    least = new long[places];
    forgetAll();
  }

  /** A bound that holds for everything, where nothing is known. */
  long least(int place) {
    return least[place];
  }

  void seen(int place, long leastOnward) {
    least[place] = leastOnward;
  }

  /** Somebody joined the place whose way onward comes to this. */
  void lower(int place, long onward) {
    least[place] = Math.min(least[place], onward);
  }

  /** Every way comes to so much more, or less. */
  void shift(long by) {
    for (int place = 0; place < least.length; place++) {
      least[place] = least[place] == UNKNOWN ? UNKNOWN : least[place] + by;
    }
  }

  void forgetAll() {
    Arrays.fill(least, UNKNOWN);
  }
}
