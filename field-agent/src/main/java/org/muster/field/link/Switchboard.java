package org.muster.field.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.muster.field.outbox.Outbox;
import org.muster.field.task.TaskCards;
import org.muster.model.wire.Frames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All phones of one process: they share event loops, clients and source addresses. */
public final class Switchboard {
  private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);
  private static final int TICKET_CONNECTIONS_MAX = 32;

  private final Vertx vertx;
  private final HttpClient http;
  private final List<WebSocketClient> sockets;
  private final List<LinkLoop> loops;
  private final List<String> deployments = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  private Switchboard(Vertx vertx, LinkSettings settings) {
    this.vertx = vertx;
    this.http =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setConnectTimeout((int) settings.pace().connectMax().toMillis()))
            .with(new PoolOptions().setHttp1MaxSize(TICKET_CONNECTIONS_MAX))
            .withConnectHandler(
                connection ->
                    connection.exceptionHandler(e -> LOG.debug("tickets: {}", e.toString())))
            .build();
    this.sockets = sockets(vertx, settings);
    var all = new ArrayList<LinkLoop>();
    for (int i = 0; i < settings.loops(); i++) {
      all.add(new LinkLoop(settings, http, sockets, settings.seed() + i));
    }
    this.loops = List.copyOf(all);
  }

  public static Future<Switchboard> open(Vertx vertx, LinkSettings settings) {
    var board = new Switchboard(vertx, settings);
    List<Future<String>> deployed =
        board.loops.stream()
            .map(vertx::deployVerticle)
            .map(future -> future.onSuccess(board.deployments::add))
            .toList();
    return Future.all(deployed).map(board);
  }

  /** A new phone on the line; it connects when it is started. */
  public FieldLink link(Phone phone, TaskCards cards, Outbox outbox, PhoneHolder holder) {
    LinkLoop loop = loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    return new FieldLink(loop, phone, new FieldLink.Belongings(cards, outbox, holder));
  }

  public Future<?> close() {
    return Future.join(deployments.stream().map(vertx::undeploy).toList())
        .eventually(() -> Future.join(sockets.stream().map(WebSocketClient::close).toList()))
        .eventually(http::close);
  }

  private static List<WebSocketClient> sockets(Vertx vertx, LinkSettings settings) {
    if (settings.localAddresses().isEmpty()) {
      return List.of(vertx.createWebSocketClient(socketOptions(settings)));
    }
    return settings.localAddresses().stream()
        .map(address -> socketOptions(settings).setLocalAddress(address))
        .map(vertx::createWebSocketClient)
        .toList();
  }

  private static WebSocketClientOptions socketOptions(LinkSettings settings) {
    // Not -1: the client says that this means "no limit" and then lets nobody connect.
    return new WebSocketClientOptions()
        .setMaxConnections(Integer.MAX_VALUE)
        .setMaxFrameSize(Frames.FRAME_BYTES_MAX)
        .setMaxMessageSize(Frames.FRAME_BYTES_MAX)
        .setTcpNoDelay(true)
        .setConnectTimeout((int) settings.pace().connectMax().toMillis());
  }
}
