package org.muster.command.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the schema library's findings: which field, by which rule, with which limit. */
final class Violations {
  /** More would help nobody, and the answer must stay small. */
  private static final int VIOLATIONS_MAX = 50;

  /** Rules that say something themselves; the others only repeat what is wrong beneath them. */
  private static final Set<String> TELLING =
      Set.of(
          "required",
          "dependentRequired",
          "type",
          "enum",
          "const",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "uniqueItems",
          "pattern",
          "format");

  private static final Pattern QUOTED_AT_END = Pattern.compile("\"([^\"]*)\"$");

  private final JsonObject schema;
  private final Map<String, Object> request;

  Violations(JsonObject schema, Map<String, Object> request) {
    this.schema = schema;
    this.request = request;
  }

  List<Violation> of(OutputUnit result) {
    List<OutputUnit> units = result.getErrors() == null ? List.of() : result.getErrors();
    Map<String, Violation> byField = new LinkedHashMap<>();
    for (OutputUnit unit : units) {
      if (TELLING.contains(keyword(unit)) && byField.size() < VIOLATIONS_MAX) {
        Violation violation = violation(unit);
        byField.putIfAbsent(violation.field(), violation);
      }
    }
    return byField.isEmpty()
        ? List.of(new Violation("", "other", Optional.empty()))
        : List.copyOf(byField.values());
  }

  private Violation violation(OutputUnit unit) {
    String keyword = keyword(unit);
    String field = field(unit.getInstanceLocation());
    if (keyword.equals("required") || keyword.equals("dependentRequired")) {
      String missing = quotedAtEnd(unit.getError());
      return new Violation(
          field.isEmpty() ? missing : field + "." + missing, keyword, Optional.empty());
    }
    return new Violation(field, keyword, Optional.ofNullable(limit(unit)));
  }

  /** The pointer {@code #/operation/part/a/0/b} becomes {@code a[0].b}. */
  private String field(String pointer) {
    String[] steps = pointer.split("/", -1);
    var field = new StringBuilder();
    @Nullable Object value = request;
    for (int i = 1; i < steps.length; i++) {
      if (value instanceof List<?> list) {
        int index = Integer.parseInt(steps[i]);
        field.append('[').append(index).append(']');
        value = list.get(index);
      } else {
        String name = decoded(steps[i]);
        if (i > 2) {
          field.append(field.isEmpty() ? "" : ".").append(name);
        }
        value = value instanceof Map<?, ?> map ? map.get(name) : null;
      }
    }
    return field.toString();
  }

  /** Follows the rule's place through the schema, references included, to what the rule says. */
  private @Nullable Object limit(OutputUnit unit) {
    @Nullable Object node = schema;
    for (String step : unit.getKeywordLocation().substring("#/".length()).split("/", -1)) {
      node = step(node, decoded(step));
    }
    return node;
  }

  private @Nullable Object step(@Nullable Object node, String name) {
    return switch (node) {
      case JsonObject object when name.equals("$ref") -> referenced(object.getString(name));
      case JsonObject object -> object.getValue(name);
      case JsonArray array -> array.getValue(Integer.parseInt(name));
      case null, default -> null;
    };
  }

  private @Nullable Object referenced(String reference) {
    @Nullable Object node = schema;
    for (String name : reference.substring("#/".length()).split("/", -1)) {
      node = step(node, name);
    }
    return node;
  }

  private static String keyword(OutputUnit unit) {
    String place = unit.getKeywordLocation();
    return place == null ? "" : place.substring(place.lastIndexOf('/') + 1);
  }

  private static String quotedAtEnd(String text) {
    Matcher matcher = QUOTED_AT_END.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  /**
   * Pointers are percent-encoded by the library and escaped with tildes. It writes control
   * characters in a form that cannot be decoded; a name with such is shown as it came.
   */
  private static String decoded(String step) {
    try {
      return URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8)
          .replace("~1", "/")
          .replace("~0", "~");
    } catch (IllegalArgumentException _) {
      return step;
    }
  }
}
