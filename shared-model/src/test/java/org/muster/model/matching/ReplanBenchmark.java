package org.muster.model.matching;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * How long it takes to answer again after one in a hundred changed, as a part of a full answer
 * given in the same round: where only needs move anybody, and where the least cost counts alone.
 * Each change meets a matching that was just found; finding it is not counted.
 */
final class ReplanBenchmark {
  private static final double CHANGED = 0.01;
  private static final int WARM_UP = 2;

  private final SampleMatching sample;
  private final int rounds;

  ReplanBenchmark(SampleMatching sample, int rounds) {
    this.sample = sample;
    this.rounds = rounds;
  }

  /**
   * What came of changes by one rule: medians, and the answer to the last one.
   *
   * @param ofFull the part of a full answer
   * @param ways what it costs, unmet needs aside
   */
  private record Outcome(double ms, double ofFull, long ways, int moved) {}

  Map<String, Object> run() {
    var report = new LinkedHashMap<String, Object>();
    report.put("leave", measure("leave", this::leave));
    report.put("costs", measure("other ways", this::otherWays));
    report.put("needs", measure("needs rise", this::needsRise));
    return report;
  }

  private Map<String, Object> measure(String name, Function<Random, SampleMatching> change) {
    Outcome stable = outcome(MovePrice.aboveEveryWay(sample.options()), change);
    Outcome cheapest = outcome(MovePrice.NONE, change);
    double longer = (double) (stable.ways() - cheapest.ways()) / Math.abs(cheapest.ways());
    System.out.printf(
        "    1 in 100 %-10s %6.1f ms, of a full answer %.3f, %d moved, ways %+.2f %%;"
            + " cheapest %6.1f ms, %.3f, %d moved%n",
        name,
        stable.ms(),
        stable.ofFull(),
        stable.moved(),
        longer * 100,
        cheapest.ms(),
        cheapest.ofFull(),
        cheapest.moved());
    return Map.of(
        "ms", stable.ms(),
        "ofFull", stable.ofFull(),
        "moved", stable.moved(),
        "longerWays", longer,
        "cheapestMs", cheapest.ms(),
        "cheapestOfFull", cheapest.ofFull(),
        "cheapestMoved", cheapest.moved());
  }

  private Outcome outcome(MovePrice movePrice, Function<Random, SampleMatching> change) {
    var times = new ArrayList<Double>();
    var parts = new ArrayList<Double>();
    for (int round = 1; ; round++) {
      double fullMs = Measured.cpuMs(() -> Solver.solve(sample.options(), sample.places()));
      var live = LiveMatching.of(sample.options(), sample.places(), movePrice);
      SampleMatching now = change.apply(new Random(round));
      double ms = Measured.cpuMs(() -> live.renew(now.options(), now.places()));
      if (round > WARM_UP) {
        times.add(ms);
        parts.add(ms / fullMs);
      }
      if (times.size() == rounds) {
        return proven(live.newest(), Measured.median(times), Measured.median(parts));
      }
    }
  }

  private static Outcome proven(Renewal answer, double ms, double ofFull) {
    if (!answer.isProven()) {
      throw new IllegalStateException("not proven after a change");
    }
    long unmet = Math.round((double) answer.cost() / SampleMatching.UNFILLED);
    long ways = answer.cost() - unmet * SampleMatching.UNFILLED;
    return new Outcome(ms, ofFull, ways, answer.moved());
  }

  /** Those who cannot go any more stay at home, which is the last place. */
  private SampleMatching leave(Random random) {
    Options options = sample.options();
    int home = sample.places().size() - 1;
    var changed = new Options.Builder();
    for (int person = 0; person < options.people(); person++) {
      changed.person();
      boolean isGone = random.nextDouble() < CHANGED;
      for (int o = options.from(person); o < options.until(person); o++) {
        if (!isGone || options.place(o) == home) {
          changed.option(options.place(o), options.cost(o));
        }
      }
    }
    return new SampleMatching(changed.build(), sample.places());
  }

  /** Some start elsewhere: all their ways are others by up to a quarter. */
  private SampleMatching otherWays(Random random) {
    Options options = sample.options();
    var changed = new Options.Builder();
    for (int person = 0; person < options.people(); person++) {
      changed.person();
      boolean isElsewhere = random.nextDouble() < CHANGED;
      for (int o = options.from(person); o < options.until(person); o++) {
        long cost = options.cost(o);
        long other = Math.round(cost * (0.75 + random.nextDouble() / 2));
        changed.option(options.place(o), isElsewhere ? other : cost);
      }
    }
    return new SampleMatching(changed.build(), sample.places());
  }

  /** One person more is needed for every hundred; somewhere. */
  private SampleMatching needsRise(Random random) {
    Places before = sample.places();
    int posts = before.size() - 1;
    int[] need = new int[posts];
    int all = 0;
    for (int post = 0; post < posts; post++) {
      need[post] = before.least(post);
      all += need[post];
    }
    for (int more = (int) (all * CHANGED); more > 0; more--) {
      need[random.nextInt(posts)]++;
    }
    var places = new Places.Builder();
    for (int one : need) {
      places.place(one, one, SampleMatching.UNFILLED, SampleMatching.UNFILLED);
    }
    places.place(0, sample.options().people(), 0, 0);
    return new SampleMatching(sample.options(), places.build());
  }
}
