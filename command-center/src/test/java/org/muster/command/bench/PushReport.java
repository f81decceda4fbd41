package org.muster.command.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.muster.command.bench.Crowds.Returned;
import org.muster.model.wire.Json;

/** What was measured of launches and their controls, and what it comes to. */
final class PushReport {
  private final Map<String, List<Long>> controls = new LinkedHashMap<>();
  private final List<Launch> measured = new ArrayList<>();
  private final List<InStorm> storms = new ArrayList<>();
  private final List<Long> bytesEach = new ArrayList<>();
  private final List<ProcessorTime> walks = new ArrayList<>();
  private final List<ProcessorTime> resting = new ArrayList<>();

  /**
   * One launch; times in microseconds after the signature was asked for.
   *
   * @param used processor time until all was stored
   * @param settling likewise in the seconds after that, beyond what goes on without a launch
   */
  record Launch(
      int start,
      int number,
      long answeredUs,
      long firstUs,
      long p50Us,
      long p99Us,
      long lastUs,
      long storedUs,
      ProcessorTime used,
      ProcessorTime settling,
      long repeats) {
    boolean isFirst() {
      return number == 1;
    }
  }

  /**
   * A launch while all phones come back; times in microseconds after they were cut off.
   *
   * @param firstUs when the first had the order
   * @param storedUs when all had acknowledged it and that was stored
   * @param used processor time until then
   * @param repeats items that came again
   */
  record InStorm(
      Returned returned, long firstUs, long storedUs, ProcessorTime used, long repeats) {}

  /** Prints what came of it and writes it down. */
  void write(int nodes, int phones, Path file, PrintStream out) throws IOException {
    var table = table(nodes, phones);
    table.forEach((name, value) -> out.printf("%-32s %s%n", name, value));
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        Json.write(
                Map.of(
                    "summary", table, "launches", measured, "storms", storms, "controls", controls))
            + "\n");
    out.println(file);
  }

  private Map<String, Object> table(int nodes, int phones) {
    var table = new LinkedHashMap<String, Object>();
    long stored = warm(Launch::storedUs);
    long slower = Math.max(control("postgresWithAcks"), control("netty"));
    table.put("nodes", nodes);
    table.put("phones", phones);
    table.put("usEach", stored / phones);
    table.put("nodesCpuUsEach", warm(l -> l.used().nodes()) / phones);
    table.put("databaseCpuUsEach", warm(l -> l.used().database()) / phones);
    table.put("phonesCpuUsEach", warm(l -> l.used().crowds()) / phones);
    table.put("settlingCpuUsEach", warm(l -> l.settling().servers()) / phones);
    table.put(
        "restingNodesCpuUsASecond", median(resting.stream().map(ProcessorTime::nodes).toList()));
    table.put(
        "restingDatabaseCpuUsASecond",
        median(resting.stream().map(ProcessorTime::database).toList()));
    table.put("bytesEach", median(bytesEach));
    table.put("firstLaunchFirstPhoneMs", first(l -> l.firstUs() - l.answeredUs()) / 1e3);
    table.put("warmFirstPhoneMs", warm(l -> l.firstUs() - l.answeredUs()) / 1e3);
    table.put("firstLaunchStoredMs", first(Launch::storedUs) / 1e3);
    table.put("warmStoredMs", stored / 1e3);
    table.put("firstToWarm", ratio(first(Launch::storedUs), stored));
    table.put(
        "afterAnswerFirstToWarm",
        ratio(first(l -> l.storedUs() - l.answeredUs()), warm(l -> l.storedUs() - l.answeredUs())));
    table.put("toSlowerOfPostgresAndNetty", ratio(stored, slower));
    table.put("toPostgresInsertsOnly", ratio(stored, control("postgres")));
    if (!walks.isEmpty()) {
      table.put("positionNodesCpuUs", median(walks.stream().map(ProcessorTime::nodes).toList()));
      table.put(
          "positionDatabaseCpuUs", median(walks.stream().map(ProcessorTime::database).toList()));
    }
    if (!storms.isEmpty()) {
      table.put("stormBackP50Ms", storms(s -> s.returned().p50Us()) / 1e3);
      table.put("stormBackP99Ms", storms(s -> s.returned().p99Us()) / 1e3);
      table.put("stormBackLastMs", storms(s -> s.returned().lastUs()) / 1e3);
      table.put("stormStoredMs", storms(InStorm::storedUs) / 1e3);
      table.put("stormNodesCpuUsEach", storms(s -> s.used().nodes()) / phones);
      table.put("stormDatabaseCpuUsEach", storms(s -> s.used().database()) / phones);
      table.put("stormPhonesCpuUsEach", storms(s -> s.used().crowds()) / phones);
    }
    controls.keySet().forEach(name -> table.put(name + "Ms", control(name) / 1e3));
    return table;
  }

  private long first(ToLongFunction<Launch> time) {
    return median(measured.stream().filter(Launch::isFirst).mapToLong(time).boxed().toList());
  }

  private long storms(ToLongFunction<InStorm> time) {
    return median(storms.stream().mapToLong(time).boxed().toList());
  }

  /** Of all but the first after a start. */
  private long warm(ToLongFunction<Launch> time) {
    var warm = measured.stream().filter(l -> l.number() > 1).toList();
    return median((warm.isEmpty() ? measured : warm).stream().mapToLong(time).boxed().toList());
  }

  /** The median of what a control took, in microseconds. */
  long control(String name) {
    return median(controls.getOrDefault(name, List.of()));
  }

  void bytesEach(long bytes) {
    bytesEach.add(bytes);
  }

  /** What nodes and database use in a second without a launch. */
  void resting(ProcessorTime aSecond) {
    resting.add(aSecond);
  }

  /** What was used for one position that a phone told. */
  void walk(ProcessorTime each) {
    walks.add(each);
  }

  void storm(InStorm one) {
    storms.add(one);
  }

  void launch(Launch one) {
    measured.add(one);
  }

  /** What a control took, in microseconds. */
  void note(String name, long us) {
    controls.computeIfAbsent(name, _ -> new ArrayList<>()).add(us);
  }

  private static long median(List<Long> values) {
    var sorted = values.stream().sorted().toList();
    int size = sorted.size();
    return size == 0 ? 0 : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }

  private static double ratio(long ours, long theirs) {
    return theirs == 0 ? 0 : Math.round(100.0 * ours / theirs) / 100.0;
  }
}
