package org.muster.command.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.muster.command.fault.Breaker.Recoveries;
import org.muster.command.fault.FaultStory.Outcome;
import org.muster.command.history.HistoryChecker.Fault;

/** What many stories came to: for people a table, for programs a tree. */
final class FaultTable {
  private static final String ROW = "%-26s %6s %8s %8s %8s%n";
  private static final double MS = 1_000_000;

  private final List<Outcome> outcomes;

  FaultTable(List<Outcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  boolean isClean() {
    return outcomes.stream().allMatch(Outcome::isClean);
  }

  String text() {
    var text = new StringBuilder();
    text.append(String.format(Locale.ROOT, ROW, "fault", "times", "p50 ms", "p99 ms", "max ms"));
    byKind().forEach((kind, recoveries) -> append(text, kind.name(), recoveries));
    append(text, "ALL", made().stream().map(Made::recovery).toList());
    byRecovery().forEach((name, spans) -> append(text, name, spans));
    text.append(
        String.format(
            Locale.ROOT,
            "seeds %d, offers %d, acknowledged %d, messages shuffled %d%n",
            outcomes.size(),
            sum(one -> one.summary().offered()),
            sum(Outcome::acknowledged),
            sum(Outcome::shuffled)));
    for (Fault fault : Fault.values()) {
      text.append(fault).append(' ').append(count(fault)).append("  ");
    }
    text.append("STALE_WRITES ").append(staleWrites());
    text.append("  SURPRISES ").append(sum(one -> one.surprises().size()));
    return text.toString();
  }

  Map<String, Object> tree() {
    var kinds = new LinkedHashMap<String, Object>();
    byKind().forEach((kind, recoveries) -> kinds.put(kind.name(), figures(recoveries)));
    var faults = new LinkedHashMap<String, Object>();
    for (Fault fault : Fault.values()) {
      faults.put(fault.name(), count(fault));
    }
    faults.put("STALE_WRITES", staleWrites());
    var tree = new LinkedHashMap<String, Object>();
    tree.put("processors", Runtime.getRuntime().availableProcessors());
    tree.put("seeds", outcomes.stream().map(Outcome::seed).toList());
    tree.put("recoveryMs", figures(made().stream().map(Made::recovery).toList()));
    byRecovery().forEach((name, spans) -> tree.put(name, figures(spans)));
    tree.put("byKind", kinds);
    tree.put("found", faults);
    tree.put("surprises", outcomes.stream().flatMap(one -> one.surprises().stream()).toList());
    tree.put("offers", sum(one -> one.summary().offered()));
    tree.put("acknowledged", sum(Outcome::acknowledged));
    tree.put("messagesShuffled", sum(Outcome::shuffled));
    return tree;
  }

  private static Map<String, Object> figures(List<Duration> recoveries) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("times", recoveries.size());
    figures.put("p50", ms(recoveries, 0.5));
    figures.put("p99", ms(recoveries, 0.99));
    figures.put("max", ms(recoveries, 1));
    return figures;
  }

  private static void append(StringBuilder text, String name, List<Duration> recoveries) {
    text.append(
        String.format(
            Locale.ROOT,
            ROW,
            name,
            recoveries.size(),
            ms(recoveries, 0.5),
            ms(recoveries, 0.99),
            ms(recoveries, 1)));
  }

  /** The smallest span that so large a share does not exceed; 0 of none. */
  private static long ms(List<Duration> spans, double share) {
    var sorted = spans.stream().sorted().toList();
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.isEmpty() ? 0 : Math.round(sorted.get(Math.max(0, index)).toNanos() / MS);
  }

  private Map<Kind, List<Duration>> byKind() {
    Map<Kind, List<Duration>> byKind = new EnumMap<>(Kind.class);
    for (Made one : made()) {
      byKind.computeIfAbsent(one.kind(), _ -> new ArrayList<>()).add(one.recovery());
    }
    return byKind;
  }

  private Map<String, List<Duration>> byRecovery() {
    var spans = new LinkedHashMap<String, List<Duration>>();
    spans.put("PHONES_RESUMED", all(Recoveries::resumed));
    spans.put("SILENCE_NOTICED", all(Recoveries::noticed));
    spans.put("NODES_MERGED", all(Recoveries::merged));
    return spans;
  }

  private List<Duration> all(Function<Recoveries, List<Duration>> spans) {
    return outcomes.stream()
        .map(Outcome::recoveries)
        .flatMap(one -> spans.apply(one).stream())
        .toList();
  }

  private List<Made> made() {
    return outcomes.stream().flatMap(one -> one.made().stream()).toList();
  }

  private long count(Fault fault) {
    return sum(one -> one.faults().getOrDefault(fault, List.of()).size());
  }

  private long staleWrites() {
    return made().stream().mapToLong(Made::staleWrites).sum();
  }

  private long sum(ToLongFunction<Outcome> part) {
    return outcomes.stream().mapToLong(part).sum();
  }
}
