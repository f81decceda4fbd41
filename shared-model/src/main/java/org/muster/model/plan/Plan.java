package org.muster.model.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/**
 * One version of the three-tier plan (预案) of an area for a hazard: who sends how many people where,
 * and how they are to serve there.
 *
 * @param number counts the versions of an area and hazard from 1; 0 for a draft
 * @param arrangements what each tier says of a community beside the numbers; those that say nothing
 *     are left out
 */
public record Plan(
    PlanId id,
    AreaCode area,
    Frame frame,
    int number,
    List<PlanLine> lines,
    List<Arrangement> arrangements) {
  public Plan {
    lines = List.copyOf(lines);
    arrangements = sorted(arrangements);
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
    if (Nesting.isTwice(arrangements)) {
      throw new IllegalArgumentException("a community stands twice for the same tier");
    }
    List<Nesting.Breach> breaches = Nesting.of(lines, arrangements);
    if (!breaches.isEmpty()) {
      throw new IllegalArgumentException("each tier contains the one beneath: " + breaches);
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

  /** How a tier is served in each community of which it or a tier beneath says anything. */
  public Map<AreaCode, Arrangement> arrangements(Tier tier) {
    var standing = new HashMap<AreaCode, Arrangement>();
    for (Tier step : Tier.values()) {
      if (step.compareTo(tier) <= 0) {
        arrangements.stream()
            .filter(one -> one.tier() == step)
            .forEach(
                one -> standing.merge(one.community(), one, (beneath, own) -> own.over(beneath)));
      }
    }
    return standing;
  }

  /** The people of each unit in each community; nobody is left out. */
  public Map<Place, Integer> needs(Tier tier) {
    var needs = new HashMap<Place, Integer>();
    lines.forEach(line -> needs.put(new Place(line.community(), line.unit()), line.need(tier)));
    return needs;
  }

  private static List<Arrangement> sorted(Collection<Arrangement> arrangements) {
    return arrangements.stream()
        .map(Objects::requireNonNull)
        .filter(one -> !one.isOpen())
        .sorted(Comparator.comparing(Arrangement::community).thenComparing(Arrangement::tier))
        .toList();
  }

  /** One unit in one community. */
  public record Place(AreaCode community, UnitId unit) {}
}
