package org.muster.command.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Of several database servers the one that takes writes now, asked before each new connection: what
 * {@code target_session_attrs=read-write} is to other clients.
 *
 * <p>After a failover the connections to the old server break, and the next ones find the promoted
 * standby; nobody has to be told.
 */
final class Primary {
  private static final int CONNECT_MILLIS_MAX = 1_500;
  private static final int ANSWER_MILLIS_MAX = 2_000;

  /** A server is asked in bursts, when many connections are made at once. */
  private static final int ASKING_SECONDS_MAX = 5;

  private final List<Server> servers;
  private volatile int last;

  private record Server(PgConnectOptions options, Pool asking) {}

  Primary(Vertx vertx, List<PgConnectOptions> servers) {
    this.servers = servers.stream().map(options -> server(vertx, options)).toList();
  }

  private static Server server(Vertx vertx, PgConnectOptions options) {
    var asking =
        PgBuilder.pool()
            .with(
                new PoolOptions()
                    .setMaxSize(1)
                    .setIdleTimeout(ASKING_SECONDS_MAX)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS))
            .with(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS_MAX))
            .connectingTo(options)
            .using(vertx)
            .build();
    return new Server(options, asking);
  }

  /** Fails when none does. The one that did last is asked first. */
  Future<SqlConnectOptions> find() {
    return find(last, servers.size());
  }

  private Future<SqlConnectOptions> find(int index, int left) {
    if (left == 0) {
      return Future.failedFuture(new UnavailableException("no server takes writes"));
    }
    int next = (index + 1) % servers.size();
    return takesWrites(servers.get(index))
        .compose(takes -> takes ? found(index) : find(next, left - 1), _ -> find(next, left - 1));
  }

  private Future<SqlConnectOptions> found(int index) {
    last = index;
    return Future.succeededFuture(servers.get(index).options());
  }

  private static Future<Boolean> takesWrites(Server server) {
    return server
        .asking()
        .query("show transaction_read_only")
        .execute()
        .timeout(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS)
        .map(rows -> "off".equals(rows.iterator().next().getString(0)));
  }
}
