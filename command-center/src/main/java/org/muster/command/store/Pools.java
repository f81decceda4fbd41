package org.muster.command.store;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;

/**
 * The connections to the database, a bounded number of them.
 *
 * <p>Who waits for one waits in {@link Database}, for a bounded time; the pool's own clock is off,
 * since it may go off after the connection was handed over. A pool never gives up on a database
 * that is away: every request tries anew, and fails as soon as the attempt to connect does.
 */
public final class Pools {
  private static final int CONNECT_MILLIS_MAX = 3_000;

  /** More waiting requests than this could not be served within their patience. */
  private static final int WAITING_MAX = 2_000;

  private static final int PIPELINED_MAX = 64;
  private static final int STATEMENTS_CACHED_MAX = 512;

  /** A connection from which nothing has come for so long is taken for dead. */
  private static final int SILENT_SECONDS_MAX = 60;

  /**
   * A statement may take less than the silence above, so that a slow one ends with a reason. A
   * transaction may idle for much less: of a node that was paused in the middle of one, the others
   * wait for its locks, that of a lease among them.
   */
  private static final String SESSION =
      "set statement_timeout = '45s'; set idle_in_transaction_session_timeout = '10s'";

  /** When the database decides how it runs a statement. */
  public enum Plans {
    /** Once for many runs: right for statements about one row, of which there are thousands. */
    KEPT("auto"),
    /**
     * Each time, for the rows that are there now. A launch fills tables that were empty a moment
     * ago; what was planned then compares every row with every other now.
     */
    FRESH("force_custom_plan");

    private final String mode;

    Plans(String mode) {
      this.mode = mode;
    }
  }

  private Pools() {}

  public static Pool open(Vertx vertx, DatabaseAddress address, int size) {
    return open(vertx, address, size, Plans.KEPT);
  }

  public static Pool open(Vertx vertx, DatabaseAddress address, int size, Plans plans) {
    var servers = address.servers().stream().map(Pools::tuned).toList();
    var pool =
        PgBuilder.pool()
            .with(
                new PoolOptions()
                    .setName("muster")
                    .setMaxSize(size)
                    .setMaxWaitQueueSize(WAITING_MAX)
                    .setConnectionTimeout(0))
            .with(
                new NetClientOptions()
                    .setConnectTimeout(CONNECT_MILLIS_MAX)
                    .setTcpKeepAlive(true)
                    .setTcpNoDelay(true)
                    .setReadIdleTimeout(SILENT_SECONDS_MAX))
            .withConnectHandler(connection -> prepare(connection, plans))
            .using(vertx);
    return servers.size() == 1
        ? pool.connectingTo(servers.getFirst()).build()
        : pool.connectingTo(new Primary(vertx, servers)::find).build();
  }

  private static PgConnectOptions tuned(PgConnectOptions options) {
    return options
        .setPipeliningLimit(PIPELINED_MAX)
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(STATEMENTS_CACHED_MAX);
  }

  private static void prepare(SqlConnection connection, Plans plans) {
    connection
        .exceptionHandler(Database::broke)
        .query(SESSION + "; set plan_cache_mode = '" + plans.mode + "'")
        .execute()
        .onComplete(_ -> connection.close());
  }
}
