package org.muster.command.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * One operation as the API description has it.
 *
 * @param path with variables in braces, beneath the API's root
 * @param content whether and how a body is taken
 * @param trial true when only trial starts offer it
 */
record Described(
    String id,
    HttpMethod method,
    String path,
    List<Parameter> parameters,
    Content content,
    boolean trial) {
  Described {
    parameters = List.copyOf(parameters);
  }

  /** A value beside the body; {@code in} is path, query or header, {@code type} a JSON type. */
  record Parameter(String name, String in, String type, boolean required) {}

  /** What an operation takes as its body. */
  enum Content {
    NONE,
    OPTIONAL_JSON,
    REQUIRED_JSON,
    UPLOAD
  }

  boolean changes() {
    return !method.equals(HttpMethod.GET);
  }
}
