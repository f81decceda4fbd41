package org.muster.command.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** Event loops that share the port; sockets stay on the one that took them. */
  private static final int LOOPS = Runtime.getRuntime().availableProcessors();

  /** Listeners that ask for the same negative port share one that is free. */
  private static final AtomicInteger ANY = new AtomicInteger();

  private final Parts parts;
  private final Handler<HttpServerRequest> handler;
  private final List<Listener> listeners = new ArrayList<>();

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
    this.handler =
        request -> {
          if (SOCKET_PATH.equals(request.path())) {
            parts.socket().handle(request);
          } else {
            router.handle(request);
          }
        };
  }

  /** One of the event loops that share the port. */
  private final class Listener extends VerticleBase {
    private final HttpServer server;

    Listener() {
      server = parts.vertx().createHttpServer(options(parts.settings())).requestHandler(handler);
    }

    int listen(int port) {
      String deployed = parts.vertx().deployVerticle(this).await();
      try {
        return start(port).await();
      } catch (RuntimeException e) {
        var _ = parts.vertx().undeploy(deployed);
        throw e;
      }
    }

    private Future<Integer> start(int port) {
      Promise<Integer> listening = Promise.promise();
      context.runOnContext(
          _ ->
              server
                  .listen(port, parts.settings().host())
                  .map(HttpServer::actualPort)
                  .onComplete(listening));
      return listening.future();
    }
  }

  /** Starts listening and returns the port; waits until it is open. */
  public int start() {
    int wanted = parts.settings().port() == 0 ? -ANY.incrementAndGet() : parts.settings().port();
    int port = wanted;
    for (int i = 0; i < LOOPS; i++) {
      var listener = new Listener();
      port = listener.listen(wanted);
      listeners.add(listener);
    }
    return port;
  }

  /** Takes no new connections, lets requests under way finish for a while, then cuts the rest. */
  public void close() {
    long within = parts.settings().closing().toMillis();
    Future.join(
            listeners.stream()
                .map(one -> one.server.shutdown(within, TimeUnit.MILLISECONDS))
                .toList())
        .await();
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
    exchange.sendHere(parts.problems().refused(refusal, List.of(), exchange.language()));
  }

  private void failed(RoutingContext routing) {
    var exchange = Exchange.of(parts.vertx(), routing.request());
    Throwable failure = routing.failure();
    exchange.sendHere(
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
