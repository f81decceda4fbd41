package org.muster.command.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The address for the operators alone: metrics and health. Belongs on the loopback address. */
public final class ManagementServer {
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;

  public ManagementServer(Vertx vertx, PrometheusMeterRegistry meters, Health health) {
    Router router = Router.router(vertx);
    Headers.mount(router, false);
    health.mount(router);
    router
        .get("/metrics")
        .handler(
            routing -> {
              var exchange = Exchange.of(vertx, routing.request());
              Thread.ofVirtual().name("metrics").start(() -> exchange.send(metrics(meters)));
            });
    var options = new HttpServerOptions().setHttp2ClearTextEnabled(false);
    options.setIdleTimeoutUnit(TimeUnit.SECONDS).setIdleTimeout(60);
    this.server = vertx.createHttpServer(options).requestHandler(router);
  }

  /** Starts listening and returns the port; waits until it is open. */
  public int start(String host, int port) {
    return server.listen(port, host).await().actualPort();
  }

  public void close() {
    server.close().await();
  }

  private static Answer metrics(PrometheusMeterRegistry meters) {
    byte[] text = meters.scrape().getBytes(StandardCharsets.UTF_8);
    return Answer.ok(text).with("Content-Type", METRICS_TYPE);
  }
}
