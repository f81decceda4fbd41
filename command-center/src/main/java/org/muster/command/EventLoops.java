package org.muster.command;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Optional;
import org.muster.command.cluster.Alone;
import org.muster.command.cluster.Cluster;
import org.muster.command.cluster.Membership;
import org.muster.command.settings.Settings;

/** The event loops of this node, and what joins them to those of others. */
record EventLoops(Vertx vertx, Cluster cluster) {
  static EventLoops start(Optional<Settings.Cluster> settings, PrometheusMeterRegistry metrics) {
    var builder = Vertx.builder().withMetrics(new MicrometerMetricsFactory(metrics));
    if (settings.isEmpty()) {
      return new EventLoops(builder.with(options()).build(), new Alone());
    }
    var membership = new Membership(settings.get());
    var vertx = membership.join(builder, options());
    return new EventLoops(vertx, membership.cluster(vertx, metrics));
  }

  /**
   * Without Vert.x's own metrics of HTTP servers: a connection that arrives before they are set up,
   * as many do when phones wait for a restart, would never be answered. {@code http} has its own.
   */
  private static VertxOptions options() {
    return new VertxOptions()
        .setPreferNativeTransport(true)
        .setMetricsOptions(
            new MicrometerMetricsOptions()
                .setEnabled(true)
                .setJvmMetricsEnabled(true)
                .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER));
  }
}
