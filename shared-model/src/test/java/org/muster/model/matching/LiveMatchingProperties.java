package org.muster.model.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.muster.model.matching.SampleMatching.Shape;

/**
 * Matchings that go through one change after another, each answer against an independent solver. A
 * failure names the seed.
 */
final class LiveMatchingProperties {
  private static final int ROUNDS = Integer.getInteger("matching.rounds", 1_200) / 4;
  private static final int CHANGES = 5;

  private final long seed = new Random().nextLong();

  @Test
  void afterEveryChangeNothingIsCheaperAndNothingAsCheapMovesFewer() {
    throughChanges(_ -> MovePrice.NONE);
  }

  @Test
  void afterEveryChangeNothingIsCheaperWithMovesAtTheirPrice() {
    throughChanges(random -> new MovePrice(1 + random.nextInt(30_000)));
  }

  @Test
  void wherePlacesAreOnlyFilledNoWayIsWorthAMove() {
    for (int i = 0; i < ROUNDS / 10; i++) {
      var random = new Random(seed + i);
      var size = new SampleMatching.Size(20 + random.nextInt(60), 5, 3, random.nextDouble());
      var sample = SampleMatching.of(Shape.TOWN, size, seed + i);
      var live = LiveMatching.of(sample.options(), sample.places());
      var now = new SampleMatching(otherWays(sample.options(), random), sample.places());
      assertEquals(0, live.renew(now.options(), now.places()).moved(), "seed " + (seed + i));
      assertTrue(live.newest().isProven(), "seed " + (seed + i));
    }
  }

  private void throughChanges(Function<Random, MovePrice> movePrice) {
    for (int i = 0; i < ROUNDS; i++) {
      var random = new Random(seed + i);
      var now = SampleMatching.odd(List.of(Shape.values()).get(i % Shape.values().length), random);
      MovePrice price = movePrice.apply(random);
      var live = LiveMatching.of(now.options(), now.places(), price);
      assertBest(live.newest(), "seed " + (seed + i));
      for (int change = 0; change < CHANGES; change++) {
        int[] stood = places(now.options(), live.newest().optimum());
        now = changed(now, random);
        Renewal renewal = live.renew(now.options(), now.places());
        assertBest(renewal, "seed " + (seed + i) + ", change " + change);
        assertEquals(moved(stood, now, renewal), renewal.moved(), "seed " + (seed + i));
        if (price.equals(MovePrice.NONE)) {
          assertEquals(new OrToolsOracle(now).cost(), renewal.cost(), "seed " + (seed + i));
        }
      }
    }
  }

  @Test
  void whereNothingChangedNobodyMoves() {
    for (int i = 0; i < ROUNDS; i++) {
      var sample = SampleMatching.odd(Shape.TIES, new Random(seed + i));
      var live = LiveMatching.of(sample.options(), sample.places(), MovePrice.NONE);
      int[] stood = places(sample.options(), live.newest().optimum());
      assertEquals(0, live.renew(sample.options(), sample.places()).moved(), "seed " + (seed + i));
      var anew = LiveMatching.of(sample.options(), sample.places(), MovePrice.NONE, stood);
      assertEquals(0, anew.newest().moved(), "seed " + (seed + i));
    }
  }

  @Test
  void peopleKeepTheirNumbers() {
    var sample = SampleMatching.of(Shape.GROUND, new SampleMatching.Size(20, 3, 3, 0.5), seed);
    var fewer = SampleMatching.of(Shape.GROUND, new SampleMatching.Size(19, 3, 3, 0.5), seed);
    var live = LiveMatching.of(sample.options(), sample.places());
    assertThrows(IllegalArgumentException.class, () -> live.renew(fewer.options(), fewer.places()));
  }

  private static void assertBest(Renewal renewal, String story) {
    Options weighed = renewal.weighedOptions();
    Places places = renewal.weighedPlaces();
    assertEquals(
        new OrToolsOracle(weighed, places).cost(), renewal.optimum().cost(weighed, places), story);
    assertTrue(renewal.isProven(), story);
  }

  private static Options otherWays(Options options, Random random) {
    var changed = new Options.Builder();
    for (int person = 0; person < options.people(); person++) {
      changed.person();
      for (int o = options.from(person); o < options.until(person); o++) {
        changed.option(options.place(o), options.cost(o) * random.nextInt(100) / 100);
      }
    }
    return changed.build();
  }

  private static int moved(int[] stood, SampleMatching now, Renewal renewal) {
    int[] stands = places(now.options(), renewal.optimum());
    int moved = 0;
    for (int person = 0; person < stood.length; person++) {
      moved += stood[person] != stands[person] ? 1 : 0;
    }
    return moved;
  }

  private static int[] places(Options options, Optimum optimum) {
    int[] place = new int[optimum.people()];
    Arrays.setAll(place, person -> options.place(optimum.choice(person)));
    return place;
  }

  /** Other costs, somebody with one option left, somebody new, other needs: or nothing at all. */
  private static SampleMatching changed(SampleMatching sample, Random random) {
    Options options = sample.options();
    var changed = new Options.Builder();
    for (int person = 0; person < options.people(); person++) {
      changed.person();
      int kind = random.nextInt(12);
      int until = kind == 0 ? options.from(person) + 1 : options.until(person);
      for (int o = options.from(person); o < until; o++) {
        changed.option(options.place(o), kind == 1 ? random.nextInt(20_000) : options.cost(o));
      }
    }
    if (random.nextInt(3) == 0) {
      changed.person();
      changed.option(random.nextInt(sample.places().size()), random.nextInt(20_000));
      changed.option(random.nextInt(sample.places().size()), random.nextInt(20_000));
    }
    return new SampleMatching(changed.build(), changed(sample.places(), random));
  }

  private static Places changed(Places places, Random random) {
    var changed = new Places.Builder();
    boolean isDear = random.nextInt(10) == 0;
    for (int place = 0; place < places.size(); place++) {
      int step = random.nextInt(4) == 0 ? random.nextInt(5) - 2 : 0;
      int least = Math.max(0, places.least(place) + step);
      int most = Math.max(least, places.most(place) + step);
      long missing = isDear ? random.nextInt(20_000) : -places.costOfNext(place, -1);
      long crowding = places.costOfNext(place, Integer.MAX_VALUE);
      changed.place(least, most, missing, crowding);
    }
    return changed.build();
  }
}
