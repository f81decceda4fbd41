package org.muster.model.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/**
 * Whether each tier contains the one beneath it (紧急 ⊇ 应急 ⊇ 常态), in people, hours, skills and
 * supplies; and whether a leading unit sends anybody at all.
 *
 * <p>Every breach names the community, the two tiers and what is too little, so that the author
 * finds the cell. What a tier leaves open is as beneath and breaks nothing.
 */
public final class Nesting {
  private static final List<Tier> TIERS = List.of(Tier.values());

  private Nesting() {}

  /** What can be less above than beneath. */
  public enum Kind {
    /** People of a unit. */
    PEOPLE,
    /** Hours of the day in which somebody is on post. */
    HOURS,
    SKILL,
    SUPPLY,
    /** The leading unit sends nobody in the tier. */
    LEAD_ABSENT,
    /** A community is spoken of to which no unit is sent. */
    NO_UNIT
  }

  /**
   * One breach.
   *
   * @param outer the tier that should contain the other
   * @param subject the unit's id, the hours left open, the skill or the article
   * @param beneath how much the inner tier has
   * @param above how much the outer one has
   */
  public record Breach(
      AreaCode community,
      Tier inner,
      Tier outer,
      Kind kind,
      String subject,
      int beneath,
      int above) {}

  /** People of one unit in the three tiers, as somebody wrote them. */
  public static List<Breach> ofPeople(AreaCode community, UnitId unit, int... people) {
    var found = new ArrayList<Breach>();
    for (int i = 1; i < people.length; i++) {
      if (people[i] < people[i - 1]) {
        found.add(
            new Breach(
                community,
                TIERS.get(i - 1),
                TIERS.get(i),
                Kind.PEOPLE,
                unit.value().toString(),
                people[i - 1],
                people[i]));
      }
    }
    return found;
  }

  /** All breaches, by community and tier; empty when the tiers nest. */
  public static List<Breach> of(Collection<PlanLine> lines, Collection<Arrangement> arrangements) {
    var said = new TreeMap<AreaCode, Map<Tier, Arrangement>>();
    for (Arrangement one : arrangements) {
      said.computeIfAbsent(one.community(), _ -> new HashMap<>()).put(one.tier(), one);
    }
    var sent = new HashMap<AreaCode, Map<UnitId, PlanLine>>();
    for (PlanLine line : lines) {
      sent.computeIfAbsent(line.community(), _ -> new HashMap<>()).put(line.unit(), line);
    }
    var found = new ArrayList<Breach>();
    said.forEach(
        (community, byTier) -> {
          var check = new Check(community, sent.getOrDefault(community, Map.of()), found);
          check.all(byTier);
        });
    return List.copyOf(found);
  }

  /** The tiers of one community. */
  private record Check(AreaCode community, Map<UnitId, PlanLine> lines, List<Breach> found) {

    void all(Map<Tier, Arrangement> byTier) {
      if (lines.isEmpty()) {
        found.add(
            new Breach(
                community, Tier.NORMAL, Tier.CRITICAL, Kind.NO_UNIT, community.value(), 0, 0));
      }
      Arrangement beneath = Arrangement.open(community, Tier.NORMAL);
      for (Tier tier : TIERS) {
        Arrangement own =
            Objects.requireNonNullElse(byTier.get(tier), Arrangement.open(community, tier));
        Arrangement above = own.over(beneath);
        lead(own, above);
        if (tier != Tier.NORMAL) {
          hours(beneath, above);
          counts(Kind.SKILL, beneath, above);
          counts(Kind.SUPPLY, beneath, above);
        }
        beneath = above;
      }
    }

    /** Where a tier sends nobody at all, nobody needs to lead. */
    private void lead(Arrangement own, Arrangement above) {
      Tier tier = above.tier();
      boolean sent = lines.values().stream().anyMatch(line -> line.need(tier) > 0);
      above
          .lead()
          .filter(_ -> own.lead().isPresent() || sent)
          .filter(unit -> need(unit, tier) == 0)
          .ifPresent(unit -> add(Kind.LEAD_ABSENT, tier, tier, unit.value().toString()));
    }

    private int need(UnitId unit, Tier tier) {
      PlanLine line = lines.get(unit);
      return line == null ? 0 : line.need(tier);
    }

    private void hours(Arrangement beneath, Arrangement above) {
      DayHours open = above.hours().missing(beneath.hours());
      for (Shift span : open.spans()) {
        found.add(
            new Breach(
                community,
                beneath.tier(),
                above.tier(),
                Kind.HOURS,
                span.toString(),
                beneath.hours().minutes(),
                above.hours().minutes()));
      }
    }

    private void counts(Kind kind, Arrangement beneath, Arrangement above) {
      Map<String, Integer> inner = kind == Kind.SKILL ? beneath.skills() : beneath.supplies();
      Map<String, Integer> outer = kind == Kind.SKILL ? above.skills() : above.supplies();
      inner.forEach(
          (name, count) -> {
            int more = outer.getOrDefault(name, 0);
            if (more < count) {
              found.add(
                  new Breach(community, beneath.tier(), above.tier(), kind, name, count, more));
            }
          });
    }

    private void add(Kind kind, Tier inner, Tier outer, String subject) {
      found.add(new Breach(community, inner, outer, kind, subject, 0, 0));
    }
  }

  /** Communities spoken of more than once for the same tier. */
  static boolean isTwice(Collection<Arrangement> arrangements) {
    Set<List<Object>> seen = new HashSet<>();
    return arrangements.stream().anyMatch(one -> !seen.add(List.of(one.community(), one.tier())));
  }
}
