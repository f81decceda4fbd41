package org.muster.command;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
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

/**
 * What every other part stands on: the data folder, a trusted database, keys, event loops.
 *
 * @param database for what people ask
 * @param inner the same database for the server's own work
 */
record Foundation(
    Settings settings,
    DataDirectory data,
    Vault vault,
    Vertx vertx,
    Database database,
    Database inner,
    PrometheusMeterRegistry metrics) {
  /** Connections for launches, deadlines, sealing and delivery, which a crowd never waits out. */
  private static final int INNER_CONNECTIONS = 6;

  /** Beyond the places of {@link Database}, for work inside other work. */
  private static final int SPARE_CONNECTIONS = 4;

  private static final Duration SOON = Duration.ofSeconds(1);

  private static final Duration DATABASE_STOP = Duration.ofSeconds(5);

  /** Lays it, bottom first; what it starts is stopped by {@code parts}. */
  static Foundation lay(Settings settings, Parts parts) {
    var data = parts.add("data", SOON, DataDirectory.open(settings.data().dir()));
    var address = address(settings, data, parts);
    DatabaseChecks.check(address);
    var vault = new Vault(personalKey(settings, address));
    Migrations.of(address).run();
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var vertx = parts.add("event loops", SOON, vertx(metrics), v -> v.close().await());
    var pools = new PoolOpening(vertx, address, parts);
    return new Foundation(
        settings,
        data,
        vault,
        vertx,
        pools.open("pool", settings.database().poolSize()),
        pools.open("inner pool", INNER_CONNECTIONS),
        metrics);
  }

  /** Opens pools of connections. */
  private record PoolOpening(Vertx vertx, DatabaseAddress address, Parts parts) {
    Database open(String name, int places) {
      var pool = Pools.open(vertx, address, places + SPARE_CONNECTIONS);
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

  /**
   * Without Vert.x's own metrics of HTTP servers: a connection that arrives before they are set up,
   * as many do when phones wait for a restart, would never be answered. {@code http} has its own.
   */
  private static Vertx vertx(PrometheusMeterRegistry metrics) {
    var options =
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setMetricsOptions(
                new MicrometerMetricsOptions()
                    .setEnabled(true)
                    .setJvmMetricsEnabled(true)
                    .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER));
    return Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(metrics)).build();
  }
}
