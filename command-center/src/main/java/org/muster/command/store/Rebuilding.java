package org.muster.command.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.command.store.Projector.Fact;

/**
 * Folds all events into fresh state tables and compares them with what stands.
 *
 * <p>One transaction on one snapshot: the fresh tables live in a schema of their own, into which
 * the same statements write that write the tables in use.
 */
public final class Rebuilding {
  /** The tables that events alone determine, those that others refer to first. */
  static final List<String> STATE_TABLES =
      List.of(
          "response",
          "orders",
          "quota",
          "commitment",
          "candidate",
          "assignment",
          "service_record",
          "report",
          "area_void",
          "reinforcement",
          "handover",
          "shock_team",
          "team",
          "team_member",
          "team_dispatch",
          "volunteer_merge",
          "time_off",
          "request",
          "request_dispatch",
          "contact_shown",
          "complaint",
          "notice",
          "question",
          "feedback",
          "appeal",
          "proof");

  private static final String SNAPSHOT = "set transaction isolation level repeatable read";

  private static final String PAGE =
      """
      select position, stream, version, type, body from event where position > $1 order by position limit $2
      """;

  private static final int PAGE_SIZE = 2_000;

  private final Projector projector = new Projector();

  /**
   * What the comparison found.
   *
   * @param differences per table the rows that stand in one form only
   */
  public record Result(long events, Map<String, Long> rows, Map<String, Long> differences) {
    public boolean isEqual() {
      return differences.values().stream().allMatch(n -> n == 0);
    }
  }

  /** Rebuilds aside and compares; with {@code replace} the fresh rows take the place of the old. */
  public Result run(Sql tx, boolean replace) {
    tx.run(SNAPSHOT);
    tx.run("set local client_min_messages = warning");
    tx.run("create schema rebuilt");
    for (String table : STATE_TABLES) {
      tx.run(
          "create table rebuilt.%1$s (like public.%1$s including defaults including indexes)"
              .formatted(table));
    }
    tx.run("set local search_path = rebuilt, public");
    long events = fold(tx);
    tx.run("set local search_path = public");
    var rows = new TreeMap<String, Long>();
    var differences = new TreeMap<String, Long>();
    for (String table : STATE_TABLES) {
      rows.put(table, count(tx, "select count(*) as n from rebuilt." + table));
      differences.put(table, count(tx, difference(table)));
    }
    if (replace) {
      replace(tx);
    }
    tx.run("drop schema rebuilt cascade");
    return new Result(events, rows, differences);
  }

  private long fold(Sql tx) {
    long events = 0;
    long position = 0;
    while (true) {
      var entries = new ArrayList<EventLog.Entry>();
      for (var row : tx.run(PAGE, position, PAGE_SIZE)) {
        position = row.getLong("position");
        entries.add(EventLog.entry(row));
      }
      if (entries.isEmpty()) {
        return events;
      }
      projector.apply(tx, entries.stream().map(Fact::of).toList());
      events += entries.size();
    }
  }

  private static void replace(Sql tx) {
    tx.run("set constraints all deferred");
    for (String table : STATE_TABLES.reversed()) {
      tx.run("delete from public." + table);
    }
    for (String table : STATE_TABLES) {
      tx.run("insert into public.%1$s select * from rebuilt.%1$s".formatted(table));
    }
    AcceptanceStore.forget(tx);
  }

  private static String difference(String table) {
    return """
    select (select count(*) from (table public.%1$s except all table rebuilt.%1$s) a)
         + (select count(*) from (table rebuilt.%1$s except all table public.%1$s) b) as n
    """
        .formatted(table);
  }

  private static long count(Sql tx, String statement) {
    return tx.get(statement, row -> row.getLong("n"));
  }
}
