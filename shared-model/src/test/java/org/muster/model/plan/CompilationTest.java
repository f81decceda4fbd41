package org.muster.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.model.plan.SamplePlan.community;
import static org.muster.model.plan.SamplePlan.unit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.model.plan.Compilation.Force;
import org.muster.model.plan.Compilation.Question;
import org.muster.model.plan.Compilation.Shortage;
import org.muster.model.plan.Compilation.Want;
import org.muster.model.plan.LineReason.Kind;

/** Plans compiled from needs and rosters. */
final class CompilationTest {
  private static final Want FIRST = new Want(community(0), 1, 2, 4);
  private static final Want FAR = new Want(community(40), 0, 1, 4);

  @Test
  void whoLivesNearerGoes() {
    Compilation made =
        compile(
            List.of(FIRST, FAR),
            Set.of(),
            new Force(unit(1), 4, Map.of(community(39), 4)),
            new Force(unit(2), 4, Map.of(community(1), 4)));
    assertEquals(
        List.of(unit(2), unit(1)), made.lines().stream().map(l -> l.owed().unit()).toList());
    assertTrue(made.proven());
    assertEquals(4 * 100 + 4 * 100 + 8 * Compilation.PAIRING_M, made.burdenM());
  }

  @Test
  void pairingOutweighsAShortWayAndNotALongOne() {
    var near = new Force(unit(1), 4, Map.of(community(1), 4));
    var paired = new Force(unit(2), 4, Map.of(community(30), 4));
    Set<Plan.Place> pairing = Set.of(new Plan.Place(community(0), unit(2)));
    Compilation made = compile(List.of(FIRST), pairing, near, paired);
    assertEquals(unit(2), made.lines().getFirst().owed().unit());
    assertTrue(has(made, Kind.PAIRED));
    var far = new Force(unit(2), 4, Map.of(community(60), 4));
    assertEquals(
        unit(1), compile(List.of(FIRST), pairing, near, far).lines().getFirst().owed().unit());
  }

  @Test
  void nearestIsAskedUntilItHasNobodyLeft() {
    Compilation made =
        compile(
            List.of(FIRST),
            Set.of(),
            new Force(unit(1), 3, Map.of(community(0), 3)),
            new Force(unit(2), 9, Map.of()));
    assertEquals(
        List.of(List.of(unit(1), 1, 2, 3), List.of(unit(2), 0, 0, 1)),
        made.lines().stream()
            .map(l -> l.owed())
            .map(l -> List.<Object>of(l.unit(), l.normal(), l.emergency(), l.critical()))
            .toList());
    assertEquals(unit(1), made.leads().getFirst().lead().orElseThrow());
    assertEquals(
        List.of(
            new LineReason(Kind.WAY_UNKNOWN, ""),
            new LineReason(Kind.OTHERS_FULL, "1"),
            new LineReason(Kind.CAPACITY, "1/9")),
        made.lines().getLast().reasons());
    assertEquals(
        List.of(
            new LineReason(Kind.WAY, "0.0"),
            new LineReason(Kind.RESIDENTS, "3"),
            new LineReason(Kind.CAPACITY, "3/3")),
        made.lines().getFirst().reasons());
  }

  @Test
  void whatNobodyCanSendIsAShortage() {
    Compilation made = compile(List.of(FIRST), Set.of(), new Force(unit(1), 1, Map.of()));
    assertEquals(
        List.of(
            new Shortage(community(0), Tier.EMERGENCY, 1),
            new Shortage(community(0), Tier.CRITICAL, 3)),
        made.shortages());
  }

  @Test
  void anyTownGetsAPlanThatNestsAndOverdrawsNobody() {
    long seed = Long.getLong("muster.seed", System.nanoTime());
    var random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      List<Want> wants =
          IntStream.range(0, 1 + random.nextInt(12)).mapToObj(n -> want(random, n)).toList();
      Force[] forces =
          IntStream.range(0, 1 + random.nextInt(6))
              .mapToObj(n -> force(random, n))
              .toArray(Force[]::new);
      Compilation made = compile(wants, Set.of(), forces);
      Plan plan =
          SamplePlan.of(
              made.lines().stream().map(Compilation.Line::owed).toList(),
              made.leads().toArray(Arrangement[]::new));
      for (Force force : forces) {
        assertTrue(plan.need(Tier.CRITICAL, force.unit()) <= force.able(), "seed " + seed);
      }
      for (Tier tier : Tier.values()) {
        int lacking =
            made.shortages().stream()
                .filter(s -> s.tier() == tier)
                .mapToInt(Shortage::people)
                .sum();
        int wanted = wants.stream().mapToInt(w -> w.need(tier)).sum();
        assertEquals(wanted, plan.need(tier) + lacking, "seed " + seed);
      }
      assertTrue(made.proven(), "seed " + seed);
    }
  }

  private static Want want(Random random, int n) {
    int[] people = IntStream.generate(() -> random.nextInt(9)).limit(3).sorted().toArray();
    return new Want(community(n), people[0], people[1], people[2]);
  }

  private static Force force(Random random, int n) {
    var homes = new HashMap<org.muster.model.place.AreaCode, Integer>();
    int able = random.nextInt(25);
    for (int person = 0; person < able; person++) {
      if (random.nextInt(4) > 0) {
        homes.merge(community(random.nextInt(12)), 1, Integer::sum);
      }
    }
    return new Force(unit(n), able, homes);
  }

  private static boolean has(Compilation made, Kind kind) {
    return made.lines().getFirst().reasons().stream().anyMatch(r -> r.kind() == kind);
  }

  private static Compilation compile(List<Want> wants, Set<Plan.Place> paired, Force... forces) {
    return Compilation.of(new Question(wants, List.of(forces), paired, SamplePlan::metres));
  }
}
