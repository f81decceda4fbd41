package org.muster.command.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.muster.command.store.Database;
import org.muster.command.store.Rebuilding;

/**
 * A fresh, migrated database on a real PostgreSQL that loses nothing it has committed.
 *
 * <p>One server runs per JVM, from the first use to the end of the JVM. Each database is copied
 * from a template that was migrated once, so a fresh one costs a fraction of a second. To be used
 * as {@code try (var database = TestDatabase.fresh())} or opened and closed around a test class.
 */
public final class TestDatabase implements AutoCloseable {
  private static final String USER = "postgres";
  private static final String TEMPLATE = "muster_template";
  private static final int CONNECTIONS_MAX = 8;
  private static final AtomicInteger LAST = new AtomicInteger();

  private final String name;
  private final Pool pool;
  private final Database database;

  private TestDatabase(String name) {
    this.name = name;
    pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(CONNECTIONS_MAX))
            .connectingTo(PgConnectOptions.fromUri(uri()))
            .using(Shared.VERTX)
            .build();
    database = new Database(pool);
  }

  public static TestDatabase fresh() {
    String name = "test_" + LAST.incrementAndGet();
    Shared.execute("create database " + name + " template " + TEMPLATE);
    return new TestDatabase(name);
  }

  public Database database() {
    return database;
  }

  public Pool pool() {
    return pool;
  }

  public Vertx vertx() {
    return Shared.VERTX;
  }

  public String jdbcUrl() {
    return Shared.SERVER.getJdbcUrl(USER, name);
  }

  /** The same place for the Vert.x client: {@code postgresql://user@host:port/database}. */
  public String uri() {
    return "postgresql://" + USER + "@127.0.0.1:" + Shared.SERVER.getPort() + "/" + name;
  }

  /** The number that a query answers with under the name {@code n}. */
  public long number(String query, @Nullable Object... parameters) {
    return database.read(sql -> sql.get(query, row -> row.getNumeric("n").longValue(), parameters));
  }

  /** Changes rows behind everybody's back; returns how many. */
  public int run(String statement, @Nullable Object... parameters) {
    return database.transaction(sql -> sql.change(statement, parameters));
  }

  /** All events folded anew make the same state; returns how many there are. */
  public long assertRebuilt() {
    var rebuilt = database.transaction(tx -> new Rebuilding().run(tx, false));
    assertTrue(rebuilt.isEqual(), () -> "rebuild differs: " + rebuilt.differences());
    return rebuilt.events();
  }

  @Override
  public void close() {
    pool.close().await();
    Shared.execute("drop database " + name + " with (force)");
  }

  /** Started by the first test that asks for a database. */
  private static final class Shared {
    private static final Vertx VERTX = Vertx.vertx();
    private static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        var server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        execute(server, "create database " + TEMPLATE);
        Flyway.configure()
            .dataSource(server.getDatabase(USER, TEMPLATE))
            .locations("classpath:db")
            .load()
            .migrate();
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void execute(String statement) {
      execute(SERVER, statement);
    }

    private static void execute(EmbeddedPostgres server, String statement) {
      try (var connection = server.getPostgresDatabase().getConnection();
          var work = connection.createStatement()) {
        work.execute(statement);
      } catch (SQLException e) {
        throw new IllegalStateException(statement, e);
      }
    }
  }
}
