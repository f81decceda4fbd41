package org.muster.command.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.muster.model.Refusal;

/**
 * The public address of the server: the API, the socket's door, health and pages.
 *
 * <p>HTTP/1.1 only: sockets need it anyway, and one kind of framing is enough to guard.
 */
public final class HttpEdge {
  private static final String SOCKET_PATH = "/ws/v1";
  private static final int SOCKET_FRAME_BYTES_MAX = 64 << 10;
  private static final int HEADER_BYTES_MAX = 16 << 10;
  private static final int REQUEST_LINE_BYTES_MAX = 8 << 10;

  private final Parts parts;
  private final HttpServer server;

  /**
   * What stands behind the address.
   *
   * @param socket gets every request for the socket as it comes, before any header is set
   * @param pages each mounts pages outside the API
   */
  public record Parts(
      Vertx vertx,
      HttpSettings settings,
      ApiRouter api,
      Health health,
      Problems problems,
      Handler<HttpServerRequest> socket,
      List<Consumer<Router>> pages) {}

  public HttpEdge(Parts parts) {
    this.parts = parts;
    Router router = router();
    this.server =
        parts
            .vertx()
            .createHttpServer(options(parts.settings()))
            .requestHandler(
                request -> {
                  if (SOCKET_PATH.equals(request.path())) {
                    parts.socket().handle(request);
                  } else {
                    router.handle(request);
                  }
                });
  }

  /** Starts listening and returns the port; waits until it is open. */
  public int start() {
    var settings = parts.settings();
    return server.listen(settings.port(), settings.host()).await().actualPort();
  }

  /** Takes no new connections, lets requests under way finish for a while, then cuts the rest. */
  public void close() {
    server.shutdown(parts.settings().closing().toMillis(), TimeUnit.MILLISECONDS).await();
  }

  private Router router() {
    Router router = Router.router(parts.vertx());
    Headers.mount(router, parts.settings().certificate().isPresent());
    parts.api().mount(router);
    parts.health().mount(router);
    parts.pages().forEach(page -> page.accept(router));
    router.route().last().handler(routing -> refuse(routing, Refusal.NOT_FOUND));
    router.errorHandler(400, routing -> refuse(routing, Refusal.UNREADABLE));
    router.errorHandler(404, routing -> refuse(routing, Refusal.NOT_FOUND));
    router.errorHandler(500, this::failed);
    return router;
  }

  private void refuse(RoutingContext routing, Refusal refusal) {
    var exchange = Exchange.of(parts.vertx(), routing.request());
    exchange.send(parts.problems().refused(refusal, List.of(), exchange.language()));
  }

  private void failed(RoutingContext routing) {
    var exchange = Exchange.of(parts.vertx(), routing.request());
    Throwable failure = routing.failure();
    exchange.send(
        parts
            .problems()
            .answer(
                failure == null ? new IllegalStateException("no failure given") : failure,
                exchange.language(),
                exchange.id()));
  }

  private static HttpServerOptions options(HttpSettings settings) {
    var options =
        new HttpServerOptions()
            .setMaxHeaderSize(HEADER_BYTES_MAX)
            .setMaxInitialLineLength(REQUEST_LINE_BYTES_MAX)
            .setHandle100ContinueAutomatically(true)
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setMaxWebSocketFrameSize(SOCKET_FRAME_BYTES_MAX)
            .setMaxWebSocketMessageSize(SOCKET_FRAME_BYTES_MAX)
            .setWebSocketSubProtocols(List.of("muster.v1"));
    options
        .setUseAlpn(false)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(Math.toIntExact(settings.idle().toMillis()));
    settings
        .certificate()
        .ifPresent(
            pem ->
                options
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .addCertPath(pem.chain().toString())
                            .addKeyPath(pem.key().toString())));
    return options;
  }
}
