package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.testing.Eventually;

/** A database with a synchronous standby is killed under its writers. */
@Timeout(180)
final class FailoverIT {
  private static final int WRITERS = 8;
  private static final int BEFORE = 200;
  private static final int AFTER = 400;

  @TempDir Path folder;

  @Test
  void whatWasCommittedIsInThePromotedStandbyAndThePoolGoesOnThere() throws Exception {
    prepare(folder.resolve("primary"));
    copy(folder.resolve("primary"), folder.resolve("standby"));
    var vertx = Vertx.vertx();
    try (var primary = PlainPostgres.primary(folder.resolve("primary"));
        var standby = primary.followedBy(folder.resolve("standby"))) {
      var pool = Pools.open(vertx, either(primary, standby), WRITERS);
      var database = new Database(pool, WRITERS);
      database.transaction(tx -> tx.run("create table kept (n int primary key)"));
      var epoch = database.transaction(FailoverIT::origin);
      Set<Integer> committed = ConcurrentHashMap.newKeySet();
      var over = new AtomicBoolean();
      var next = new AtomicInteger();
      try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < WRITERS; i++) {
          var _ = writers.submit(() -> write(database, next, committed, over));
        }
        try {
          awaitCommitted(committed, BEFORE);
          primary.kill();
          standby.promote();
          awaitCommitted(committed, committed.size() + AFTER);
        } finally {
          over.set(true);
        }
      }

      Set<Integer> stored =
          Set.copyOf(database.read(sql -> sql.list("select n from kept", r -> r.getInteger(0))));
      assertEquals(Set.of(), missing(committed, stored), "committed, but not there");
      assertFalse(epoch.equals(database.transaction(FailoverIT::origin)), "another timeline");
      pool.close().await();
    }
    vertx.close().await();
  }

  private static void write(
      Database database, AtomicInteger next, Set<Integer> committed, AtomicBoolean over) {
    while (!over.get()) {
      int n = next.incrementAndGet();
      try {
        database.transaction(tx -> tx.run("insert into kept (n) values ($1)", n));
        committed.add(n);
      } catch (UnavailableException _) {
        // Nobody was told that it is kept; the next one is tried.
      }
    }
  }

  private static void awaitCommitted(Set<Integer> committed, int least) {
    Eventually.within(
        Duration.ofMinutes(1),
        () -> "commits: " + committed.size(),
        () -> committed.size() >= least);
  }

  private static Set<Integer> missing(Set<Integer> committed, Set<Integer> stored) {
    var missing = new HashSet<>(committed);
    missing.removeAll(stored);
    return missing;
  }

  private static String origin(Sql tx) {
    return tx.get("select left(pg_walfile_name(pg_current_wal_lsn()), 8)", row -> row.getString(0));
  }

  private static DatabaseAddress either(PlainPostgres one, PlainPostgres other) {
    return new DatabaseAddress(
        "postgresql://127.0.0.1:%d,127.0.0.1:%d/muster".formatted(one.port(), other.port()),
        one.address().user(),
        one.address().password());
  }

  private static void prepare(Path data) {
    try (var first = DataDirectory.open(data)) {
      EmbeddedServer.start(first).close();
    }
  }

  private static void copy(Path from, Path to) throws Exception {
    var copying = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).inheritIO();
    assertEquals(0, copying.start().waitFor());
  }
}
