package org.muster.field.station;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.muster.model.RefusedException;
import org.muster.model.wire.Json;

/**
 * The kiosk's page, on the loopback address only. Pages of other places in the same browser can
 * neither read it nor press its buttons: a change needs a header that only its own page sends.
 */
final class StationPage implements AutoCloseable {
  static final String OWN = "X-Station";

  private static final String FOLDER = "/station/";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final Map<String, String> FILES =
      Map.of(
          "/", "index.html text/html; charset=utf-8",
          "/station.js", "station.js text/javascript; charset=utf-8",
          "/station.css", "station.css text/css; charset=utf-8");
  private static final int BODY_MAX = 8 << 10;
  private static final int OK = 200;
  private static final int INVALID = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int FAILED = 500;

  private final HttpServer server;
  private final Station station;

  private StationPage(HttpServer server, Station station) {
    this.server = server;
    this.station = station;
    server.createContext("/", exchange -> answer(exchange, this::file));
    server.createContext("/state", exchange -> answer(exchange, this::state));
    server.createContext("/ticks", exchange -> answer(exchange, this::change));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
  }

  static StationPage open(int port, Station station) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var page = new StationPage(HttpServer.create(address, 0), station);
      page.server.start();
      return page;
    } catch (IOException e) {
      throw new StationException(
          "端口 %d 无法监听。 Port %d cannot be listened on.".formatted(port, port), e);
    }
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
  }

  private record Reply(int status, String type, String body) {
    static Reply json(int status, Object body) {
      return new Reply(status, "application/json; charset=utf-8", Json.write(body));
    }
  }

  @FunctionalInterface
  private interface Answering {
    Reply to(HttpExchange exchange) throws IOException;
  }

  private static void answer(HttpExchange exchange, Answering answering) throws IOException {
    try (exchange) {
      Reply reply = guarded(exchange, answering);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Reply guarded(HttpExchange exchange, Answering answering) throws IOException {
    try {
      return isOwn(exchange) ? answering.to(exchange) : Reply.json(FORBIDDEN, Map.of());
    } catch (RefusedException e) {
      return Reply.json(INVALID, Map.of("detail", String.valueOf(e.getMessage())));
    } catch (StationException e) {
      return Reply.json(FAILED, Map.of("detail", String.valueOf(e.getMessage())));
    }
  }

  /** A name that was made to lead here (DNS rebinding) is not the kiosk's own. */
  private static boolean isOwn(HttpExchange exchange) {
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    boolean local = host.matches("(localhost|127\\.0\\.0\\.1)(:\\d+)?");
    boolean changes = !exchange.getRequestMethod().equals("GET");
    return local && (!changes || exchange.getRequestHeaders().containsKey(OWN));
  }

  private Reply file(HttpExchange exchange) {
    String[] named = FILES.getOrDefault(exchange.getRequestURI().getPath(), "").split(" ", 2);
    if (named.length < 2) {
      return Reply.json(NOT_FOUND, Map.of());
    }
    try (InputStream file = StationPage.class.getResourceAsStream(FOLDER + named[0])) {
      if (file == null) {
        throw new IllegalStateException("the page is not in the jar: " + named[0]);
      }
      return new Reply(OK, named[1], new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply state(HttpExchange exchange) {
    return Reply.json(OK, station.view());
  }

  /** {@code POST /ticks} ticks somebody off; {@code DELETE /ticks/ID} takes note of a refusal. */
  private Reply change(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("DELETE")) {
      String path = exchange.getRequestURI().getPath();
      station.noteSeen(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
    } else {
      String body =
          new String(exchange.getRequestBody().readNBytes(BODY_MAX), StandardCharsets.UTF_8);
      station.press(Json.read(body, Tick.Pressed.class));
    }
    return Reply.json(OK, station.view());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
