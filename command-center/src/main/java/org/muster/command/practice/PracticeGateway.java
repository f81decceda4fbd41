package org.muster.command.practice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.muster.command.notify.GatewaySignature;
import org.muster.command.notify.SmsGateway.Text;
import org.muster.model.wire.Json;

/**
 * An SMS gateway that sends nothing: it checks the signature, keeps the newest texts in memory and
 * shows them on its page. It listens on the loopback address only.
 *
 * <p>{@code POST /send} as {@link org.muster.command.notify.SmsGateway} does; {@code GET /texts}
 * for programs, {@code ?phone=} for those of one number; {@code GET /} for people.
 */
public final class PracticeGateway implements AutoCloseable {
  /** Account and secret of a gateway that everybody may look into. */
  public static final String ACCOUNT = "practice";

  public static final String SECRET = "practice-only";

  private static final String HEAD =
      """
      <!doctype html><html lang="zh-CN"><meta charset="utf-8">
      <meta http-equiv="refresh" content="3"><title>演练短信 Practice texts</title>
      <h1>演练短信</h1><p>没有真正发出。Nothing here was really sent.</p>
      <table border="1" cellpadding="6"><tr><th>时间<th>号码<th>内容
      """;

  private static final int TEXTS_MAX = 2_000;
  private static final int BODY_MAX = 64 << 10;
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;

  private final HttpServer server;
  private final GatewaySignature signature = new GatewaySignature(SECRET);
  private final InstantSource clock;
  private final Deque<Kept> texts = new ArrayDeque<>();

  /** A text that was taken, and when. */
  public record Kept(String id, Instant at, String phone, String template, String text) {}

  private PracticeGateway(HttpServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
    server.createContext("/send", exchange -> answer(exchange, this::take));
    server.createContext("/texts", exchange -> answer(exchange, this::list));
    server.createContext("/", exchange -> answer(exchange, this::page));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
  }

  /** Opens it on this port, or on any free one when it is taken. */
  public static PracticeGateway open(int port, InstantSource clock) {
    var gateway = new PracticeGateway(bound(port), clock);
    gateway.server.start();
    return gateway;
  }

  private static HttpServer bound(int port) {
    try {
      return HttpServer.create(address(port), 0);
    } catch (BindException e) {
      return bound(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Where people look at it. */
  public URI page() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
  }

  /** Where texts are posted to. */
  public URI address() {
    return page().resolve("/send");
  }

  /** The newest texts, the newest first. */
  public synchronized List<Kept> texts() {
    return List.copyOf(texts);
  }

  private record Reply(int status, String type, String body) {
    static Reply json(Object body) {
      return new Reply(OK, "application/json; charset=utf-8", Json.write(body));
    }
  }

  @FunctionalInterface
  private interface Answering {
    Reply to(HttpExchange exchange) throws IOException;
  }

  private static void answer(HttpExchange exchange, Answering answering) throws IOException {
    try (exchange) {
      Reply reply = answering.to(exchange);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Reply take(HttpExchange exchange) throws IOException {
    String body =
        new String(exchange.getRequestBody().readNBytes(BODY_MAX), StandardCharsets.UTF_8);
    var headers = exchange.getRequestHeaders();
    String time = Optional.ofNullable(headers.getFirst(GatewaySignature.TIME)).orElse("");
    String sign = Optional.ofNullable(headers.getFirst(GatewaySignature.SIGN)).orElse("");
    if (!signature.isValid(time, sign, body, clock.instant())) {
      return new Reply(FORBIDDEN, "text/plain", "wrong signature");
    }
    return Reply.json(Map.of("code", "OK", "id", keep(Json.read(body, Text.class))));
  }

  /** A repeat is known by its id, as at a real gateway. */
  private synchronized String keep(Text text) {
    if (texts.stream().anyMatch(kept -> kept.id().equals(text.id()))) {
      return text.id();
    }
    if (texts.size() == TEXTS_MAX) {
      texts.removeLast();
    }
    texts.addFirst(
        new Kept(text.id(), clock.instant(), text.phone(), text.template(), text.text()));
    return text.id();
  }

  private Reply list(HttpExchange exchange) {
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    String phone = query.startsWith("phone=") ? query.substring("phone=".length()) : "";
    return Reply.json(
        texts().stream().filter(t -> phone.isEmpty() || t.phone().equals(phone)).toList());
  }

  private Reply page(HttpExchange exchange) {
    var rows = new StringBuilder();
    for (Kept text : texts()) {
      rows.append("<tr><td>%s<td>%s<td>%s".formatted(text.at(), text.phone(), plain(text.text())));
    }
    return new Reply(OK, "text/html; charset=utf-8", HEAD + rows + "</table>");
  }

  private static String plain(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
