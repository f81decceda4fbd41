package org.muster.command.relay;

/**
 * When the receipts that came in are worth a transaction. One of a hundred takes the database 43 µs
 * for each, one of a thousand 24; so while they keep coming a small batch waits for more. For the
 * one thread that writes them down.
 */
final class ReceiptPace {
  private static final int WORTH = 1_500;
  private static final int LOOKS_MAX = 10;

  private int looks;
  private int before;

  /**
   * To be asked at each look.
   *
   * @param waiting receipts that came in since it last said yes
   */
  boolean isDue(int waiting) {
    looks++;
    boolean due = waiting >= WORTH || waiting == before || looks == LOOKS_MAX;
    looks = due ? 0 : looks;
    before = due ? 0 : waiting;
    return due;
  }
}
