package org.muster.model.matching;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.model.matching.SampleMatching.Shape;
import org.muster.model.matching.SampleMatching.Size;
import org.muster.model.wire.Json;

/**
 * How long an exact matching takes, beside OR-Tools on the same question in the same run: paired
 * rounds, medians, wall time and time of the thread. Writes {@code target/bench/matching.json}.
 */
public final class MatchingBenchmark {
  private static final int WARM_UP = 3;
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
    require(Certificate.proves(sample.options(), sample.places(), optimum), "the first plan");
    for (int i = 0; i < WARM_UP; i++) {
      Solver.solve(sample.options(), sample.places());
    }
    var ours = new ArrayList<Double>();
    var peer = new ArrayList<Double>();
    boolean isFilled = Shortfall.of(sample.options(), sample.places(), optimum).isEmpty();
    long expected = optimum.cost(sample.options(), sample.places());
    for (int i = 0; i < rounds; i++) {
      ours.add(Measured.cpuMs(() -> Solver.solve(sample.options(), sample.places())));
      var oracle = new OrToolsOracle(sample);
      if (isFilled) {
        oracle.demand(optimum.counts(sample.options(), sample.places()));
      }
      peer.add(Measured.cpuMs(() -> require(oracle, isFilled, expected)));
    }
    double mib = Measured.mib(() -> Solver.solve(sample.options(), sample.places()));
    var row = report(size, shape, Measured.median(ours), Measured.median(peer), mib);
    row.put("replans", new ReplanBenchmark(sample, Measured.median(ours)).run());
    if (size.posts() == 500 && size.people() == 100_000 && size.filled() < 1) {
      byPeople.put(size.people(), Measured.median(ours));
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

  private Map<String, Object> report(
      Size size, Shape shape, double ours, double peer, double mib) {
    OUT.printf(
        "%-28s %7.0f ms, OR-Tools %7.0f ms, ratio %.2f, %,.0f MiB allocated%n",
        "%d x %d, %.2f %s".formatted(size.people(), size.posts(), size.filled(), shape),
        ours,
        peer,
        ours / peer,
        mib);
    var row = new LinkedHashMap<String, Object>();
    row.put("people", size.people());
    row.put("posts", size.posts());
    row.put("shape", shape);
    row.put("filled", size.filled());
    row.put("oursMs", ours);
    row.put("orToolsMs", peer);
    row.put("ratio", ours / peer);
    row.put("allocatedMiB", mib);
    rows.add(row);
    return row;
  }

  private void grow(Size size) {
    var sample = SampleMatching.of(Shape.GROUND, size, 7);
    var times = new ArrayList<Double>();
    for (int i = 0; i < rounds + 1; i++) {
      times.add(Measured.cpuMs(() -> Solver.solve(sample.options(), sample.places())));
    }
    byPeople.put(size.people(), Measured.median(times));
    OUT.printf("%d x 500: %.0f ms%n", size.people(), Measured.median(times));
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
}
