package org.muster.model.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.muster.model.matching.SampleMatching.Shape;
import org.muster.model.matching.SampleMatching.Size;

/**
 * The matching against an independent solver, on questions of all shapes. A failure names the seed;
 * {@code -Dmatching.rounds} asks for more of them.
 */
final class SolverProperties {
  private static final int ROUNDS = Integer.getInteger("matching.rounds", 1_200);

  private static final List<Shape> SHAPES = List.of(Shape.values());

  private final long seed = new Random().nextLong();

  @Test
  void noMatchingIsCheaperThanTheOneFound() {
    for (int i = 0; i < ROUNDS; i++) {
      var sample = SampleMatching.odd(shape(i), new Random(seed + i));
      Optimum optimum = Solver.solve(sample.options(), sample.places());
      assertProven(sample.options(), sample.places(), optimum, "seed " + (seed + i));
    }
  }

  @Test
  void largerQuestionsAreAnsweredThroughSmallerOnes() {
    for (int i = 0; i < 10; i++) {
      var size = new Size(1_000 + i, 20, 8, 0.5 + i * 0.07);
      var sample = SampleMatching.of(shape(i), size, seed + i);
      Optimum optimum = Solver.solve(sample.options(), sample.places());
      assertProven(sample.options(), sample.places(), optimum, "seed " + (seed + i));
    }
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    var sample = SampleMatching.of(Shape.TIES, new Size(500, 12, 5, 0.8), seed);
    int[] once = Solver.solve(sample.options(), sample.places()).choices();
    int[] again = Solver.solve(sample.options(), sample.places()).choices();
    assertTrue(Arrays.equals(once, again), "seed " + seed);
  }

  @Test
  void aCertificateForACostlierMatchingIsRefused() {
    int refused = 0;
    for (int i = 0; i < ROUNDS / 4; i++) {
      var random = new Random(seed + i);
      var sample = SampleMatching.odd(Shape.ANY, random);
      Options options = sample.options();
      Optimum optimum = Solver.solve(options, sample.places());
      int[] worse = optimum.choices();
      int person = random.nextInt(options.people());
      worse[person] =
          options.from(person) + random.nextInt(options.until(person) - options.from(person));
      var other = new Optimum(worse, optimum.prices());
      boolean isCostlier =
          other.cost(options, sample.places()) > optimum.cost(options, sample.places());
      boolean isProven = Certificate.proves(options, sample.places(), other);
      assertFalse(isCostlier && isProven, "seed " + (seed + i));
      refused += isCostlier ? 1 : 0;
    }
    assertTrue(refused > 0, "seed " + seed);
  }

  @Test
  void aCertificateWithOtherPeopleOrForeignOptionsIsRefused() {
    var sample = SampleMatching.of(Shape.GROUND, new Size(20, 3, 3, 0.5), seed);
    Optimum optimum = Solver.solve(sample.options(), sample.places());
    int[] fewer = Arrays.copyOf(optimum.choices(), 19);
    assertFalse(proves(sample, new Optimum(fewer, optimum.prices())));
    int[] foreign = optimum.choices();
    foreign[0] = foreign[1];
    assertFalse(proves(sample, new Optimum(foreign, optimum.prices())));
  }

  private static boolean proves(SampleMatching sample, Optimum optimum) {
    return Certificate.proves(sample.options(), sample.places(), optimum);
  }

  private static void assertProven(Options options, Places places, Optimum optimum, String story) {
    assertEquals(new OrToolsOracle(options, places).cost(), optimum.cost(options, places), story);
    assertTrue(Certificate.proves(options, places, optimum), story);
  }

  private static Shape shape(int i) {
    return SHAPES.get(i % SHAPES.size());
  }
}
