package org.muster.model.duty;

import java.util.List;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/**
 * The page that is handed over (交接单): what stands open at that hour. It is made by the system, not
 * written by hand, and stays as it was signed.
 *
 * @param orders orders in force, the oldest first
 */
public record Sheet(List<OpenOrder> orders) {
  public Sheet {
    orders = List.copyOf(orders);
  }

  /**
   * An order in force, in numbers of people.
   *
   * @param silent units that have not signed for it
   * @param shortPosts communities with fewer people confirmed than needed
   */
  public record OpenOrder(
      OrderId order,
      String number,
      int need,
      int confirmed,
      int onPost,
      List<UnitId> silent,
      List<ShortPost> shortPosts) {
    public OpenOrder {
      silent = List.copyOf(silent);
      shortPosts = List.copyOf(shortPosts);
    }
  }

  /** A community and how many people it lacks. */
  public record ShortPost(AreaCode community, int lacks) {}
}
