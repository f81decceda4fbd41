package org.muster.model.matching;

/**
 * What it must save at least that somebody who stands somewhere is sent elsewhere, in the unit of
 * the costs: metres, where costs are ways.
 *
 * <p>A plan that was told to people should change only by what a change of the question forces, so
 * the usual price is {@link #aboveEveryWay}. At {@link #NONE} the least cost counts alone.
 *
 * @param cost 0 or more; at 0 moves are still counted among answers of equal cost
 */
public record MovePrice(long cost) {
  /** The cheapest answer, whoever has to move for it; of equally cheap ones the fewest moves. */
  public static final MovePrice NONE = new MovePrice(0);

  public MovePrice {
    if (cost < 0 || cost > Options.COST_MAX) {
      throw new IllegalArgumentException("a move at " + cost);
    }
  }

  /** No way that becomes shorter is worth a move; only needs that cost more are. */
  public static MovePrice aboveEveryWay(Options options) {
    return new MovePrice(2 * options.highest() + 1);
  }
}
