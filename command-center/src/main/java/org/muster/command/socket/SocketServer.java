package org.muster.command.socket;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.muster.command.cluster.Presence;
import org.muster.command.relay.Delivery;
import org.muster.model.wire.CloseCode;
import org.muster.model.wire.Frames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of {@code /ws/v1}: lets sockets in, and can end them.
 *
 * <p>The HTTP server must run on event loops and be made with {@link #prepared} options.
 */
public final class SocketServer implements Handler<HttpServerRequest>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);

  /** The protocol of RFC 6455; drafts before it had other numbers. */
  private static final String VERSION = "13";

  private static final String VERSION_HEADER = "Sec-WebSocket-Version";

  /** On shutdown so many devices are asked back per second. */
  private static final int RETURNS_PER_SECOND = 500;

  private static final int RETURN_WITHIN_S_MIN = 3;
  private static final int RETURN_WITHIN_S_MAX = 60;
  private static final int RETRY_AFTER_S = 5;
  private static final long STOP_WITHIN_MS = 5_000;

  /** Longer than any hello takes between its ticket and its opening. */
  private static final long ENDED_KEPT_MS = 120_000;

  /**
   * What sockets need of the other parts.
   *
   * @param origins pages of other hosts that may connect, such as {@code https://city.example}
   */
  public record Parts(
      TicketOffice tickets,
      Deeds deeds,
      Positions positions,
      Broadcast broadcast,
      Delivery delivery,
      Presence presence,
      Set<String> origins) {
    public Parts {
      origins = Set.copyOf(origins);
    }
  }

  private final Map<ContextInternal, Rounds> rounds = new ConcurrentHashMap<>();
  private final Map<ByteBuffer, Long> endedAt = new ConcurrentHashMap<>();
  private final CountDownLatch empty = new CountDownLatch(1);
  private final Parts parts;
  private final SocketLimits limits;
  private final SocketMeters meters;
  private volatile boolean stopping;

  public SocketServer(Parts parts, SocketLimits limits, MeterRegistry registry) {
    this.parts = parts;
    this.limits = limits;
    meters = new SocketMeters(registry);
  }

  /**
   * Sets what the sockets need of the HTTP server. Without extensions: compression would cost each
   * socket more memory than all the rest of it, and make the reserved bits mean something.
   */
  public static HttpServerOptions prepared(HttpServerOptions options) {
    return options
        .setWebSocketSubProtocols(List.of(Frames.PROTOCOL))
        .setMaxWebSocketFrameSize(Frames.FRAME_BYTES_MAX)
        .setMaxWebSocketMessageSize(Frames.FRAME_BYTES_MAX)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setRegisterWebSocketWriteHandlers(false);
  }

  @Override
  public void handle(HttpServerRequest request) {
    int refusal = refusal(request);
    if (refusal != 0) {
      turnAway(request, refusal);
      return;
    }
    Locale language = language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    request
        .toWebSocket()
        .onSuccess(socket -> begin(socket, language))
        .onFailure(e -> LOG.debug("no socket: {}", e.getMessage()));
  }

  /** A session was ended: so are the sockets that were opened in it. From any thread. */
  public void sessionEnded(byte[] session) {
    long now = nowMs();
    endedAt.values().removeIf(at -> now - at > ENDED_KEPT_MS);
    endedAt.put(ByteBuffer.wrap(session.clone()), now);
    rounds.values().forEach(loop -> loop.tell(one -> one.endIfOf(session)));
  }

  /** Lets nobody in any more, and asks all to come back, each at another time. */
  @Override
  public void close() {
    stopping = true;
    int withinS = returnWithinS(meters.open());
    rounds.values().forEach(loop -> loop.tell(one -> one.end(CloseCode.RESUME, withinS)));
    try {
      if (meters.open() > 0 && !empty.await(STOP_WITHIN_MS, TimeUnit.MILLISECONDS)) {
        LOG.info("{} sockets did not take their leave", meters.open());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    rounds.values().forEach(Rounds::stop);
  }

  /** Over how many seconds so many devices are asked back, so that other nodes can take them. */
  static int returnWithinS(int devices) {
    return Math.clamp(devices / RETURNS_PER_SECOND, RETURN_WITHIN_S_MIN, RETURN_WITHIN_S_MAX);
  }

  Parts parts() {
    return parts;
  }

  SocketLimits limits() {
    return limits;
  }

  SocketMeters meters() {
    return meters;
  }

  long nowMs() {
    return parts.delivery().nowMs();
  }

  /** True when it ended while somebody was still saying hello. */
  boolean hasEnded(byte[] session) {
    return endedAt.containsKey(ByteBuffer.wrap(session));
  }

  private void begin(ServerWebSocket socket, Locale language) {
    var context = ContextInternal.current();
    if (context == null || !context.isEventLoopContext()) {
      throw new IllegalStateException("sockets need an HTTP server on event loops");
    }
    var loop =
        rounds.computeIfAbsent(context.unwrap(), root -> new Rounds(root, limits.lookEvery()));
    meters.opened();
    var session =
        new Session(
            this,
            socket,
            language,
            gone -> {
              loop.remove(gone);
              if (meters.gone() == 0 && stopping) {
                empty.countDown();
              }
            });
    loop.add(session);
    if (stopping) {
      session.end(CloseCode.RESUME);
    }
  }

  /** The status that refuses an upgrade, or 0. */
  private int refusal(HttpServerRequest request) {
    if (stopping || meters.open() >= limits.socketsMax()) {
      return 503;
    }
    if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)
        || !VERSION.equals(request.getHeader(VERSION_HEADER))) {
      return 426;
    }
    if (!isAllowed(request.getHeader(HttpHeaders.ORIGIN), request.getHeader(HttpHeaders.HOST))) {
      return 403;
    }
    return offers(request.getHeader("Sec-WebSocket-Protocol")) ? 0 : 400;
  }

  private void turnAway(HttpServerRequest request, int status) {
    meters.turnedAway(status);
    var response = request.response().setStatusCode(status);
    switch (status) {
      case 426 ->
          response
              .putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET)
              .putHeader(VERSION_HEADER, VERSION);
      case 503 -> response.putHeader("Retry-After", Integer.toString(RETRY_AFTER_S));
      default -> {}
    }
    response.end();
  }

  /** Programs send no origin; pages must come from the host they connect to, or be listed. */
  private boolean isAllowed(@Nullable String origin, @Nullable String host) {
    if (origin == null || parts.origins().contains(origin)) {
      return true;
    }
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean offers(@Nullable String protocols) {
    return protocols != null
        && Arrays.stream(protocols.split(",")).map(String::strip).anyMatch(Frames.PROTOCOL::equals);
  }

  private static Locale language(@Nullable String accepted) {
    return accepted != null && accepted.strip().toLowerCase(Locale.ROOT).startsWith("en")
        ? Locale.ENGLISH
        : Locale.SIMPLIFIED_CHINESE;
  }
}
