package org.muster.command;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.muster.command.cluster.Cluster;
import org.muster.command.secret.PersonalKey;
import org.muster.command.secret.Vault;
import org.muster.command.settings.Settings;
import org.muster.command.store.DataDirectory;
import org.muster.command.store.Database;
import org.muster.command.store.DatabaseAddress;
import org.muster.command.store.DatabaseChecks;
import org.muster.command.store.EmbeddedServer;
import org.muster.command.store.Migrations;
import org.muster.command.store.Pools;
import org.muster.command.store.Pools.Plans;

/**
 * What every other part stands on: the data folder, a trusted database, keys, event loops.
 *
 * @param cluster the other nodes, or none
 * @param database for what people ask
 * @param inner the same database for signatures and the server's own work
 */
record Foundation(
    Settings settings,
    DataDirectory data,
    Vault vault,
    Vertx vertx,
    Cluster cluster,
    Database database,
    Database inner,
    PrometheusMeterRegistry metrics) {
  /**
   * Connections for signatures, launches, deadlines, sealing and delivery, which a crowd never
   * waits out.
   */
  private static final int INNER_CONNECTIONS = 8;

  /** Beyond the places of {@link Database}, for work inside other work. */
  private static final int SPARE_CONNECTIONS = 4;

  private static final Duration SOON = Duration.ofSeconds(1);

  /** Leaving a cluster hands over what others will ask for. */
  private static final Duration LEAVE = Duration.ofSeconds(4);

  private static final Duration DATABASE_STOP = Duration.ofSeconds(5);

  /** Lays it, bottom first; what it starts is stopped by {@code parts}. */
  static Foundation lay(Settings settings, Parts parts) {
    var data = parts.add("data", SOON, DataDirectory.open(settings.data().dir()));
    var address = address(settings, data, parts);
    DatabaseChecks.check(address);
    var vault = new Vault(personalKey(settings, address));
    Migrations.of(address).run();
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var loops = EventLoops.start(settings.cluster(), metrics);
    var vertx = parts.add("event loops", LEAVE, loops.vertx(), v -> v.close().await());
    var cluster = parts.add("cluster", SOON, loops.cluster());
    var pools = new PoolOpening(vertx, address, parts);
    return new Foundation(
        settings,
        data,
        vault,
        vertx,
        cluster,
        pools.open("pool", settings.database().poolSize(), Plans.KEPT),
        pools.open("inner pool", INNER_CONNECTIONS, Plans.FRESH),
        metrics);
  }

  /** Opens pools of connections. */
  private record PoolOpening(Vertx vertx, DatabaseAddress address, Parts parts) {
    Database open(String name, int places, Plans plans) {
      var pool = Pools.open(vertx, address, places + SPARE_CONNECTIONS, plans);
      return new Database(parts.add(name, SOON, pool, p -> p.close().await()), places);
    }
  }

  private static DatabaseAddress address(Settings settings, DataDirectory data, Parts parts) {
    return settings
        .database()
        .remote()
        .map(DatabaseAddress::of)
        .orElseGet(
            () -> parts.add("database", DATABASE_STOP, EmbeddedServer.start(data)).address());
  }

  /** A database that holds nothing yet may be given a new key; any other has one somewhere. */
  private static byte[] personalKey(Settings settings, DatabaseAddress address) {
    boolean ours = settings.database().remote().isEmpty() || settings.demo().trial();
    boolean mayMake = ours && Migrations.of(address).isFresh();
    return PersonalKey.load(settings.privacy().keyFile(), mayMake);
  }
}
