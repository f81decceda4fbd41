package org.muster.model.matching;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.muster.model.matching.SampleMatching.Shape;
import org.muster.model.matching.SampleMatching.Size;
import org.muster.model.wire.Json;

/**
 * How long an exact matching takes, beside OR-Tools on the same question in the same run: paired
 * rounds, medians, wall time and time of the thread. Writes {@code target/bench/matching.json}.
 */
public final class MatchingBenchmark {
  private static final int WARM_UP = 3;
  private static final double CHANGED = 0.01;
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private final int rounds;
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final Map<Integer, Double> byPeople = new LinkedHashMap<>();

  private MatchingBenchmark(int rounds) {
    this.rounds = rounds;
  }

  public static void main(String[] args) throws IOException {
    if (args.length > 0 && args[0].equals("--help")) {
      OUT.println("usage: scripts/bench matching [--rounds N]   (3)");
      return;
    }
    int rounds = args.length == 2 && args[0].equals("--rounds") ? Integer.parseInt(args[1]) : 3;
    new MatchingBenchmark(rounds).run(Path.of("target", "bench", "matching.json"));
  }

  private void run(Path file) throws IOException {
    OUT.printf(
        "%-26s %9s %9s %7s %9s %7s %7s %7s%n",
        "people x posts, shape", "ours ms", "OR ms", "ratio", "replan ms", "ratio", "moved", "MiB");
    measure(new Size(20_000, 500, 20, 1), Shape.GROUND);
    measure(new Size(20_000, 500, 20, 0.8), Shape.GROUND);
    measure(new Size(20_000, 500, 20, 0.95), Shape.ANY);
    measure(new Size(100_000, 500, 20, 1), Shape.GROUND);
    measure(new Size(100_000, 500, 20, 0.8), Shape.GROUND);
    measure(new Size(100_000, 3_000, 20, 1), Shape.GROUND);
    measure(new Size(100_000, 3_000, 20, 0.8), Shape.GROUND);
    for (int people : new int[] {25_000, 50_000, 200_000}) {
      grow(new Size(people, 500, 20, 0.8));
    }
    double exponent = exponent();
    OUT.printf("growth exponent in people, 500 posts: %.2f%n", exponent);
    Files.createDirectories(file.getParent());
    var report = new LinkedHashMap<String, Object>();
    report.put("rounds", rounds);
    report.put("processors", Runtime.getRuntime().availableProcessors());
    report.put("rows", rows);
    report.put("growth", byPeople);
    report.put("growthExponent", exponent);
    Files.writeString(file, Json.write(report));
    OUT.println(file.toAbsolutePath());
  }

  private void measure(Size size, Shape shape) {
    var sample = SampleMatching.of(shape, size, 7);
    Optimum optimum = Solver.solve(sample.options(), sample.places());
    int[] counts = optimum.counts(sample.options(), sample.places());
    int[] former = new int[size.people()];
    Arrays.setAll(former, i -> sample.options().place(optimum.choice(i)));
    Options changed = changed(sample.options(), former, size.posts());
    Renewal renewal = Renewal.of(changed, sample.places(), former, optimum.prices());
    require(Certificate.proves(sample.options(), sample.places(), optimum), "the first plan");
    require(
        Certificate.proves(renewal.options(), renewal.places(), renewal.optimum()), "the second");
    for (int i = 0; i < WARM_UP; i++) {
      Solver.solve(sample.options(), sample.places());
      Renewal.of(changed, sample.places(), former, optimum.prices());
    }
    var ours = new ArrayList<Double>();
    var peer = new ArrayList<Double>();
    var again = new ArrayList<Double>();
    for (int i = 0; i < rounds; i++) {
      ours.add(cpuMs(() -> Solver.solve(sample.options(), sample.places()).people()));
      again.add(
          cpuMs(
              () -> Renewal.of(changed, sample.places(), former, optimum.prices()).moved(former)));
      var oracle = new OrToolsOracle(sample);
      boolean isFilled = Shortfall.of(sample.options(), sample.places(), optimum).isEmpty();
      if (isFilled) {
        oracle.demand(counts);
      }
      long expected = optimum.cost(sample.options(), sample.places());
      peer.add(cpuMs(() -> require(oracle, isFilled, expected)));
    }
    double mib = mib(() -> Solver.solve(sample.options(), sample.places()).people());
    report(size, shape, median(ours), median(peer), median(again), renewal.moved(former), mib);
    if (size.posts() == 500 && size.people() == 100_000 && size.filled() < 1) {
      byPeople.put(size.people(), median(ours));
    }
  }

  private static long require(OrToolsOracle oracle, boolean isFilled, long expected) {
    long cost = isFilled ? oracle.solved() : oracle.cost();
    require(cost == expected, "the same optimum as OR-Tools: " + cost + ", " + expected);
    return cost;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("not proven: " + what);
    }
  }

  private void report(
      Size size, Shape shape, double ours, double peer, double again, int moved, double mib) {
    OUT.printf(
        "%-26s %9.0f %9.0f %7.2f %9.0f %7.2f %7d %7.0f%n",
        "%d x %d, %.2f %s".formatted(size.people(), size.posts(), size.filled(), shape),
        ours,
        peer,
        ours / peer,
        again,
        again / ours,
        moved,
        mib);
    var row = new LinkedHashMap<String, Object>();
    row.put("people", size.people());
    row.put("posts", size.posts());
    row.put("shape", shape);
    row.put("filled", size.filled());
    row.put("oursMs", ours);
    row.put("orToolsMs", peer);
    row.put("ratio", ours / peer);
    row.put("replanMs", again);
    row.put("replanRatio", again / ours);
    row.put("moved", moved);
    row.put("allocatedMiB", mib);
    rows.add(row);
  }

  private void grow(Size size) {
    var sample = SampleMatching.of(Shape.GROUND, size, 7);
    var times = new ArrayList<Double>();
    for (int i = 0; i < rounds + 1; i++) {
      times.add(cpuMs(() -> Solver.solve(sample.options(), sample.places()).people()));
    }
    byPeople.put(size.people(), median(times));
    OUT.printf("%d x 500: %.0f ms%n", size.people(), median(times));
  }

  /** Least squares over the logarithms. */
  private double exponent() {
    double n = byPeople.size();
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (var entry : byPeople.entrySet()) {
      double logPeople = Math.log(entry.getKey());
      double logTime = Math.log(entry.getValue());
      x += logPeople;
      y += logTime;
      xx += logPeople * logPeople;
      xy += logPeople * logTime;
    }
    return (n * xy - x * y) / (n * xx - x * x);
  }

  /** One in a hundred cannot go any more and stays at home. */
  private static Options changed(Options options, int[] former, int home) {
    var random = new Random(3);
    var changed = new Options.Builder();
    for (int person = 0; person < options.people(); person++) {
      changed.person();
      boolean isGone = random.nextDouble() < CHANGED;
      for (int o = options.from(person); o < options.until(person); o++) {
        if (!isGone || options.place(o) == home) {
          changed.option(options.place(o), options.cost(o));
        }
      }
      former[person] = isGone ? -1 : former[person];
    }
    return changed.build();
  }

  private static double cpuMs(LongSupplier work) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    if (work.getAsLong() == Long.MIN_VALUE) {
      throw new IllegalStateException("no answer");
    }
    return (threads.getCurrentThreadCpuTime() - before) / 1e6;
  }

  private static double mib(LongSupplier work) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    if (work.getAsLong() == Long.MIN_VALUE) {
      throw new IllegalStateException("no answer");
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / 1048576.0;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
