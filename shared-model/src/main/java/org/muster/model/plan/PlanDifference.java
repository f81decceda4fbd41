package org.muster.model.plan;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/** Who must move when the tier changes, or when one version of the plan follows another. */
public record PlanDifference(List<Change> changes) {
  public PlanDifference {
    changes = List.copyOf(changes);
  }

  /** People of one unit in one community, before and after. */
  public record Change(AreaCode community, UnitId unit, int before, int after) {

    /** How many are called up in addition. */
    public int calledUp() {
      return Math.max(0, after - before);
    }

    /** How many are released. */
    public int released() {
      return Math.max(0, before - after);
    }
  }

  /** The sum over several changes. */
  public record Total(int before, int after, int calledUp, int released) {
    public static final Total NONE = new Total(0, 0, 0, 0);

    Total plus(Change change) {
      return new Total(
          before + change.before(),
          after + change.after(),
          calledUp + change.calledUp(),
          released + change.released());
    }
  }

  /** From one tier to another of the same plan. */
  public static PlanDifference of(Plan plan, Tier from, Tier to) {
    return between(plan, from, plan, to);
  }

  /** From a tier of one plan to a tier of another; places where nothing changes are left out. */
  public static PlanDifference between(Plan source, Tier from, Plan target, Tier to) {
    Map<Plan.Place, Integer> before = needs(source, from);
    Map<Plan.Place, Integer> after = needs(target, to);
    var places = new HashSet<>(before.keySet());
    places.addAll(after.keySet());
    return new PlanDifference(
        places.stream()
            .map(
                p ->
                    new Change(
                        p.community(),
                        p.unit(),
                        before.getOrDefault(p, 0),
                        after.getOrDefault(p, 0)))
            .filter(change -> change.before() != change.after())
            .sorted(
                Comparator.comparing(Change::community)
                    .thenComparing(change -> change.unit().value()))
            .toList());
  }

  /** Only what happens in one area. */
  public PlanDifference within(AreaCode area) {
    return new PlanDifference(changes.stream().filter(c -> area.covers(c.community())).toList());
  }

  public Total total() {
    Total total = Total.NONE;
    for (Change change : changes) {
      total = total.plus(change);
    }
    return total;
  }

  public Map<UnitId, Total> byUnit() {
    return grouped(Change::unit);
  }

  public Map<AreaCode, Total> byCommunity() {
    return grouped(Change::community);
  }

  private <K> Map<K, Total> grouped(Function<Change, K> key) {
    var totals = new LinkedHashMap<K, Total>();
    for (Change change : changes) {
      totals.put(
          key.apply(change), totals.getOrDefault(key.apply(change), Total.NONE).plus(change));
    }
    return totals;
  }

  private static Map<Plan.Place, Integer> needs(Plan plan, Tier tier) {
    var needs = new HashMap<Plan.Place, Integer>();
    for (PlanLine line : plan.lines()) {
      needs.put(new Plan.Place(line.community(), line.unit()), line.need(tier));
    }
    return needs;
  }
}
