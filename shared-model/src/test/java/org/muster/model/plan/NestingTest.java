package org.muster.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.muster.model.plan.SamplePlan.community;
import static org.muster.model.plan.SamplePlan.line;
import static org.muster.model.plan.SamplePlan.shifts;
import static org.muster.model.plan.SamplePlan.unit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.muster.model.plan.Nesting.Breach;
import org.muster.model.plan.Nesting.Kind;
import org.muster.model.roster.UnitId;

/** 紧急 ⊇ 应急 ⊇ 常态, and what is said when it is not so. */
final class NestingTest {
  private static final List<PlanLine> LINES = List.of(line(1, 1, 1, 2, 5), line(1, 2, 0, 0, 3));

  @Test
  void fewerPeopleAboveAreNamedWithBothNumbers() {
    assertEquals(
        List.of(
            new Breach(
                community(1),
                Tier.NORMAL,
                Tier.EMERGENCY,
                Kind.PEOPLE,
                unit(1).value().toString(),
                3,
                2)),
        Nesting.ofPeople(community(1), unit(1), 3, 2, 5));
  }

  @Test
  void hoursLeftOpenAboveAreNamed() {
    Breach breach =
        one(shifts(1, Tier.EMERGENCY, "00:00-24:00"), shifts(1, Tier.CRITICAL, "08:00-20:00"));
    assertEquals(Kind.HOURS, breach.kind());
    assertEquals("20:00-08:00", breach.subject());
    assertEquals(List.of(1440, 720), List.of(breach.beneath(), breach.above()));
  }

  @Test
  void whatATierLeavesOpenIsAsBeneath() {
    assertEquals(List.of(), breaches(shifts(1, Tier.NORMAL, "08:00-20:00")));
    Plan plan = SamplePlan.of(LINES, shifts(1, Tier.NORMAL, "08:00-20:00"));
    assertEquals(
        List.of(Shift.of("08:00-20:00")),
        java.util.Objects.requireNonNull(plan.arrangements(Tier.CRITICAL).get(community(1)))
            .shifts());
  }

  @Test
  void lostSkillAndFewerSuppliesAreNamed() {
    Breach skill =
        one(skills(Tier.NORMAL, Map.of("急救", 2)), skills(Tier.CRITICAL, Map.of("驾驶", 9)));
    assertEquals(List.of("急救", 2, 0), List.of(skill.subject(), skill.beneath(), skill.above()));
    assertEquals(Tier.EMERGENCY, skill.inner(), "the tier between holds what it inherited");
    Breach supply =
        one(supplies(Tier.NORMAL, Map.of("沙袋", 200)), supplies(Tier.EMERGENCY, Map.of("沙袋", 50)));
    assertEquals(Kind.SUPPLY, supply.kind());
  }

  @Test
  void unitThatSendsNobodyCannotLead() {
    assertEquals(List.of(), breaches(led(Tier.CRITICAL, unit(2))));
    Breach breach = one(led(Tier.EMERGENCY, unit(2)));
    assertEquals(List.of(Kind.LEAD_ABSENT, Tier.EMERGENCY), List.of(breach.kind(), breach.outer()));
  }

  @Test
  void communityWithoutAUnitHasNothingArranged() {
    assertEquals(Kind.NO_UNIT, one(shifts(2, Tier.NORMAL, "08:00-20:00")).kind());
  }

  @Test
  void planThatDoesNotNestIsNone() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SamplePlan.of(LINES, shifts(2, Tier.NORMAL, "08:00-20:00")));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            SamplePlan.of(
                LINES,
                shifts(1, Tier.NORMAL, "08:00-20:00"),
                shifts(1, Tier.NORMAL, "08:00-18:00")));
  }

  private static List<Breach> breaches(Arrangement... arrangements) {
    return Nesting.of(LINES, List.of(arrangements));
  }

  private static Breach one(Arrangement... arrangements) {
    List<Breach> found = breaches(arrangements);
    assertEquals(1, found.size(), found.toString());
    return found.getFirst();
  }

  private static Arrangement skills(Tier tier, Map<String, Integer> skills) {
    return new Arrangement(
        community(1),
        tier,
        List.of(),
        new TreeMap<>(skills),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>());
  }

  private static Arrangement supplies(Tier tier, Map<String, Integer> supplies) {
    return new Arrangement(
        community(1),
        tier,
        List.of(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(supplies));
  }

  private static Arrangement led(Tier tier, UnitId lead) {
    return new Arrangement(
        community(1),
        tier,
        List.of(),
        new TreeMap<>(),
        Optional.of(lead),
        Optional.empty(),
        new TreeMap<>());
  }
}
