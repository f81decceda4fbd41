package org.muster.command.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Optional;
import org.muster.model.wire.Json;

/**
 * Answers those who watch over the process: alive, ready, and, where it is given them, its metrics.
 */
public final class HealthServer implements Handler<HttpServerRequest> {
  private final Health health;
  private final Optional<PrometheusMeterRegistry> metrics;

  /** For a port that is open to others. */
  public HealthServer(Health health) {
    this.health = health;
    this.metrics = Optional.empty();
  }

  /** For a port that only operations can reach. */
  public HealthServer(Health health, PrometheusMeterRegistry metrics) {
    this.health = health;
    this.metrics = Optional.of(metrics);
  }

  @Override
  public void handle(HttpServerRequest request) {
    var response = request.response();
    switch (request.path()) {
      case "/health/live" -> json(response, 200, Map.of("live", true));
      case "/health/ready" ->
          health
              .report()
              .onSuccess(report -> json(response, report.ready() ? 200 : 503, report))
              .onFailure(_ -> response.setStatusCode(500).end());
      case "/metrics" ->
          metrics.ifPresentOrElse(all -> scrape(response, all), () -> none(response));
      default -> none(response);
    }
  }

  private static void scrape(HttpServerResponse response, PrometheusMeterRegistry metrics) {
    response.putHeader("Content-Type", "text/plain; version=0.0.4").end(metrics.scrape());
  }

  private static void none(HttpServerResponse response) {
    response.setStatusCode(404).end();
  }

  private static void json(HttpServerResponse response, int status, Object body) {
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(Json.bytes(body)));
  }
}
