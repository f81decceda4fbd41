package org.muster.model.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.order.OrderEvent.QuotasReduced.Reduced;
import org.muster.model.order.StepDown.Standing;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Plan;
import org.muster.model.roster.UnitId;

/** What a response gives up when it steps down. */
final class StepDownTest {
  private static final AreaCode PLACE = AreaCode.of("330522001001");
  private static final AreaCode OTHER = AreaCode.of("330522001002");
  private static final UnitId UNIT = new UnitId(new UUID(0, 1));
  private static final OrderId FIRST = new OrderId(new UUID(1, 1));
  private static final OrderId LATER = new OrderId(new UUID(1, 2));

  @Test
  void whatWasAskedLastIsGivenUpFirst() {
    var later = standing(LATER, PLACE, 3);
    var first = standing(FIRST, PLACE, 2);
    assertEquals(
        Map.of(LATER, List.of(new Reduced(later.quota(), 0))),
        StepDown.of(List.of(later, first), Map.of(first.place(), 2)));
    assertEquals(
        Map.of(
            LATER, List.of(new Reduced(later.quota(), 0)),
            FIRST, List.of(new Reduced(first.quota(), 1))),
        StepDown.of(List.of(later, first), Map.of(first.place(), 1)));
  }

  @Test
  void placeOfWhichTheTierSaysNothingGetsNobody() {
    var one = standing(FIRST, PLACE, 2);
    assertEquals(
        Map.of(FIRST, List.of(new Reduced(one.quota(), 0))),
        StepDown.of(List.of(one), Map.of(new Plan.Place(OTHER, UNIT), 9)));
  }

  @Test
  void whatStaysIsWhatIsWantedAndNeverMoreThanStood() {
    long seed = Long.getLong("muster.seed", System.nanoTime());
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      var standing = new ArrayList<Standing>();
      for (int n = random.nextInt(8); n > 0; n--) {
        standing.add(
            new Standing(
                new QuotaId(new UUID(round, n)),
                random.nextBoolean() ? FIRST : LATER,
                new UnitId(new UUID(0, random.nextInt(2))),
                random.nextBoolean() ? PLACE : OTHER,
                1 + random.nextInt(5)));
      }
      var wanted = new HashMap<Plan.Place, Integer>();
      standing.forEach(one -> wanted.putIfAbsent(one.place(), random.nextInt(8)));
      var left = new HashMap<QuotaId, Integer>();
      standing.forEach(one -> left.put(one.quota(), one.need()));
      StepDown.of(standing, wanted)
          .values()
          .forEach(
              reduced ->
                  reduced.forEach(
                      one ->
                          assertTrue(
                              left.put(one.quota(), one.need()) > one.need(), "seed " + seed)));
      var stays = new HashMap<Plan.Place, Integer>();
      standing.forEach(
          one -> stays.merge(one.place(), left.getOrDefault(one.quota(), 0), Integer::sum));
      StepDown.people(standing)
          .forEach(
              (place, stood) ->
                  assertEquals(
                      Math.min(stood, wanted.getOrDefault(place, 0)),
                      stays.get(place),
                      "seed " + seed));
    }
  }

  private static Standing standing(OrderId order, AreaCode place, int need) {
    return new Standing(
        new QuotaId(new UUID(2, order.value().getLeastSignificantBits())),
        order,
        UNIT,
        place,
        need);
  }
}
