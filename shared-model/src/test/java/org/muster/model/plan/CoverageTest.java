package org.muster.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.muster.model.plan.SamplePlan.community;
import static org.muster.model.plan.SamplePlan.line;
import static org.muster.model.plan.SamplePlan.shifts;
import static org.muster.model.plan.SamplePlan.unit;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.model.plan.Coverage.Covered;
import org.muster.model.plan.Coverage.Hole;
import org.muster.model.plan.Coverage.Sent;
import org.muster.model.plan.Coverage.Standard;

/** Who covers which community at which hours, and where nobody does. */
final class CoverageTest {
  private static final Plan PLAN =
      SamplePlan.of(
          List.of(line(1, 1, 1, 2, 5), line(1, 2, 0, 3, 3), line(2, 1, 0, 1, 1)),
          shifts(1, Tier.NORMAL, "08:00-20:00"),
          shifts(1, Tier.EMERGENCY, "08:00-20:00", "20:00-08:00"),
          shifts(2, Tier.EMERGENCY, "08:00-16:00", "16:00-24:00"));

  private static final Standard WHOLE_DAY =
      new Standard(
          List.of(Shift.of("00:00-24:00")), _ -> OptionalDouble.empty(), OptionalDouble.empty());

  @Test
  void eachCommunityNamesWhoComesAndWhen() {
    Covered first = covered(Tier.EMERGENCY, WHOLE_DAY).getFirst();
    assertEquals(List.of(new Sent(unit(1), 2), new Sent(unit(2), 3)), first.by());
    assertEquals(5, first.people());
    assertEquals("[00:00-00:00]", first.hours().toString());
    assertEquals(Set.of(), first.holes());
  }

  @Test
  void hoursWithoutAnybodyAreAHole() {
    Covered first = covered(Tier.NORMAL, WHOLE_DAY).getFirst();
    assertEquals(Set.of(Hole.HOURS), first.holes());
    assertEquals("[20:00-08:00]", first.open().toString());
  }

  @Test
  void moreShiftsThanPeopleAreAHole() {
    assertEquals(
        Set.of(Hole.SHIFT_EMPTY, Hole.HOURS), covered(Tier.EMERGENCY, WHOLE_DAY).get(1).holes());
  }

  @Test
  void communityThatOnlyAHigherTierReachesIsAHoleInTheLower() {
    Coverage normal = Coverage.of(PLAN, Tier.NORMAL, List.of(community(1), community(2)));
    assertEquals(List.of(community(2)), normal.uncovered());
    assertEquals(List.of(), Coverage.of(PLAN, Tier.CRITICAL, List.of(community(2))).uncovered());
  }

  @Test
  void stationBeyondReachIsAHoleAndSoIsNone() {
    var near =
        new Standard(
            List.of(),
            code -> code.equals(community(1)) ? OptionalDouble.of(999) : OptionalDouble.of(1001),
            OptionalDouble.of(1000));
    assertEquals(Set.of(), covered(Tier.CRITICAL, near).getFirst().holes());
    assertEquals(
        Set.of(Hole.SHIFT_EMPTY, Hole.FAR_FROM_STATION),
        covered(Tier.CRITICAL, near).get(1).holes());
    var none = new Standard(List.of(), _ -> OptionalDouble.empty(), OptionalDouble.of(1000));
    assertEquals(Set.of(Hole.FAR_FROM_STATION), covered(Tier.CRITICAL, none).getFirst().holes());
  }

  private static List<Covered> covered(Tier tier, Standard standard) {
    return Coverage.of(PLAN, tier, List.of(community(2), community(1)), standard).communities();
  }
}
