package org.muster.model.plan;

import java.util.HashSet;
import java.util.List;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/**
 * One version of the three-tier plan (预案) of an area: who sends how many people where.
 *
 * @param number counts the versions of an area from 1
 */
public record Plan(PlanId id, AreaCode area, String name, int number, List<PlanLine> lines) {
  public Plan {
    lines = List.copyOf(lines);
    var seen = new HashSet<Place>();
    for (PlanLine line : lines) {
      if (!area.covers(line.community())) {
        throw new IllegalArgumentException(line.community() + " is outside " + area);
      }
      if (!seen.add(new Place(line.community(), line.unit()))) {
        throw new IllegalArgumentException(
            "a unit stands twice for the same community: " + line.community());
      }
    }
  }

  /** All people a tier asks for. */
  public int need(Tier tier) {
    return lines.stream().mapToInt(line -> line.need(tier)).sum();
  }

  public int need(Tier tier, UnitId unit) {
    return lines.stream()
        .filter(line -> line.unit().equals(unit))
        .mapToInt(line -> line.need(tier))
        .sum();
  }

  public List<PlanLine> linesIn(AreaCode place) {
    return lines.stream().filter(line -> place.covers(line.community())).toList();
  }

  /** One unit in one community. */
  record Place(AreaCode community, UnitId unit) {}
}
