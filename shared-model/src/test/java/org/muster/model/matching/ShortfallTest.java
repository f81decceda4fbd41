package org.muster.model.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What stays unmet is as little as possible, and the reason counts people against places. */
final class ShortfallTest {
  private static final long OPEN = 1L << 40;
  private static final int FIRST_AID = 0;
  private static final int GATE = 1;
  private static final int KITCHEN = 2;
  private static final int HOME = 3;

  @Test
  void postsThatShareTooFewPeopleAreNamedTogether() {
    var options = new Options.Builder();
    for (int person = 0; person < 3; person++) {
      options.person();
      options.option(FIRST_AID, 5).option(GATE, 9).option(HOME, 0);
    }
    options.person();
    options.option(KITCHEN, 1).option(HOME, 0);
    Shortfall shortfall = shortfalls(options.build()).getFirst();
    assertEquals(1, shortfall.lacking());
    assertEquals(List.of(FIRST_AID, GATE), shortfall.rivals());
    assertEquals(3, shortfall.able());
    assertEquals(4, shortfall.needed());
  }

  @Test
  void aPostNobodyCanTakeSaysSo() {
    var options = new Options.Builder();
    for (int person = 0; person < 5; person++) {
      options.person();
      options.option(FIRST_AID, 5).option(GATE, 9).option(HOME, 0);
    }
    List<Shortfall> shortfalls = shortfalls(options.build());
    assertEquals(1, shortfalls.size());
    assertEquals(KITCHEN, shortfalls.getFirst().place());
    assertTrue(shortfalls.getFirst().isNobodyAble());
  }

  @Test
  void everyReasonAddsUp() {
    long seed = new Random().nextLong();
    for (int i = 0; i < 300; i++) {
      var sample =
          SampleMatching.of(
              SampleMatching.Shape.TOWN, new SampleMatching.Size(60, 8, 2, 1.1), seed + i);
      Optimum optimum = Solver.solve(sample.options(), sample.places());
      for (Shortfall one : Shortfall.of(sample.options(), sample.places(), optimum)) {
        assertTrue(one.needed() > one.able(), "seed " + (seed + i) + ": " + one);
        assertTrue(one.lacking() <= one.needed() - one.able(), "seed " + (seed + i) + ": " + one);
      }
    }
  }

  private static List<Shortfall> shortfalls(Options options) {
    var places = new Places.Builder();
    places.place(2, 2, OPEN, OPEN);
    places.place(2, 2, OPEN, OPEN);
    places.place(1, 1, OPEN, OPEN);
    places.place(0, 10, 0, 0);
    Places all = places.build();
    return Shortfall.of(options, all, Solver.solve(options, all));
  }
}
