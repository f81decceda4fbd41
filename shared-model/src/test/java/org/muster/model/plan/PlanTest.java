package org.muster.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

final class PlanTest {
  private static final AreaCode COUNTY = AreaCode.of("330522");
  private static final AreaCode FIRST = AreaCode.of("330522001001");
  private static final AreaCode SECOND = AreaCode.of("330522001002");
  private static final UnitId LIBRARY = new UnitId(new UUID(0, 1));
  private static final UnitId HOSPITAL = new UnitId(new UUID(0, 2));

  private final Plan plan =
      plan(
          line(FIRST, LIBRARY, 1, 2, 5),
          line(FIRST, HOSPITAL, 0, 0, 3),
          line(SECOND, LIBRARY, 2, 2, 2));

  @Test
  void eachTierContainsTheOneBefore() {
    assertThrows(IllegalArgumentException.class, () -> line(FIRST, LIBRARY, 2, 1, 5));
    assertThrows(IllegalArgumentException.class, () -> line(FIRST, LIBRARY, 1, 6, 5));
    assertThrows(IllegalArgumentException.class, () -> line(FIRST, LIBRARY, -1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> line(COUNTY, LIBRARY, 1, 2, 3));
  }

  @Test
  void unitStandsOnceForACommunity() {
    assertThrows(
        IllegalArgumentException.class,
        () -> plan(line(FIRST, LIBRARY, 1, 1, 1), line(FIRST, LIBRARY, 0, 0, 1)));
  }

  @Test
  void lineOutsideTheAreaIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> plan(line(AreaCode.of("330523001001"), LIBRARY, 1, 1, 1)));
  }

  @Test
  void needIsSummedPerTierAndUnit() {
    assertEquals(3, plan.need(Tier.NORMAL));
    assertEquals(10, plan.need(Tier.CRITICAL));
    assertEquals(7, plan.need(Tier.CRITICAL, LIBRARY));
    assertEquals(2, plan.linesIn(FIRST).size());
  }

  @Test
  void goingUpCallsUpAndComingBackReleasesTheSame() {
    PlanDifference up = PlanDifference.of(plan, Tier.NORMAL, Tier.CRITICAL);
    assertEquals(new PlanDifference.Total(1, 8, 7, 0, 0, 0), up.total());
    assertEquals(2, up.changes().size(), "the second community does not change");
    assertEquals(new PlanDifference.Total(1, 5, 4, 0, 0, 0), up.byUnit().get(LIBRARY));
    assertEquals(new PlanDifference.Total(1, 8, 7, 0, 0, 0), up.byCommunity().get(FIRST));
    PlanDifference down = PlanDifference.of(plan, Tier.CRITICAL, Tier.NORMAL);
    assertEquals(7, down.total().released());
    assertEquals(0, down.total().calledUp());
    assertEquals(List.of(), up.within(SECOND).changes());
  }

  @Test
  void newVersionMovesPeopleFromOneUnitToAnother() {
    Plan next = plan(line(FIRST, HOSPITAL, 1, 2, 8), line(SECOND, LIBRARY, 2, 2, 2));
    PlanDifference difference =
        PlanDifference.between(
            new PlanDifference.Stand(plan, Tier.CRITICAL),
            new PlanDifference.Stand(next, Tier.CRITICAL),
            (_, _) -> 1);
    assertEquals(new PlanDifference.Total(5, 0, 0, 0, 0, 5), difference.byUnit().get(LIBRARY));
    assertEquals(new PlanDifference.Total(3, 8, 5, 0, 0, 0), difference.byUnit().get(HOSPITAL));
  }

  @Test
  void whoLeavesOneCommunityForAnotherIsMovedAndNotCalledUpAnew() {
    Plan next = plan(line(FIRST, LIBRARY, 1, 1, 1), line(SECOND, LIBRARY, 2, 2, 5));
    PlanDifference difference =
        PlanDifference.between(
            new PlanDifference.Stand(plan, Tier.CRITICAL),
            new PlanDifference.Stand(next, Tier.CRITICAL),
            (_, _) -> 1);
    assertEquals(List.of(new PlanDifference.Move(LIBRARY, FIRST, SECOND, 3)), difference.moves());
    assertEquals(new PlanDifference.Total(7, 6, 0, 3, 3, 1), difference.byUnit().get(LIBRARY));
    assertEquals(new PlanDifference.Total(2, 5, 0, 3, 0, 0), difference.byCommunity().get(SECOND));
  }

  @Test
  void communitiesWithoutAnybodyAreNamed() {
    AreaCode third = AreaCode.of("330522001005");
    Coverage coverage = Coverage.of(plan, Tier.NORMAL, List.of(FIRST, SECOND, third));
    assertEquals(List.of(third), coverage.uncovered());
    assertEquals(3, coverage.people());
  }

  private static Plan plan(PlanLine... lines) {
    return new Plan(
        new PlanId(new UUID(0, 9)), COUNTY, Frame.of("预案"), 1, List.of(lines), List.of());
  }

  private static PlanLine line(AreaCode place, UnitId unit, int n, int e, int c) {
    return new PlanLine(place, unit, n, e, c, Optional.empty());
  }
}
