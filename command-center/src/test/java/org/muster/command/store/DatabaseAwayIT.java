package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class DatabaseAwayIT {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(6);
  private static final String SLOW = "select 1 from pg_sleep(30)";

  private static final String END_SLOW =
      """
      select count(pg_terminate_backend(pid))::int from pg_stat_activity
      where query like '%pg_sleep%' and pid <> pg_backend_pid()
      """;

  private static final String RUNNING =
      """
      select count(*)::int from pg_stat_activity
      where query like '%pg_sleep(30)' and state = 'active' and pid <> pg_backend_pid()
      """;

  /** One database for all tests, started and stopped by each. */
  @TempDir static Path folder;

  private final ExecutorService flows = Executors.newVirtualThreadPerTaskExecutor();
  private final Vertx vertx = Vertx.vertx();
  private DataDirectory data;
  private EmbeddedServer server;
  private Pool pool;
  private Database database;

  @BeforeEach
  void start() {
    data = DataDirectory.open(folder);
    server = EmbeddedServer.start(data);
    pool = Pools.open(vertx, server.address(), 4);
    database = new Database(pool);
  }

  @AfterEach
  void stop() {
    vertx.close().await();
    server.close();
    data.close();
    flows.close();
  }

  @Test
  void awayDatabaseRefusesEveryFlowSoonAndRecoversWithoutARestart() throws Exception {
    assertEquals(1, flow(this::readOne).get());
    server.close();

    var waiting = new ArrayList<Future<Integer>>();
    for (int i = 0; i < 20; i++) {
      waiting.add(flow(this::readOne));
      waiting.add(flow(this::writeOne));
    }
    for (var answer : waiting) {
      assertUnavailable(answer);
    }

    server = EmbeddedServer.start(data, server.port());
    for (int i = 0; i < 20; i++) {
      assertEquals(1, flow(this::readOne).get());
      assertEquals(1, flow(this::writeOne).get());
    }
  }

  @Test
  void flowsInTheMiddleOfAStatementAreToldWhenTheDatabaseIsKilled() throws Exception {
    var reading = flow(() -> database.read(sql -> one(sql, SLOW)));
    var writing = flow(() -> database.transaction(sql -> one(sql, SLOW)));
    awaitRunning(2);

    server.postmaster().orElseThrow().process().destroyForcibly();

    assertUnavailable(reading);
    assertUnavailable(writing);
    assertEquals(1, recovered());
  }

  @Test
  void flowsInTheMiddleOfAStatementAreToldWhenTheirConnectionIsEnded() throws Exception {
    var writing = flow(() -> database.transaction(sql -> one(sql, SLOW)));
    awaitRunning(1);

    endSlow();

    assertUnavailable(writing);
    assertEquals(1, flow(this::writeOne).get());
  }

  @Test
  void waitingForAConnectionEndsInTime() throws Exception {
    var slow = new ArrayList<Future<Integer>>();
    for (int i = 0; i < 4; i++) {
      slow.add(flow(() -> database.read(sql -> one(sql, SLOW))));
    }
    awaitRunning(4);

    long before = System.nanoTime();
    assertUnavailable(flow(this::writeOne));
    assertTrue(Duration.ofNanos(System.nanoTime() - before).compareTo(ANSWER_MAX) < 0);

    endSlow();
    for (var answer : slow) {
      assertUnavailable(answer);
    }
  }

  @Test
  void aWrongParameterIsOurMistakeAndIsNotShown() {
    var answer = flow(() -> database.read(sql -> one(sql, "select $1::int as one", "13800000000")));

    var failed = assertThrows(ExecutionException.class, answer::get);

    var told = assertInstanceOf(IllegalStateException.class, failed.getCause());
    assertFalse(String.valueOf(told.getMessage()).contains("138"));
  }

  private void awaitRunning(int expected) throws Exception {
    try (var connection = server.address().connect();
        var statement = connection.createStatement()) {
      int running = 0;
      while (running < expected) {
        try (var rows = statement.executeQuery(RUNNING)) {
          rows.next();
          running = rows.getInt(1);
        }
      }
    }
  }

  private void endSlow() throws Exception {
    try (var connection = server.address().connect();
        var statement = connection.createStatement()) {
      statement.execute(END_SLOW);
    }
  }

  private int recovered() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        return flow(this::readOne).get();
      } catch (ExecutionException e) {
        assertInstanceOf(UnavailableException.class, e.getCause());
        assertTrue(System.nanoTime() < deadline, "not recovered");
      }
    }
  }

  private int readOne() {
    return database.read(sql -> one(sql, "select 1"));
  }

  private int writeOne() {
    return database.transaction(sql -> one(sql, "select 1"));
  }

  private static int one(Sql sql, String query, Object... parameters) {
    return sql.get(query, row -> row.getInteger(0), parameters);
  }

  private Future<Integer> flow(Callable<Integer> work) {
    return flows.submit(work);
  }

  private static void assertUnavailable(Future<Integer> answer) {
    var failed =
        assertThrows(
            ExecutionException.class,
            () -> answer.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS));
    assertInstanceOf(UnavailableException.class, failed.getCause());
  }
}
