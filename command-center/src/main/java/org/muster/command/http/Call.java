package org.muster.command.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.access.Principal;
import org.muster.model.wire.Json;

/**
 * One request after it was validated against the API description and its sender is known.
 *
 * @param principal who asks; without roles where no signing in is needed
 * @param path the values of the path's variables
 * @param query the query's values (the first of each name)
 * @param body the JSON body; {@code null} node when there is none
 * @param commandId the sender's Idempotency-Key, or a fresh one
 * @param version the version in {@code If-Match}
 * @param upload the uploaded file, in a temporary place that is removed after the answer
 * @param token the bearer token or session cookie as sent, for ending the session
 */
public record Call(
    Principal principal,
    Map<String, String> path,
    Map<String, String> query,
    JsonNode body,
    UUID commandId,
    Optional<Integer> version,
    Locale language,
    Optional<Upload> upload,
    Optional<String> token,
    String remoteAddress) {

  /** A file as the sender named it, and where it lies now. */
  public record Upload(String name, Path file) {}

  /** The body as a record; a value the record refuses becomes a 400 with its field. */
  public <T> T body(Class<T> type) {
    return Json.decode(body, type);
  }

  /** The body as a record where it may be left out. */
  public <T> Optional<T> findBody(Class<T> type) {
    return body.isNull() ? Optional.empty() : Optional.of(Json.decode(body, type));
  }

  public String path(String name) {
    return Objects.requireNonNull(path.get(name), name);
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  Call with(Upload file) {
    return new Call(
        principal,
        path,
        query,
        body,
        commandId,
        version,
        language,
        Optional.of(file),
        token,
        remoteAddress);
  }
}
