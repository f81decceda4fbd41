package org.muster.model.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.model.order.OrderEvent.QuotasReduced.Reduced;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Plan;
import org.muster.model.roster.UnitId;

/**
 * Which quotas become smaller when a response steps down: exactly so much that unit and community
 * keep what the lower tier wants of each. What was asked last is given up first.
 */
public final class StepDown {
  private StepDown() {}

  /** A quota of the response that stands, under an order that goes by the plan. */
  public record Standing(QuotaId quota, OrderId order, UnitId unit, AreaCode community, int need) {
    public Plan.Place place() {
      return new Plan.Place(community, unit);
    }
  }

  /** What stands in each place. */
  public static Map<Plan.Place, Integer> people(List<Standing> standing) {
    var people = new HashMap<Plan.Place, Integer>();
    standing.forEach(one -> people.merge(one.place(), one.need(), Integer::sum));
    return people;
  }

  /**
   * The reductions of each order.
   *
   * @param standing newest first
   * @param wanted by the plan in the lower tier; a place that is missing gets nobody
   */
  public static Map<OrderId, List<Reduced>> of(
      List<Standing> standing, Map<Plan.Place, Integer> wanted) {
    Map<Plan.Place, Integer> surplus = people(standing);
    surplus.replaceAll((place, people) -> people - wanted.getOrDefault(place, 0));
    var reductions = new LinkedHashMap<OrderId, List<Reduced>>();
    for (Standing one : standing) {
      int left = Math.max(0, surplus.getOrDefault(one.place(), 0));
      int taken = Math.min(left, one.need());
      if (taken > 0) {
        surplus.put(one.place(), left - taken);
        reductions
            .computeIfAbsent(one.order(), _ -> new ArrayList<>())
            .add(new Reduced(one.quota(), one.need() - taken));
      }
    }
    return reductions;
  }
}
