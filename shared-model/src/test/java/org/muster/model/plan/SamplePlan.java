package org.muster.model.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/** Plans for tests: written by hand, or at random from a seed. */
final class SamplePlan {
  static final AreaCode COUNTY = AreaCode.of("330522");
  static final List<Tier> TIERS = List.of(Tier.values());

  private SamplePlan() {}

  static AreaCode community(int n) {
    return AreaCode.of("330522%03d%03d".formatted(1 + n / 900, 1 + n % 900));
  }

  static UnitId unit(int n) {
    return new UnitId(new UUID(7, n));
  }

  static PlanLine line(int community, int unit, int normal, int emergency, int critical) {
    return new PlanLine(
        community(community), unit(unit), normal, emergency, critical, Optional.empty());
  }

  static Plan of(List<PlanLine> lines, Arrangement... arrangements) {
    return new Plan(
        new PlanId(new UUID(0, 9)), COUNTY, Frame.of("预案"), 1, lines, List.of(arrangements));
  }

  static Arrangement shifts(int community, Tier tier, String... shifts) {
    return new Arrangement(
        community(community),
        tier,
        Stream.of(shifts).map(Shift::of).toList(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>());
  }

  /**
   * A plan in which each unit stands in some communities.
   *
   * @param each how many communities a unit has at most
   */
  static Plan random(Random random, int communities, int units, int each) {
    var lines = new ArrayList<PlanLine>();
    var seen = new HashSet<List<Integer>>();
    for (int unit = 0; unit < units; unit++) {
      int places = random.nextInt(each + 1);
      for (int n = 0; n < places; n++) {
        int community = random.nextInt(communities);
        if (seen.add(List.of(community, unit))) {
          int[] people = IntStream.generate(() -> random.nextInt(7)).limit(3).sorted().toArray();
          lines.add(line(community, unit, people[0], people[1], people[2]));
        }
      }
    }
    return of(lines);
  }

  /** As if the communities lay along a road, a hundred metres apart. */
  static double metres(AreaCode a, AreaCode b) {
    return 100.0 * Math.abs(Long.parseLong(a.value()) - Long.parseLong(b.value()));
  }
}
