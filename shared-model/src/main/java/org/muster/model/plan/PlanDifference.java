package org.muster.model.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/**
 * Who is called up, moved and released when the tier changes, or when one version of the plan
 * follows another.
 *
 * <p>Whoever a unit takes out of one community and needs in another is moved, not released and
 * called up anew; the moves of a unit are the shortest there are. Tiers of one plan contain each
 * other, so between them nobody is ever moved.
 *
 * @param changes by community and unit; where nothing changes is left out
 * @param moves by unit
 */
public record PlanDifference(List<Change> changes, List<Move> moves) {
  private static final Comparator<UnitId> BY_ID = Comparator.comparing(UnitId::value);

  /** As far as two places whose distance nobody knows; beyond any city. */
  private static final long UNKNOWN_M = 1_000_000_000;

  public PlanDifference {
    changes = List.copyOf(changes);
    moves = List.copyOf(moves);
  }

  /** People of one unit in one community, before and after. */
  public record Change(
      AreaCode community, UnitId unit, int before, int after, int movedIn, int movedOut) {

    /** How many are called up in addition. */
    public int calledUp() {
      return Math.max(0, after - before) - movedIn;
    }

    /** How many are released. */
    public int released() {
      return Math.max(0, before - after) - movedOut;
    }

    /** The change as a sum over itself alone. */
    public Total total() {
      return Total.NONE.plus(this);
    }
  }

  /** People of a unit who go from one community to another. */
  public record Move(UnitId unit, AreaCode from, AreaCode to, int people) {}

  /** The sum over several changes. */
  public record Total(
      int before, int after, int calledUp, int movedIn, int movedOut, int released) {
    public static final Total NONE = new Total(0, 0, 0, 0, 0, 0);

    Total plus(Change change) {
      return new Total(
          before + change.before(),
          after + change.after(),
          calledUp + change.calledUp(),
          movedIn + change.movedIn(),
          movedOut + change.movedOut(),
          released + change.released());
    }
  }

  /** A tier of a version. */
  public record Stand(Plan plan, Tier tier) {}

  /** From one tier to another of the same plan. */
  public static PlanDifference of(Plan plan, Tier from, Tier to) {
    return between(new Stand(plan, from), new Stand(plan, to), (_, _) -> 0);
  }

  /**
   * From a tier of one version to a tier of another.
   *
   * @param metres between two communities; infinite when it is not known
   */
  public static PlanDifference between(
      Stand source, Stand target, ToDoubleBiFunction<AreaCode, AreaCode> metres) {
    return between(source.plan().needs(source.tier()), target.plan().needs(target.tier()), metres);
  }

  /** From what stands to what is wanted, whatever either is taken from. */
  public static PlanDifference between(
      Map<Plan.Place, Integer> before,
      Map<Plan.Place, Integer> after,
      ToDoubleBiFunction<AreaCode, AreaCode> metres) {
    var byUnit = new TreeMap<UnitId, TreeMap<AreaCode, int[]>>(BY_ID);
    before.forEach((place, people) -> counts(byUnit, place)[0] = people);
    after.forEach((place, people) -> counts(byUnit, place)[1] = people);
    var changes = new ArrayList<Change>();
    var moves = new ArrayList<Move>();
    byUnit.forEach(
        (unit, places) -> {
          places.values().removeIf(counts -> counts[0] == counts[1]);
          List<Move> own = moves(unit, places, metres);
          moves.addAll(own);
          changes.addAll(changes(unit, places, own));
        });
    changes.sort(
        Comparator.comparing(Change::community).thenComparing(change -> change.unit().value()));
    return new PlanDifference(changes, moves);
  }

  /** Only what happens in one area; a move across its border is seen from inside. */
  public PlanDifference within(AreaCode area) {
    return new PlanDifference(
        changes.stream().filter(c -> area.covers(c.community())).toList(),
        moves.stream().filter(m -> area.covers(m.from()) || area.covers(m.to())).toList());
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
      totals.merge(key.apply(change), Total.NONE.plus(change), (sum, _) -> sum.plus(change));
    }
    return totals;
  }

  private static int[] counts(Map<UnitId, TreeMap<AreaCode, int[]>> byUnit, Plan.Place place) {
    return byUnit
        .computeIfAbsent(place.unit(), _ -> new TreeMap<>())
        .computeIfAbsent(place.community(), _ -> new int[2]);
  }

  private static List<Move> moves(
      UnitId unit, Map<AreaCode, int[]> places, ToDoubleBiFunction<AreaCode, AreaCode> metres) {
    List<AreaCode> leaving = where(places, counts -> counts[0] - counts[1]);
    List<AreaCode> wanting = where(places, counts -> counts[1] - counts[0]);
    if (leaving.isEmpty() || wanting.isEmpty()) {
      return List.of();
    }
    int[] supply = people(leaving, places);
    int[] demand = people(wanting, places);
    var cost = new long[leaving.size()][wanting.size()];
    for (int i = 0; i < leaving.size(); i++) {
      for (int j = 0; j < wanting.size(); j++) {
        double way = metres.applyAsDouble(leaving.get(i), wanting.get(j));
        cost[i][j] = way < UNKNOWN_M ? Math.round(way) : UNKNOWN_M;
      }
    }
    return Transport.of(supply, demand, cost).shipments().stream()
        .map(s -> new Move(unit, leaving.get(s.source()), wanting.get(s.sink()), s.amount()))
        .toList();
  }

  private static List<AreaCode> where(
      Map<AreaCode, int[]> places, java.util.function.ToIntFunction<int[]> surplus) {
    return places.entrySet().stream()
        .filter(place -> surplus.applyAsInt(place.getValue()) > 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static int[] people(List<AreaCode> communities, Map<AreaCode, int[]> places) {
    return communities.stream()
        .map(places::get)
        .mapToInt(counts -> Math.abs(counts[0] - counts[1]))
        .toArray();
  }

  private static List<Change> changes(UnitId unit, Map<AreaCode, int[]> places, List<Move> moves) {
    var in = new HashMap<AreaCode, Integer>();
    var out = new HashMap<AreaCode, Integer>();
    for (Move move : moves) {
      in.merge(move.to(), move.people(), Integer::sum);
      out.merge(move.from(), move.people(), Integer::sum);
    }
    var changes = new ArrayList<Change>();
    places.forEach(
        (community, counts) ->
            changes.add(
                new Change(
                    community,
                    unit,
                    counts[0],
                    counts[1],
                    in.getOrDefault(community, 0),
                    out.getOrDefault(community, 0))));
    return changes;
  }
}
