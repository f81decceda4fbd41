package org.muster.model.matching;

/**
 * What is to be small when people are sent: what they did lately, how little they rested, the way.
 */
public sealed interface Aims {
  /**
   * What a way would be for somebody.
   *
   * @param recentDuties how often the person served within the last seven days
   * @param restedH hours since the last post
   * @param way metres, or seconds: what the matrix or the map says
   */
  record Effort(int recentDuties, int restedH, long way) {
    public Effort {
      if (recentDuties < 0 || restedH < 0 || way < 0) {
        throw new IllegalArgumentException("less than nothing");
      }
    }
  }

  /** What an effort costs; 0 or more. */
  long cost(Effort effort);

  /** What the worst effort costs. */
  long worst();

  /** One before the other: duties, then rest, then the way; nothing later outweighs an earlier. */
  final class InOrder implements Aims {
    private static final int DUTIES_MAX = 30;
    private final Lexicographic order;
    private final int restedEnoughH;
    private final long wayMax;

    /**
     * @param places how many posts and units there are
     * @param restedEnoughH longer rest is no merit any more
     * @param wayMax longer ways count as this one
     */
    public InOrder(int places, int restedEnoughH, long wayMax) {
      order = Lexicographic.alongChains(places, DUTIES_MAX, restedEnoughH, wayMax);
      this.restedEnoughH = restedEnoughH;
      this.wayMax = wayMax;
    }

    @Override
    public long cost(Effort effort) {
      return order.cost(
          Math.min(DUTIES_MAX, effort.recentDuties()),
          restedEnoughH - Math.min(restedEnoughH, effort.restedH()),
          Math.min(wayMax, effort.way()));
    }

    @Override
    public long worst() {
      return order.cost(DUTIES_MAX, restedEnoughH, wayMax);
    }
  }

  /**
   * Together in one number: a duty counts as so much way, and so does every hour of rest missing.
   */
  record Weighed(long wayOfDuty, long wayOfHour, int restedEnoughH, long wayMax) implements Aims {
    private static final int DUTIES_MAX = 30;

    @Override
    public long cost(Effort effort) {
      long lacking = Math.max(0L, restedEnoughH - (long) effort.restedH());
      return wayOfDuty * Math.min(DUTIES_MAX, effort.recentDuties())
          + wayOfHour * lacking
          + Math.min(wayMax, effort.way());
    }

    @Override
    public long worst() {
      return wayOfDuty * DUTIES_MAX + wayOfHour * restedEnoughH + wayMax;
    }
  }
}
