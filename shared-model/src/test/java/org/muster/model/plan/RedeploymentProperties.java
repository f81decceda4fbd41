package org.muster.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.PlanDifference.Stand;
import org.muster.model.plan.Redeployment.People;
import org.muster.model.plan.Redeployment.Step;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * A response goes up and down at will; a checker that only counts heads looks on. {@code
 * -Dmuster.rounds} makes it run longer.
 */
final class RedeploymentProperties {
  private static final int ROUNDS = Integer.getInteger("muster.rounds", 150);
  private static final int UNITS = 5;

  private final long seed = Long.getLong("muster.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /** Who belongs to whom, and who stands where: one line a person, as on a paper list. */
  private final class Town {
    final Map<VolunteerId, UnitId> roster = new LinkedHashMap<>();
    final Map<VolunteerId, AreaCode> posts = new LinkedHashMap<>();

    Town(int peopleMax) {
      for (int unit = 0; unit < UNITS; unit++) {
        int people = random.nextInt(peopleMax + 1);
        for (int n = 0; n < people; n++) {
          roster.put(new VolunteerId(new UUID(unit, n)), SamplePlan.unit(unit));
        }
      }
    }

    Map<UnitId, People> people() {
      var people = new HashMap<UnitId, People>();
      for (UnitId unit : IntStream.range(0, UNITS).mapToObj(SamplePlan::unit).toList()) {
        var standing = new TreeMap<UUID, AreaCode>();
        posts.forEach(
            (who, where) -> {
              if (unit.equals(roster.get(who))) {
                standing.put(who.value(), where);
              }
            });
        var own = new LinkedHashMap<VolunteerId, AreaCode>();
        standing.forEach((who, where) -> own.put(new VolunteerId(who), where));
        var all = new ArrayList<VolunteerId>();
        roster.forEach(
            (who, whose) -> {
              if (whose.equals(unit)) {
                all.add(who);
              }
            });
        people.put(unit, new People(own, all));
      }
      return people;
    }

    /** Takes one step as somebody with a pencil would, and cries out at nonsense. */
    void take(Step step) {
      assertEquals(roster.get(step.volunteer()), step.unit(), told());
      assertEquals(step.from(), java.util.Optional.ofNullable(posts.get(step.volunteer())), told());
      step.to()
          .ifPresentOrElse(
              where -> posts.put(step.volunteer(), where), () -> posts.remove(step.volunteer()));
    }

    int standing(Plan.Place place) {
      return Math.toIntExact(
          posts.entrySet().stream()
              .filter(post -> post.getValue().equals(place.community()))
              .filter(post -> place.unit().equals(roster.get(post.getKey())))
              .count());
    }
  }

  @Test
  void anySequenceOfTiersAndVersionsLeavesExactlyWhoIsWanted() {
    for (int round = 0; round < ROUNDS; round++) {
      var town = new Town(60);
      List<Plan> versions = List.of(plan(), plan());
      for (int change = 0; change < 8; change++) {
        var wanted = new Stand(versions.get(random.nextInt(5) / 4), tier());
        Redeployment next = Redeployment.of(town.people(), wanted, SamplePlan::metres);
        var named = new HashSet<VolunteerId>();
        next.steps().forEach(step -> assertTrue(named.add(step.volunteer()), told()));
        next.steps().forEach(town::take);
        assertEachPlaceHasItsPeople(town, wanted, next);
      }
    }
  }

  private void assertEachPlaceHasItsPeople(Town town, Stand wanted, Redeployment next) {
    Map<Plan.Place, Integer> needs = wanted.plan().needs(wanted.tier());
    needs.forEach(
        (place, need) ->
            assertEquals(
                need, town.standing(place) + next.shortages().getOrDefault(place, 0), told()));
    int wantedAll = needs.values().stream().mapToInt(Integer::intValue).sum();
    int short_ = next.shortages().values().stream().mapToInt(Integer::intValue).sum();
    assertEquals(wantedAll - short_, town.posts.size(), "nobody stands where nobody is wanted");
    next.shortages()
        .keySet()
        .forEach(
            place ->
                assertEquals(
                    town.roster.values().stream().filter(place.unit()::equals).count(),
                    town.posts.keySet().stream()
                        .filter(who -> place.unit().equals(town.roster.get(who)))
                        .count(),
                    "a unit is short only when all of it stands somewhere, " + told()));
  }

  @Test
  void upAndDownMovesExactlyTheDifference() {
    for (int round = 0; round < ROUNDS; round++) {
      var town = new Town(400);
      Plan plan = enough(plan(), town);
      Tier at = Tier.NORMAL;
      Redeployment.of(town.people(), new Stand(plan, at), SamplePlan::metres)
          .steps()
          .forEach(town::take);
      for (int change = 0; change < 6; change++) {
        Tier to = tier();
        PlanDifference difference = PlanDifference.of(plan, at, to);
        var before = new HashMap<>(town.posts);
        Redeployment next = Redeployment.of(town.people(), new Stand(plan, to), SamplePlan::metres);
        next.steps().forEach(town::take);
        long up = next.steps().stream().filter(step -> step.from().isEmpty()).count();
        long down = next.steps().stream().filter(step -> step.to().isEmpty()).count();
        assertEquals(difference.total().calledUp(), up, told());
        assertEquals(difference.total().released(), down, told());
        assertEquals(next.steps().size(), up + down, "nobody is moved within one plan");
        if (to.compareTo(at) >= 0) {
          before.forEach((who, where) -> assertEquals(where, town.posts.get(who), told()));
        } else {
          town.posts.forEach((who, where) -> assertEquals(where, before.get(who), told()));
        }
        at = to;
      }
    }
  }

  /** Only units that can send what the plan asks of them. */
  private static Plan enough(Plan plan, Town town) {
    return SamplePlan.of(
        plan.lines().stream()
            .filter(
                line ->
                    plan.need(Tier.CRITICAL, line.unit())
                        <= town.roster.values().stream().filter(line.unit()::equals).count())
            .toList());
  }

  private Plan plan() {
    return SamplePlan.random(random, 10, UNITS, 6);
  }

  private Tier tier() {
    return SamplePlan.TIERS.get(random.nextInt(3));
  }

  private String told() {
    return "seed " + seed;
  }
}
