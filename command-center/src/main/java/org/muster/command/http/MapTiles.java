package org.muster.command.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The city's own file of map tiles (PMTiles), of which browsers read the parts they need: each
 * request names a range of its bytes.
 */
public final class MapTiles implements Consumer<Router> {
  /** Where browsers find it. */
  public static final String PATH = "/map/tiles.pmtiles";

  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})");
  private static final int PARTIAL = 206;
  private static final int NOT_SATISFIABLE = 416;

  private final Path file;

  public MapTiles(Path file) {
    this.file = file;
  }

  private record Part(long from, long length) {}

  @Override
  public void accept(Router router) {
    router.route(PATH).method(HttpMethod.GET).handler(this::send);
  }

  private void send(RoutingContext routing) {
    HttpServerResponse response = routing.response().putHeader("Accept-Ranges", "bytes");
    long size = size();
    Optional<Part> part = part(routing.request().getHeader("Range"), size);
    if (part.isEmpty()) {
      var _ =
          response
              .setStatusCode(NOT_SATISFIABLE)
              .putHeader("Content-Range", "bytes */" + size)
              .end();
      return;
    }
    long from = part.get().from();
    long length = part.get().length();
    var _ =
        response
            .setStatusCode(PARTIAL)
            .putHeader("Content-Type", "application/vnd.pmtiles")
            .putHeader("Cache-Control", "private, max-age=3600")
            .putHeader(
                "Content-Range", "bytes %d-%d/%d".formatted(from, from + length - 1, size))
            .sendFile(file.toString(), from, length);
  }

  /** What is asked for, as far as the file goes; nothing when no such part is there. */
  private static Optional<Part> part(@Nullable String range, long size) {
    Matcher asked = RANGE.matcher(range == null ? "" : range);
    if (!asked.matches()) {
      return Optional.empty();
    }
    long from = Long.parseLong(asked.group(1));
    long last = Math.min(Long.parseLong(asked.group(2)), size - 1);
    return from > last ? Optional.empty() : Optional.of(new Part(from, last - from + 1));
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
