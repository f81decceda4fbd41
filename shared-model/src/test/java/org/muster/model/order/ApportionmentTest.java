package org.muster.model.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ApportionmentTest {
  @Test
  void peopleAreDividedByWeight() {
    assertEquals(List.of(2, 4, 6), Apportionment.spread(12, List.of(1, 2, 3)));
  }

  @Test
  void theLargestRemainderGetsWhatIsLeft() {
    assertEquals(List.of(1, 3, 6), Apportionment.spread(10, List.of(10, 33, 57)));
    assertEquals(List.of(2, 3, 5), Apportionment.spread(10, List.of(16, 33, 51)));
  }

  @Test
  void amongEqualsTheFirstComesFirst() {
    assertEquals(List.of(2, 2, 1), Apportionment.spread(5, List.of(7, 7, 7)));
  }

  @Test
  void withoutAnyWeightAllAreEqual() {
    assertEquals(List.of(2, 1, 1), Apportionment.spread(4, List.of(0, 0, 0)));
  }

  @Test
  void whereThereIsNoWeightNobodyIsSent() {
    assertEquals(List.of(0, 5), Apportionment.spread(5, List.of(0, 3)));
  }

  @Test
  void whatOneMayNotTakeGoesToTheOthersAsFarAsTheyTakeIt() {
    assertEquals(List.of(6, 4, 2), Apportionment.spread(12, List.of(8, 2, 1), 6));
    assertEquals(List.of(3, 3, 3), Apportionment.spread(12, List.of(8, 2, 1), 3));
    assertEquals(List.of(5, 0), Apportionment.spread(12, List.of(8, 0), 5));
    assertEquals(List.of(2, 2), Apportionment.spread(9, List.of(0, 0), 2));
  }

  @Test
  void underACeilingAsManyAsPossibleAreSentAndNobodySendsMore() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      List<Integer> weights =
          Stream.generate(() -> 1 + random.nextInt(50)).limit(1 + random.nextInt(10)).toList();
      int total = random.nextInt(200);
      int most = 1 + random.nextInt(60);
      List<Integer> parts = Apportionment.spread(total, weights, most);
      String story = "seed %d: %d by %s, %d is %s".formatted(seed, total, weights, most, parts);
      assertTrue(parts.stream().allMatch(part -> part >= 0 && part <= most), story);
      int sent = parts.stream().mapToInt(Integer::intValue).sum();
      assertEquals(Math.min(total, most * weights.size()), sent, story);
    }
  }

  @Test
  void nobodyToDivideAmong() {
    assertEquals(List.of(), Apportionment.spread(5, List.of()));
  }

  @Test
  void nobodyIsLostAndNobodyIsMoreThanOneAwayFromTheExactShare() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      int scale = random.nextBoolean() ? 10 : 1_000_000;
      List<Integer> weights =
          Stream.generate(() -> random.nextInt(scale)).limit(1 + random.nextInt(40)).toList();
      int total = random.nextInt(scale);
      List<Integer> parts = Apportionment.spread(total, weights);
      String story = "seed %d: %d by %s is %s".formatted(seed, total, weights, parts);
      assertEquals(weights.size(), parts.size(), story);
      assertEquals(total, parts.stream().mapToInt(Integer::intValue).sum(), story);
      long sum = weights.stream().mapToLong(Integer::longValue).sum();
      for (int j = 0; j < parts.size(); j++) {
        double exact =
            sum == 0 ? (double) total / weights.size() : (double) total * weights.get(j) / sum;
        assertTrue(Math.abs(parts.get(j) - exact) < 1, story);
      }
    }
  }
}
