package org.muster.command;

import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.muster.command.health.HealthServer;
import org.muster.command.settings.NotStartedException;
import org.muster.command.settings.Settings;

/** The list of the parts, in the order they are started; the doors are opened last. */
final class Assembly {
  /** What is being answered may be finished; new requests are refused at once. */
  private static final Duration FINISH_MAX = Duration.ofMillis(1_500);

  private static final Duration DOOR_CLOSE = Duration.ofSeconds(2);

  private static final String LOOPBACK = "127.0.0.1";

  private final Foundation on;
  private final Parts parts;

  Assembly(Foundation foundation, Parts parts) {
    this.on = foundation;
    this.parts = parts;
  }

  /** Starts everything and returns the port people reach it on. */
  int start() {
    if (on.settings().server().managementPort() != 0) {
      parts.add("management", DOOR_CLOSE, management(), door -> shut(door));
    }
    var front = parts.add("front door", DOOR_CLOSE, front(), door -> shut(door));
    on.health().open();
    parts.add("readiness", DOOR_CLOSE, on.health(), health -> health.close());
    return front.actualPort();
  }

  private HttpServer front() {
    var server = on.settings().server();
    var options = new HttpServerOptions().setHost(server.host()).setPort(server.port());
    server.tls().ifPresent(tls -> options.setSsl(true).setKeyCertOptions(pem(tls)));
    return listening(
        on.vertx().createHttpServer(options).requestHandler(new HealthServer(on.health())),
        server.port());
  }

  private HttpServer management() {
    int port = on.settings().server().managementPort();
    var options = new HttpServerOptions().setHost(LOOPBACK).setPort(port);
    return listening(
        on.vertx()
            .createHttpServer(options)
            .requestHandler(new HealthServer(on.health(), on.metrics())),
        port);
  }

  private static HttpServer listening(HttpServer server, int port) {
    try {
      return server.listen().await();
    } catch (Exception e) {
      throw NotStartedException.because(
          "端口 %d 无法监听：%s。请用 --port 或设置另选端口。".formatted(port, e.getMessage()),
          "Port %d cannot be listened on: %s. Choose another one with --port or in the settings."
              .formatted(port, e.getMessage()),
          e);
    }
  }

  private static void shut(HttpServer door) {
    door.shutdown(FINISH_MAX.toMillis(), TimeUnit.MILLISECONDS).await();
  }

  private static PemKeyCertOptions pem(Settings.Tls tls) {
    return new PemKeyCertOptions()
        .addCertPath(tls.cert().toString())
        .addKeyPath(tls.key().toString());
  }
}
