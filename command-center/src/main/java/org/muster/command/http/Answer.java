package org.muster.command.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.muster.model.wire.Json;

/** What goes back: a status, a body that is written as JSON (or bytes as they are), and headers. */
public record Answer(int status, Object body, Map<String, String> headers) {
  private static final String JSON = "application/json";

  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer ok(Object body) {
    return new Answer(200, body, Map.of());
  }

  /** A change that has nothing to tell. */
  public static Answer done() {
    return ok(Map.of());
  }

  public static Answer created(Object body) {
    return new Answer(201, body, Map.of());
  }

  public static Answer accepted(Object body) {
    return new Answer(202, body, Map.of());
  }

  /** A file to download; {@code name} may be Chinese. */
  public static Answer file(byte[] bytes, String mediaType, String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return ok(bytes)
        .with("Content-Type", mediaType)
        .with("Content-Disposition", "attachment; filename*=UTF-8''" + encoded);
  }

  /** With the body as the bytes that go over the wire. */
  Answer encoded() {
    if (body instanceof byte[]) {
      return this;
    }
    byte[] json = Json.bytes(body);
    var sent = new Answer(status, json, headers);
    return headers.containsKey("Content-Type") ? sent : sent.with("Content-Type", JSON);
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, body, more);
  }
}
