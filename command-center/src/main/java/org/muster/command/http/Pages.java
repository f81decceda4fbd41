package org.muster.command.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The built pages of one application, from the jar, under one path.
 *
 * <p>All files are in memory from the start: they are few, and nothing outside the list made with
 * the build can be reached. Files under {@code assets/} carry a sum in their names and are kept by
 * browsers for ever; all others are asked for again each time. Places within an application stand
 * behind the {@code #} of the address and never come here.
 */
public final class Pages implements Consumer<Router> {
  private static final String FIRST = "index.html";
  private static final String NOT_BUILT = "pages/index.html";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String EACH_TIME = "no-cache";

  /**
   * Scripts, workers and connections of this server only; no script inside a page. Style attributes
   * are allowed, for maps and charts set them. Images also from {@code https}, for map tiles.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
          + "img-src 'self' data: blob: https:; font-src 'self'; connect-src 'self' https:; "
          + "worker-src 'self'; manifest-src 'self'; media-src 'self'; base-uri 'none'; "
          + "form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final String base;
  private final Map<String, Page> files = new TreeMap<>();

  private record Page(String type, String kept, Buffer plain, Optional<Buffer> packed) {}

  private Pages(String base) {
    this.base = base;
  }

  /**
   * The pages that were built into {@code folder} of the jar.
   *
   * @param base path at which they are shown, with a slash at both ends
   */
  public static Pages of(String folder, String base) {
    var pages = new Pages(base);
    try (var list = resource(folder + "/files.txt")) {
      if (list == null) {
        pages.files.put(FIRST, page(NOT_BUILT).orElseThrow());
        return pages;
      }
      for (String name : text(list).lines().toList()) {
        page(folder + "/" + name).ifPresent(page -> pages.files.put(name, page));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  /** A short address, as it is printed on notices, for a page that stands elsewhere. */
  public static Consumer<Router> shortcut(String path, String page) {
    return router ->
        router.route(path).method(HttpMethod.GET).handler(routing -> lead(routing, page));
  }

  /** What the notice names beside the page, such as the community, is kept. */
  private static void lead(RoutingContext routing, String page) {
    String query = routing.request().query();
    var _ = routing.redirect(query == null ? page : page + "?" + query);
  }

  @Override
  public void accept(Router router) {
    String place = base.substring(0, base.length() - 1);
    if (!place.isEmpty()) {
      // Without the slash a service worker's scope would not hold the page.
      router
          .routeWithRegex(place)
          .method(HttpMethod.GET)
          .handler(routing -> routing.redirect(base));
    }
    router.route(base + "*").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::show);
  }

  private void show(RoutingContext routing) {
    String path = routing.normalizedPath();
    String name = path.length() > base.length() ? path.substring(base.length()) : FIRST;
    Page found = files.get(name);
    if (found == null) {
      routing.next();
      return;
    }
    send(routing.request(), found);
  }

  private static void send(HttpServerRequest request, Page page) {
    HttpServerResponse response =
        request
            .response()
            .putHeader("Content-Type", page.type())
            .putHeader("Cache-Control", page.kept())
            .putHeader("Content-Security-Policy", POLICY)
            .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    Optional<Buffer> packed = page.packed().filter(_ -> takesGzip(request));
    if (page.packed().isPresent()) {
      response.putHeader("Vary", "Accept-Encoding");
    }
    if (packed.isPresent()) {
      response.putHeader("Content-Encoding", "gzip");
    }
    var _ = response.end(packed.orElse(page.plain()));
  }

  private static boolean takesGzip(HttpServerRequest request) {
    String accepted = request.getHeader("Accept-Encoding");
    return accepted != null && accepted.contains("gzip");
  }

  private static Optional<Page> page(String path) throws IOException {
    try (var plain = resource(path);
        var packed = resource(path + ".gz")) {
      if (plain == null) {
        return Optional.empty();
      }
      String type =
          TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
      return Optional.of(
          new Page(
              type,
              path.contains("/assets/") ? FOR_EVER : EACH_TIME,
              Buffer.buffer(plain.readAllBytes()),
              packed == null
                  ? Optional.empty()
                  : Optional.of(Buffer.buffer(packed.readAllBytes()))));
    }
  }

  private static @Nullable InputStream resource(String path) {
    return Pages.class.getClassLoader().getResourceAsStream(path);
  }

  private static String text(InputStream from) throws IOException {
    return new String(from.readAllBytes(), StandardCharsets.UTF_8);
  }
}
