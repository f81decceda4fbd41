package org.muster.command.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;

/** What a request says beside its body, as text. */
record Values(Map<String, String> path, Map<String, String> query, MultiMap headers) {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

  static Values of(RoutingContext routing) {
    var values =
        new Values(Map.copyOf(routing.pathParams()), query(routing), routing.request().headers());
    // No text of the database can hold this character.
    if ((values.path + "" + values.query).indexOf('\0') >= 0) {
      throw new RefusedException(Refusal.UNREADABLE);
    }
    return values;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** In the form in which the description's schemas see a request. */
  Map<String, Object> typed(Described operation) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("path", typed(operation, "path", path::get));
    parts.put("query", typed(operation, "query", query::get));
    parts.put("header", typed(operation, "header", headers::get));
    return parts;
  }

  private static Map<String, Object> typed(
      Described operation, String place, Function<String, @Nullable String> values) {
    Map<String, Object> typed = new LinkedHashMap<>();
    for (Described.Parameter parameter : operation.parameters()) {
      String value = parameter.in().equals(place) ? values.apply(parameter.name()) : null;
      if (value != null) {
        typed.put(parameter.name(), typed(value, parameter.type()));
      }
    }
    return typed;
  }

  /** A text that is not of the wanted type stays a text, for the schema to refuse. */
  private static Object typed(String text, String type) {
    return switch (type) {
      case "integer" -> INTEGER.matcher(text).matches() ? (Object) Long.valueOf(text) : text;
      case "boolean" ->
          switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> text;
          };
      default -> text;
    };
  }

  private static Map<String, String> query(RoutingContext routing) {
    Map<String, String> first = new LinkedHashMap<>();
    try {
      routing.queryParams().forEach((name, value) -> first.putIfAbsent(name, value));
    } catch (IllegalArgumentException | HttpException _) {
      throw new RefusedException(Refusal.UNREADABLE);
    }
    return first;
  }
}
