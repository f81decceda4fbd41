package org.muster.model.matching;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** The questions, and how their costs come about. */
  private record Row(Size size, Shape shape) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(new Size(20_000, 500, 20, 1), Shape.GROUND),
          new Row(new Size(20_000, 500, 20, 0.8), Shape.GROUND),
          new Row(new Size(20_000, 500, 20, 0.95), Shape.ANY),
          new Row(new Size(100_000, 500, 20, 1), Shape.GROUND),
          new Row(new Size(100_000, 500, 20, 0.8), Shape.GROUND),
          new Row(new Size(100_000, 3_000, 20, 1), Shape.GROUND),
          new Row(new Size(100_000, 3_000, 20, 0.8), Shape.GROUND));

  public static void main(String[] args) throws IOException {
    if (args.length > 0 && args[0].equals("--help")) {
      OUT.println(
          "usage: scripts/bench matching [ROUNDS [ROW...]]   (3, all rows from 1; 0 for the growth"
              + " alone)");
      return;
    }
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    List<Row> rows =
        args.length < 2
            ? ROWS
            : Arrays.stream(args)
                .skip(1)
                .filter(n -> !n.equals("0"))
                .map(n -> ROWS.get(Integer.parseInt(n) - 1))
                .toList();
    new MatchingBenchmark(rounds).run(rows, Path.of("target", "bench", "matching.json"));
  }

  private void run(List<Row> asked, Path file) throws IOException {
    asked.forEach(row -> measure(row.size(), row.shape()));
    var report = new LinkedHashMap<String, Object>();
    report.put("rounds", rounds);
    report.put("processors", Runtime.getRuntime().availableProcessors());
    report.put("rows", rows);
    growth(report);
    Files.createDirectories(file.getParent());
    Files.writeString(file, Json.write(report));
    OUT.println(file.toAbsolutePath());
  }

  private void growth(Map<String, Object> report) {
    for (int people : new int[] {10_000, 20_000, 50_000, 100_000}) {
      grow(new Size(people, 500, 20, 0.8));
    }
    double exponent = exponent();
    OUT.printf("growth exponent in people, 500 posts: %.2f%n", exponent);
    report.put("growth", byPeople);
    report.put("growthExponent", exponent);
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
    var row = report(size, shape, Measured.median(ours), Measured.median(peer));
    memory(row, sample);
    row.put("replans", new ReplanBenchmark(sample, rounds).run());
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

  /** What one answer allocates and holds, and one that is kept for changes. */
  private static void memory(Map<String, Object> row, SampleMatching sample) {
    double mib = Measured.mib(() -> Solver.solve(sample.options(), sample.places()));
    double keptMib = Measured.mib(() -> LiveMatching.of(sample.options(), sample.places()));
    double heldMib = Measured.heldMib(() -> Solver.solve(sample.options(), sample.places()));
    double keptHeldMib = Measured.heldMib(() -> LiveMatching.of(sample.options(), sample.places()));
    OUT.printf(
        "    allocated %.0f MiB, held %.1f; kept for changes: allocated %.0f, held %.0f MiB%n",
        mib, heldMib, keptMib, keptHeldMib);
    row.put("heldMiB", heldMib);
    row.put("keptHeldMiB", keptHeldMib);
    row.put("allocatedMiB", mib);
    row.put("keptAllocatedMiB", keptMib);
  }

  private Map<String, Object> report(Size size, Shape shape, double ours, double peer) {
    OUT.printf(
        "%-28s %7.0f ms, OR-Tools %7.0f ms, ratio %.2f%n",
        "%d x %d, %.2f %s".formatted(size.people(), size.posts(), size.filled(), shape),
        ours,
        peer,
        ours / peer);
    var row = new LinkedHashMap<String, Object>();
    row.put("people", size.people());
    row.put("posts", size.posts());
    row.put("shape", shape);
    row.put("filled", size.filled());
    row.put("oursMs", ours);
    row.put("orToolsMs", peer);
    row.put("ratio", ours / peer);
    rows.add(row);
    return row;
  }

  private void grow(Size size) {
    var sample = SampleMatching.of(Shape.GROUND, size, 7);
    var times = new ArrayList<Double>();
    for (int i = 0; i < rounds + WARM_UP; i++) {
      double ms = Measured.cpuMs(() -> Solver.solve(sample.options(), sample.places()));
      if (i >= WARM_UP) {
        times.add(ms);
      }
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
