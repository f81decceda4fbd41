package org.muster.command.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.e2e.County;
import org.muster.command.e2e.Ledger;
import org.muster.command.e2e.ServerProcess;
import org.muster.command.store.DataDirectory;
import org.muster.command.store.DatabaseAddress;
import org.muster.command.store.EmbeddedServer;
import org.muster.command.store.Migrations;
import org.muster.command.testing.Eventually;
import org.muster.command.testing.SignedOrders;
import org.muster.command.testing.SmallTown;
import org.muster.model.plan.Tier;

/**
 * Thousands of people are asked, nobody answers, and the server is killed while their time runs
 * out. {@code -Dmuster.deadlines=10000} asks more of them, {@code -Dmuster.step=1000} lets a
 * thousand fall into each second.
 */
@Timeout(900)
class DeadlinesE2E {
  private static final int DEADLINES = Integer.getInteger("muster.deadlines", 1_000);
  private static final int UNIT_PEOPLE = 500;
  private static final int COMMUNITIES = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Between two of them: ten thousand fall into a minute. */
  private static final long STEP_MICROS = Long.getLong("muster.step", 6_000);

  private static final Duration SPREAD = Duration.ofNanos(1_000L * STEP_MICROS * DEADLINES);

  private static final String ABLE_TODAY =
      """
      update volunteer set insured_from = current_date - 9, insured_until = current_date + 9,
        trained_on = current_date - 9, trained_until = current_date + 9
      """;

  private static final String OPEN = "select count(*) as n from assignment where state = 'offered'";
  private static final String EXPIRED =
      "select count(*) as n from event where type = 'offer-expired'";

  private static final String TWICE =
      """
      select count(*) as n from (
        select from event where type = 'offer-expired' group by stream having count(*) > 1) twice
      """;

  private static final String EARLY =
      """
      select count(*) as n from event e join assignment a on a.id = e.stream
      where e.type = 'offer-expired' and e.at < a.answer_by
      """;

  /**
   * From now on, one after the other, the same in the log, the table and the timers; and whoever
   * made the offers leads no more.
   */
  private static final List<String> SPREAD_OUT =
      List.of(
          """
          create temporary table due on commit drop as
          select a.id, clock_timestamp() + interval '1 second'
            + row_number() over (order by a.id) * interval '1 microsecond' * :step as at
          from assignment a
          """,
          "update assignment a set answer_by = due.at from due where due.id = a.id",
          """
          update event e set body = jsonb_set(e.body, '{answerBy}', to_jsonb(due.at))
          from due where due.id = e.stream and e.type = 'offer-made'
          """,
          "update timer t set due_at = due.at from due where due.id = t.subject and t.kind ="
              + " 'answer'",
          "update lease set until = '-infinity'");

  /** Milliseconds from a deadline to what answers it, of those that fell into a span. */
  private static final String LATE =
      """
      select coalesce(extract(epoch from
        percentile_disc($1::float8) within group (order by e.at - a.answer_by)) * 1000, 0)::bigint as n
      from event e join assignment a on a.id = e.stream
      where e.type = 'offer-expired' and a.answer_by between $2 and $3
      """;

  @TempDir Path folder;

  @Test
  void eachDeadlineFiresOnceThoughTheServerIsKilledAmongThem() throws Exception {
    try (var data = DataDirectory.open(folder.resolve("database"));
        var postgres = EmbeddedServer.start(data)) {
      Migrations.of(postgres.address()).run();
      try (var ledger = new Ledger(postgres::address)) {
        ask(ledger);
        play(postgres.address(), ledger);
      }
    }
  }

  /** Everybody is offered a post. */
  private static void ask(Ledger ledger) {
    var town = new SmallTown(ledger.database(), COMMUNITIES);
    for (int n = 0; n < DEADLINES / UNIT_PEOPLE; n++) {
      var unit = town.unit("第" + n + "单位", UNIT_PEOPLE, UNIT_PEOPLE);
      town.communities.forEach(
          community -> town.line(community, unit, 0, 0, UNIT_PEOPLE / COMMUNITIES));
    }
    ledger.database().read(sql -> sql.change(ABLE_TODAY));
    town.pass(Duration.between(town.now(), Instant.now()));
    new SignedOrders(town).byPlan(Tier.CRITICAL);
    assertEquals(DEADLINES, ledger.count(OPEN));
  }

  private static void spreadOut(Ledger ledger) {
    String step = String.valueOf(STEP_MICROS);
    ledger
        .database()
        .transaction(
            tx -> {
              SPREAD_OUT.forEach(statement -> tx.run(statement.replace(":step", step)));
              return tx;
            });
  }

  private void play(DatabaseAddress database, Ledger ledger) throws Exception {
    Path own = folder.resolve("server");
    Files.createDirectories(own.resolve("keys"));
    Files.writeString(own.resolve("keys/personal.key"), "00".repeat(32));
    var settings = new HashMap<>(County.BRIEF);
    settings.put("MUSTER_DATABASE_URL", database.url());
    settings.put("MUSTER_DATABASE_USER", database.user());
    settings.put("MUSTER_DATABASE_PASSWORD", database.password());
    settings.put("MUSTER_DEMO_LOAD", "false");
    try (var server = new ServerProcess(own, settings)) {
      spreadOut(ledger);
      Eventually.within(
          PATIENCE, () -> "some deadlines", () -> ledger.count(EXPIRED) > DEADLINES / 5);
      server.kill9();
      var killed = Instant.now();
      long before = ledger.count(EXPIRED);
      assertTrue(before < DEADLINES, "killed among them");
      server.restart();
      var ready = Instant.now();
      Eventually.within(PATIENCE, () -> "all deadlines", () -> ledger.count(OPEN) == 0);

      assertEquals(DEADLINES, ledger.count(EXPIRED));
      assertEquals(0, ledger.count(TWICE), "fired twice");
      assertEquals(0, ledger.count(EARLY), "fired early");
      tell(ledger, killed, ready);
      assertEquals(List.of(), server.errors());
    }
  }

  private static void tell(Ledger ledger, Instant killed, Instant ready) {
    System.out.printf(
        "deadlines %d over %s; no server for %d ms; late by (ms, p50/p99/most)"
            + " before %s, after %s%n",
        DEADLINES,
        SPREAD,
        Duration.between(killed, ready).toMillis(),
        late(ledger, Instant.EPOCH, killed.minusSeconds(1)),
        late(ledger, ready, ready.plus(PATIENCE)));
  }

  private static String late(Ledger ledger, Instant from, Instant until) {
    return Stream.of(0.5, 0.99, 1.0)
        .map(share -> String.valueOf(ledger.count(LATE, share, from, until)))
        .collect(Collectors.joining("/"));
  }
}
