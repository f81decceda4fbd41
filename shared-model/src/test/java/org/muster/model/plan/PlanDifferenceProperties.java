package org.muster.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.muster.model.plan.PlanDifference.Change;
import org.muster.model.plan.PlanDifference.Move;
import org.muster.model.plan.PlanDifference.Stand;
import org.muster.model.plan.PlanDifference.Total;
import org.muster.model.roster.UnitId;

/** What holds between any two versions and tiers. {@code -Dmuster.rounds} makes it run longer. */
final class PlanDifferenceProperties {
  private static final int ROUNDS = Integer.getInteger("muster.rounds", 200);

  private final long seed = Long.getLong("muster.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void whoWasThereAndWhoCameAndWentMakeWhoIsThere() {
    for (int round = 0; round < ROUNDS; round++) {
      Stand source = new Stand(plan(), tier());
      Stand target = new Stand(plan(), tier());
      PlanDifference difference = PlanDifference.between(source, target, SamplePlan::metres);
      Map<Plan.Place, Integer> people = new HashMap<>(source.plan().needs(source.tier()));
      for (Change change : difference.changes()) {
        var place = new Plan.Place(change.community(), change.unit());
        assertTrue(change.calledUp() >= 0 && change.released() >= 0, told());
        people.merge(
            place,
            change.calledUp() + change.movedIn() - change.movedOut() - change.released(),
            Integer::sum);
      }
      people.values().removeIf(count -> count == 0);
      var wanted = new HashMap<>(target.plan().needs(target.tier()));
      wanted.values().removeIf(count -> count == 0);
      assertEquals(wanted, people, told());
      assertMovesAreWhole(difference);
    }
  }

  /** Moves add up to what the places say, and a unit that can move calls nobody up instead. */
  private void assertMovesAreWhole(PlanDifference difference) {
    var moved = new HashMap<UnitId, Integer>();
    for (Move move : difference.moves()) {
      assertTrue(move.people() > 0 && !move.from().equals(move.to()), told());
      moved.merge(move.unit(), move.people(), Integer::sum);
    }
    for (Map.Entry<UnitId, Total> entry : difference.byUnit().entrySet()) {
      Total total = entry.getValue();
      assertEquals(moved.getOrDefault(entry.getKey(), 0), total.movedIn(), told());
      assertEquals(total.movedIn(), total.movedOut(), told());
      assertEquals(0, Math.min(total.calledUp(), total.released()), told());
    }
  }

  @Test
  void betweenTiersOfOnePlanNobodyIsMovedAndTheWayBackIsTheSame() {
    for (int round = 0; round < ROUNDS; round++) {
      Plan plan = plan();
      Tier from = tier();
      Tier to = tier();
      PlanDifference there = PlanDifference.of(plan, from, to);
      PlanDifference back = PlanDifference.of(plan, to, from);
      assertTrue(there.moves().isEmpty(), told());
      assertEquals(there.total().calledUp(), back.total().released(), told());
      assertEquals(there.total().released(), back.total().calledUp(), told());
      assertEquals(
          plan.need(to) - plan.need(from),
          there.total().calledUp() - there.total().released(),
          told());
    }
  }

  private Plan plan() {
    return SamplePlan.random(random, 12, 6, 5);
  }

  private Tier tier() {
    return SamplePlan.TIERS.get(random.nextInt(3));
  }

  private String told() {
    return "seed " + seed;
  }
}
