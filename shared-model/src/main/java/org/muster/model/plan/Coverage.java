package org.muster.model.plan;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.model.place.AreaCode;

/**
 * How a tier of a plan covers the communities.
 *
 * @param need how many people each community gets, zeros included
 */
public record Coverage(Tier tier, Map<AreaCode, Integer> need) {
  public Coverage {
    need = Collections.unmodifiableMap(new TreeMap<>(need));
  }

  public static Coverage of(Plan plan, Tier tier, Collection<AreaCode> communities) {
    var need = new TreeMap<AreaCode, Integer>();
    communities.forEach(community -> need.put(community, 0));
    for (PlanLine line : plan.lines()) {
      need.computeIfPresent(line.community(), (_, sum) -> sum + line.need(tier));
    }
    return new Coverage(tier, need);
  }

  /** The communities to which nobody is sent. */
  public List<AreaCode> uncovered() {
    return need.entrySet().stream()
        .filter(entry -> entry.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  public int people() {
    return need.values().stream().mapToInt(Integer::intValue).sum();
  }
}
