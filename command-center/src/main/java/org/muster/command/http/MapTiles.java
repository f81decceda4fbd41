package org.muster.command.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The city's own file of map tiles (PMTiles), of which browsers read the parts they need: each
 * request names a range of its bytes. A file that was replaced bears another {@code ETag}, so that
 * nobody puts together parts of two.
 */
public final class MapTiles implements Consumer<Router> {
  /** Where browsers find it. */
  public static final String PATH = "/map/tiles.pmtiles";

  private static final int WHOLE = 200;
  private static final int PARTIAL = 206;
  private static final int UNCHANGED = 304;
  private static final int NOT_FOUND = 404;
  private static final int NOT_SATISFIABLE = 416;

  private final Path file;

  public MapTiles(Path file) {
    this.file = file;
  }

  /** The file as it stands now. */
  private record Stand(long size, String tag) {}

  @Override
  public void accept(Router router) {
    router.route(PATH).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::answer);
  }

  private void answer(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    HttpServerResponse response = routing.response();
    try {
      Stand now = stand();
      response
          .putHeader("Accept-Ranges", "bytes")
          .putHeader("ETag", now.tag())
          .putHeader("Cache-Control", "private, max-age=3600");
      if (now.tag().equals(request.getHeader("If-None-Match"))) {
        var _ = response.setStatusCode(UNCHANGED).end();
        return;
      }
      send(request, now);
    } catch (IOException e) {
      var _ = response.setStatusCode(NOT_FOUND).end();
    }
  }

  private void send(HttpServerRequest request, Stand now) {
    HttpServerResponse response = request.response();
    switch (range(request, now)) {
      case ByteRange.Whole _ -> send(request, WHOLE, new ByteRange.Part(0, now.size()));
      case ByteRange.Part part -> {
        response.putHeader(
            "Content-Range", "bytes %d-%d/%d".formatted(part.from(), part.last(), now.size()));
        send(request, PARTIAL, part);
      }
      case ByteRange.Beyond _ -> {
        response.putHeader("Content-Range", "bytes */" + now.size());
        var _ = response.setStatusCode(NOT_SATISFIABLE).end();
      }
    }
  }

  private void send(HttpServerRequest request, int status, ByteRange.Part part) {
    HttpServerResponse response =
        request
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", "application/vnd.pmtiles")
            .putHeader("Content-Length", String.valueOf(part.length()));
    if (request.method().equals(HttpMethod.HEAD)) {
      var _ = response.end();
    } else {
      var _ = response.sendFile(file.toString(), part.from(), part.length());
    }
  }

  /** A range counts for a GET only, and only for the file that the asker knows. */
  private static ByteRange range(HttpServerRequest request, Stand now) {
    String known = request.getHeader("If-Range");
    boolean counts =
        request.method().equals(HttpMethod.GET) && (known == null || known.equals(now.tag()));
    return ByteRange.of(counts ? request.getHeader("Range") : null, now.size());
  }

  private Stand stand() throws IOException {
    long size = Files.size(file);
    long changedMs = Files.getLastModifiedTime(file).toMillis();
    return new Stand(size, "\"%x-%x\"".formatted(size, changedMs));
  }
}
