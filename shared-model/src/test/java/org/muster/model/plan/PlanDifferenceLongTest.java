package org.muster.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.muster.model.plan.PlanDifference.Stand;

/**
 * How long the difference of a large city takes: 300 communities, 400 units, 100,000 people. Run
 * with {@code -Dmuster.long=true}; prints figures, asserts only what must be true.
 */
@EnabledIfSystemProperty(named = "muster.long", matches = "true")
final class PlanDifferenceLongTest {
  private static final int COMMUNITIES = 300;
  private static final int UNITS = 400;
  private static final int PEOPLE = 250;

  @Test
  void largeCity() {
    for (int each : new int[] {5, 10, 20, 40, 80, 150, 250}) {
      Stand source = new Stand(city(new Random(1), each), Tier.CRITICAL);
      Stand target = new Stand(city(new Random(2), each), Tier.CRITICAL);
      for (int run = 0; run < 3; run++) {
        report("versions", source, target);
        report("tiers", new Stand(source.plan(), Tier.NORMAL), source);
      }
    }
  }

  private static void report(String what, Stand source, Stand target) {
    long start = System.nanoTime();
    PlanDifference difference = PlanDifference.between(source, target, SamplePlan::metres);
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertEquals(
        target.plan().need(target.tier()),
        difference.total().after()
            + source.plan().need(source.tier())
            - difference.total().before());
    System.out.printf(
        "%s: %d lines, %d people, %d changes, %d moves: %d ms%n",
        what,
        source.plan().lines().size(),
        target.plan().need(Tier.CRITICAL),
        difference.changes().size(),
        difference.moves().size(),
        millis);
  }

  /** Each unit sends all its people to so many communities. */
  private static Plan city(Random random, int each) {
    var lines = new ArrayList<PlanLine>();
    for (int unit = 0; unit < UNITS; unit++) {
      var places = random.ints(0, COMMUNITIES).distinct().limit(each).toArray();
      for (int n = 0; n < each; n++) {
        int people = PEOPLE / each + (n < PEOPLE % each ? 1 : 0);
        lines.add(SamplePlan.line(places[n], unit, people / 4, people / 2, people));
      }
    }
    return SamplePlan.of(lines);
  }
}
