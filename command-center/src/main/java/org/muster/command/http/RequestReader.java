package org.muster.command.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.wire.Json;

/** Makes a call of a request, or says all that is wrong with it. */
final class RequestReader {
  private final RequestCheck check;
  private final Problems problems;

  RequestReader(RequestCheck check, Problems problems) {
    this.check = check;
    this.problems = problems;
  }

  /** A request whose body has been read; an upload's body is still to come. */
  record Arrived(Exchange exchange, Described operation, Values values, Buffer body) {}

  Call read(Arrived arrived, Principal principal, Optional<String> token) {
    Values values = arrived.values();
    JsonNode body = json(arrived);
    Map<String, Object> parts = values.typed(arrived.operation());
    if (!body.isNull()) {
      parts.put("body", withoutNulls(Json.decode(body, Object.class)));
    }
    var violations = check.violations(arrived.operation().id(), parts);
    if (!violations.isEmpty()) {
      throw problems.invalid(violations, arrived.exchange().language());
    }
    return new Call(
        principal,
        values.path(),
        values.query(),
        body,
        values.header("Idempotency-Key").map(UUID::fromString).orElseGet(UUID::randomUUID),
        version(values),
        arrived.exchange().language(),
        Optional.empty(),
        token,
        arrived.exchange().request().remoteAddress().hostAddress());
  }

  private JsonNode json(Arrived arrived) {
    if (arrived.body().length() == 0) {
      return NullNode.getInstance();
    }
    String type = arrived.values().header("Content-Type").orElse("application/json");
    String essence = type.split(";", 2)[0].strip();
    if (!essence.equalsIgnoreCase("application/json")) {
      throw new RefusedException(Refusal.UNSUPPORTED);
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(arrived.body().getBytes()))
              .toString();
      // No text of the database can hold this character.
      if (text.contains("\\u0000")) {
        throw new RefusedException(Refusal.UNREADABLE);
      }
      return Json.parse(text);
    } catch (CharacterCodingException _) {
      throw new RefusedException(Refusal.UNREADABLE);
    } catch (RefusedException e) {
      throw new RefusedException(Refusal.UNREADABLE, e.problems());
    }
  }

  private static Optional<Integer> version(Values values) {
    return values
        .header("If-Match")
        .map(match -> match.replaceAll("[^0-9]", ""))
        .filter(digits -> !digits.isEmpty())
        .map(Integer::valueOf);
  }

  /** To the description, {@code null} is as good as absent. */
  private static Object withoutNulls(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> kept = new LinkedHashMap<>();
        map.forEach(
            (name, member) -> {
              if (member != null) {
                kept.put((String) name, withoutNulls(member));
              }
            });
        yield kept;
      }
      case List<?> list -> {
        List<Object> kept = new ArrayList<>();
        list.forEach(member -> kept.add(member == null ? member : withoutNulls(member)));
        yield kept;
      }
      default -> value;
    };
  }
}
