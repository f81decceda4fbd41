package org.muster.model.matching;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * How long it takes to answer again after one in a hundred changed, against a full answer. Each
 * change starts from the same question; going back to it is not counted.
 */
final class ReplanBenchmark {
  private static final double CHANGED = 0.01;
  private static final int WARM_UP = 6;
  private static final int ROUNDS = 5;

  private final SampleMatching sample;
  private final double fullMs;
  private final LiveMatching live;

  ReplanBenchmark(SampleMatching sample, double fullMs) {
    this.sample = sample;
    this.fullMs = fullMs;
    this.live = LiveMatching.of(sample.options(), sample.places());
  }

  Map<String, Object> run() {
    var report = new LinkedHashMap<String, Object>();
    report.put("leave", measure("leave", this::leave));
    report.put("costs", measure("other ways", this::otherWays));
    report.put("needs", measure("needs rise", this::needsRise));
    return report;
  }

  private Map<String, Object> measure(String name, Function<Random, SampleMatching> change) {
    var times = new ArrayList<Double>();
    int moved = 0;
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      SampleMatching now = change.apply(new Random(round));
      double ms = Measured.cpuMs(() -> live.renew(now.options(), now.places()));
      if (round >= WARM_UP) {
        times.add(ms);
        moved = live.newest().moved();
      }
      if (round == 0 && !live.newest().isProven()) {
        throw new IllegalStateException("not proven after " + name);
      }
      live.renew(sample.options(), sample.places());
    }
    double ms = Measured.median(times);
    System.out.printf(
        "    1 in 100 %-10s %7.1f ms, of a full answer %.3f, %d moved%n",
        name, ms, ms / fullMs, moved);
    return Map.of("ms", ms, "ofFull", ms / fullMs, "moved", moved);
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
