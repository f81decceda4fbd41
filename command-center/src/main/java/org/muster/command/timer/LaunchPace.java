package org.muster.command.timer;

/**
 * How much of a launch goes into one transaction: little at first, so that the first phones ring at
 * once, then more and more, up to what the database takes best.
 *
 * <p>Offers are what is bounded; how many quotas they come from is told by the round before, so
 * that no quota is locked and read whose turn does not come. From any thread.
 */
final class LaunchPace {
  private static final int QUOTAS_FIRST = 4;
  private static final int OFFERS_FIRST = 40;
  private static final int GROWTH = 5;

  private static final int QUOTAS_MAX = 500;

  /** Quotas that nobody is left for cost much and bring nothing, and deadlines wait for them. */
  private static final int QUOTAS_VOID = 40;

  private final int offersMax;
  private int offers;
  private int quotas = QUOTAS_FIRST;

  /**
   * @param offersMax offers in one transaction
   */
  LaunchPace(int offersMax) {
    this.offersMax = offersMax;
    offers = Math.min(OFFERS_FIRST, offersMax);
  }

  /** True when rounds grow no more. */
  synchronized boolean isFull() {
    return offers == offersMax;
  }

  /** Offers of the next round, at most. */
  synchronized int offers() {
    return offers;
  }

  /** Quotas of the next round, at most. */
  synchronized int quotas() {
    return quotas;
  }

  /** A round took so many quotas and made so many offers to their people. */
  synchronized void took(int quotasTaken, int offersMade) {
    offers = Math.min(offers * GROWTH, offersMax);
    if (offersMade == 0) {
      quotas = QUOTAS_VOID;
      return;
    }
    int each = Math.max(1, offersMade / Math.max(1, quotasTaken));
    quotas = Math.clamp(offers / each, QUOTAS_FIRST, QUOTAS_MAX);
  }
}
