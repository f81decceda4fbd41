package org.muster.command.store;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.TransactionRollbackException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.muster.model.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one database. Flows on virtual threads read from it and change it in short transactions.
 *
 * <p>A lost race (deadlock, serialisation failure, taken stream version) is tried again on the
 * state that won it, at most {@link #ATTEMPTS_MAX} times. A database that is away becomes {@link
 * Refusal#UNAVAILABLE}: nothing is ever acknowledged from memory.
 */
public final class Database {
  private static final int ATTEMPTS_MAX = 8;

  /** deadlock_detected, serialization_failure, unique_violation, exclusion_violation. */
  private static final Set<String> RACES = Set.of("40P01", "40001", "23505", "23P01");

  private static final Set<String> AWAY_CLASSES = Set.of("08", "28", "53", "57", "58");
  private static final Set<String> AWAY_STATES = Set.of("25006", "3D000");

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** How long somebody waits for a connection before hearing that the database is busy. */
  private static final long PATIENCE_MS = 5_000;

  private static final int CONNECTIONS_USUAL = 8;

  private final Pool pool;
  private final Semaphore places;

  /** Of a database that lives in one transaction only, its connection. */
  private final Optional<SqlConnection> held;

  private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
  private final AtomicBoolean away = new AtomicBoolean();

  public Database(Pool pool) {
    this(pool, CONNECTIONS_USUAL);
  }

  /**
   * @param places how many flows work on the database at once. The others wait here and not in the
   *     pool, whose own waiting list loses a connection when one arrives just as the wait ends.
   */
  public Database(Pool pool, int places) {
    this(pool, places, Optional.empty());
  }

  private Database(Pool pool, int places, Optional<SqlConnection> held) {
    this.pool = pool;
    this.places = new Semaphore(places, true);
    this.held = held;
  }

  /**
   * Does work once on each of so many connections, so that all of them know its statements, and
   * leaves nothing behind: what the work takes for the database is one transaction, in which its
   * own transactions succeed, and which is undone at the end.
   */
  public void onEach(int connections, Consumer<Database> work) {
    var taken = new ArrayList<SqlConnection>();
    try {
      for (int i = 0; i < connections; i++) {
        taken.add(connection());
      }
      taken.forEach(connection -> undone(connection, work));
    } catch (Exception e) {
      throw translated(e);
    } finally {
      taken.forEach(SqlConnection::close);
    }
  }

  private void undone(SqlConnection connection, Consumer<Database> work) {
    var transaction = connection.begin().await();
    try {
      work.accept(new Database(pool, 1, Optional.of(connection)));
    } finally {
      rollback(transaction);
    }
  }

  /**
   * Runs work in one transaction; it is committed when the work returns and undone when it throws.
   */
  public <T> T transaction(Function<Sql, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return answered(placed(() -> held.isPresent() ? within(work) : once(work)));
      } catch (PgException e) {
        if (attempt == ATTEMPTS_MAX || !RACES.contains(e.getSqlState())) {
          throw noted(translated(e));
        }
      } catch (Exception e) {
        throw noted(translated(e));
      }
    }
  }

  /** Runs queries on one connection, outside a transaction. */
  public <T> T read(Function<Sql, T> work) {
    try {
      return answered(placed(() -> held.isPresent() ? within(work) : work.apply(new Sql(pool))));
    } catch (Exception e) {
      throw noted(translated(e));
    }
  }

  /** Work inside other work of the same flow has its place already. */
  private <T> T placed(Supplier<T> work) {
    if (inside.get()) {
      return work.get();
    }
    takePlace();
    inside.set(true);
    try {
      return work.get();
    } finally {
      inside.set(false);
      places.release();
    }
  }

  private void takePlace() {
    try {
      if (!places.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        throw new UnavailableException("busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted");
    }
  }

  private <T> T within(Function<Sql, T> work) {
    return work.apply(new Sql(held.orElseThrow()));
  }

  private <T> T once(Function<Sql, T> work) {
    SqlConnection connection = connection();
    try {
      var transaction = connection.begin().await();
      try {
        T result = work.apply(new Sql(connection));
        transaction.commit().await();
        return result;
      } catch (Exception e) {
        rollback(transaction);
        throw e;
      }
    } finally {
      var _ = connection.close();
    }
  }

  /** A connection that comes after the patience is over goes back to the pool. */
  private SqlConnection connection() {
    var wanted = pool.getConnection();
    try {
      return wanted.await(PATIENCE_MS, TimeUnit.MILLISECONDS).exceptionHandler(Database::broke);
    } catch (TimeoutException e) {
      wanted.onSuccess(SqlConnection::close);
      throw new UnavailableException("busy");
    }
  }

  /**
   * Takes note of a connection that broke. Whoever waits for it is told besides; without this the
   * client would print a stack past the log.
   */
  static void broke(Throwable cause) {
    LOG.debug("a connection broke: {}", cause.getMessage());
  }

  private static void rollback(io.vertx.sqlclient.Transaction transaction) {
    try {
      transaction.rollback().await();
    } catch (Exception e) {
      // The failure that led here is the one to report; the server undoes what it did not commit.
    }
  }

  private <T> T answered(T result) {
    if (away.get() && away.getAndSet(false)) {
      LOG.info("数据库恢复应答 / the database answers again");
    }
    return result;
  }

  /** Said once, not for each of thousands of requests. */
  private RuntimeException noted(RuntimeException e) {
    if (e instanceof UnavailableException && !away.getAndSet(true)) {
      LOG.warn("数据库没有应答，请求将得到 503 / the database does not answer: {}", e.getMessage());
    }
    return e;
  }

  /** Waiting for a future throws whatever failed it, checked exceptions of the network included. */
  private static RuntimeException translated(Exception e) {
    return switch (e) {
      case PgException pg when isConstraint(pg) -> new ConstraintException(pg);
      case PgException pg when !isAway(pg) -> pg;
      case TransactionRollbackException _ ->
          new IllegalStateException("committed after a statement had failed", e);
      case VertxException mistake when isMistake(mistake) ->
          new IllegalStateException("the parameters do not fit the statement");
      case VertxException _ -> new UnavailableException(e);
      case RuntimeException ours -> ours;
      default -> new UnavailableException(e);
    };
  }

  /** The client refuses such parameters itself; its message shows them, so it goes no further. */
  private static boolean isMistake(VertxException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("can not be coerced") || message.contains("number of parameters");
  }

  /** Class 23 of the SQL standard: integrity constraint violation. */
  private static boolean isConstraint(PgException e) {
    return String.valueOf(e.getSqlState()).startsWith("23");
  }

  /**
   * A server that is not there, not ready, full, read only, or does not let us in. Classes 08
   * (connection), 28 (authorization), 53 (resources), 57 (operator intervention) and 58 (system
   * error) of the SQL standard and PostgreSQL; 25006 is a standby, 3D000 a missing database.
   */
  private static boolean isAway(PgException e) {
    String state = String.valueOf(e.getSqlState());
    return AWAY_STATES.contains(state) || AWAY_CLASSES.stream().anyMatch(state::startsWith);
  }
}
