package org.muster.command.http;

import java.util.Map;

/** What goes back: a status, a body that is written as JSON (or bytes as they are), and headers. */
public record Answer(int status, Object body, Map<String, String> headers) {

  public static Answer ok(Object body) {
    return new Answer(200, body, Map.of());
  }

  public static Answer created(Object body) {
    return new Answer(201, body, Map.of());
  }

  public static Answer accepted(Object body) {
    return new Answer(202, body, Map.of());
  }

  /** A file to download; {@code name} may be Chinese. */
  public static Answer file(byte[] bytes, String mediaType, String name) {
    String encoded =
        java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8)
            .replace("+", "%20");
    return new Answer(
        200,
        bytes,
        Map.of(
            "Content-Type",
            mediaType,
            "Content-Disposition",
            "attachment; filename*=UTF-8''" + encoded));
  }
}
