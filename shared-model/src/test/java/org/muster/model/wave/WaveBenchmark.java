package org.muster.model.wave;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.model.wave.CallSimulation.Outcome;
import org.muster.model.wave.CallSimulation.Way;
import org.muster.model.wire.Json;

/**
 * Four ways of asking people to the same made-up orders: how long until all places are taken, how
 * many are alerted and come in vain, and how evenly it falls on people. Writes {@code
 * target/bench/waves.json}.
 */
public final class WaveBenchmark {
  private static final int CITIES = 30;
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private WaveBenchmark() {}

  public static void main(String[] args) throws IOException {
    if (args.length > 0) {
      OUT.println("usage: scripts/bench waves");
      return;
    }
    OUT.printf(
        "%-8s %12s %9s %8s %13s %14s %11s%n",
        "way", "median min", "p90 min", "full %", "alerts/place", "redundant %", "duty Gini");
    var rows = new ArrayList<Map<String, Object>>();
    for (Way way : Way.values()) {
      rows.add(row(way));
    }
    Path file = Path.of("target", "bench", "waves.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, Json.write(rows));
    OUT.println(file.toAbsolutePath());
  }

  private static Map<String, Object> row(Way way) {
    var outcomes = new ArrayList<Outcome>();
    double gini = 0;
    for (int city = 0; city < CITIES; city++) {
      var simulation = new CallSimulation(way, 100 + city);
      outcomes.addAll(simulation.run());
      gini += gini(simulation.duties) / CITIES;
    }
    double[] minutes =
        outcomes.stream()
            .filter(o -> o.filled() == o.places())
            .mapToDouble(o -> o.fullS() / 60.0)
            .sorted()
            .toArray();
    double places = outcomes.stream().mapToInt(Outcome::filled).sum();
    double alerts = outcomes.stream().mapToInt(Outcome::alerts).sum() / places;
    double redundant = outcomes.stream().mapToInt(Outcome::redundant).sum() / places;
    double full = (double) minutes.length / outcomes.size();
    OUT.printf(
        "%-8s %12.1f %9.1f %8.0f %13.2f %14.1f %11.2f%n",
        way, at(minutes, 0.5), at(minutes, 0.9), full * 100, alerts, redundant * 100, gini);
    var row = new LinkedHashMap<String, Object>();
    row.put("way", way);
    row.put("medianMin", at(minutes, 0.5));
    row.put("p90Min", at(minutes, 0.9));
    row.put("full", full);
    row.put("alertsPerPlace", alerts);
    row.put("redundantPerPlace", redundant);
    row.put("dutyGini", gini);
    return row;
  }

  private static double at(double[] sorted, double part) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
  }

  /** 0 when everybody did the same, near 1 when one did all. */
  private static double gini(int[] duties) {
    int[] sorted = duties.clone();
    Arrays.sort(sorted);
    double sum = Arrays.stream(sorted).sum();
    double weighed = 0;
    for (int i = 0; i < sorted.length; i++) {
      weighed += (double) (i + 1) * sorted[i];
    }
    return sum == 0
        ? 0
        : 2 * weighed / (sorted.length * sum) - (sorted.length + 1.0) / sorted.length;
  }
}
