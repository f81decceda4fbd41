package org.muster.command.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes values as the API description wants them, and spoils them. */
final class HostileBodies {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
  private static final int DEPTH_MAX = 6;

  private static final JsonMapper ESCAPING =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final List<JsonNode> NONSENSE =
      List.of(
          MAKE.nullNode(),
          MAKE.booleanNode(true),
          MAKE.numberNode(0),
          MAKE.numberNode(-1),
          MAKE.numberNode(1.5),
          MAKE.numberNode(1e300),
          MAKE.numberNode(Long.MAX_VALUE),
          MAKE.numberNode(BigInteger.TEN.pow(40)),
          MAKE.textNode(""),
          MAKE.textNode("  "),
          MAKE.textNode("\u0000x"),
          MAKE.textNode("\u0001\uffff"),
          MAKE.textNode("\ud800"),
          MAKE.textNode("𠀀".repeat(20)),
          MAKE.textNode("x".repeat(6000)),
          MAKE.textNode("00000000-0000-0000-0000-000000000000"),
          MAKE.textNode("2026-02-30T00:00:00Z"),
          MAKE.textNode("+292278994-08-17T07:12:55Z"),
          MAKE.textNode("9999-12-31T23:59:59Z"),
          MAKE.textNode("0000-01-01T00:00:00Z"),
          MAKE.textNode("NaN"),
          MAKE.textNode("'; drop table orders; --"),
          MAKE.textNode("%s%n{0}../../etc/passwd<script>"),
          MAKE.textNode("٣٣٠٥٢٢"),
          MAKE.arrayNode(),
          MAKE.arrayNode().addNull(),
          MAKE.arrayNode().add(MAKE.arrayNode()),
          MAKE.objectNode(),
          MAKE.objectNode().put("", 1));

  private final RandomGenerator random;
  private final JsonNode description;
  private final List<String> ids;
  private final List<String> areas;

  /**
   * @param ids of things that exist, and one that does not
   * @param areas codes that exist, and some that do not
   */
  HostileBodies(
      RandomGenerator random, JsonNode description, List<String> ids, List<String> areas) {
    this.random = random;
    this.description = description;
    this.ids = ids;
    this.areas = areas;
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  private JsonNode nonsense() {
    return any(NONSENSE).deepCopy();
  }

  JsonNode resolved(JsonNode schema) {
    JsonNode found = schema;
    while (found.has("$ref")) {
      found = description.at(found.path("$ref").asText().substring(1));
    }
    return found;
  }

  JsonNode value(JsonNode schema) {
    return value(schema, 0);
  }

  private JsonNode value(JsonNode asked, int depth) {
    JsonNode schema = resolved(asked);
    if (schema.has("allOf")) {
      ObjectNode all = MAKE.objectNode();
      schema
          .path("allOf")
          .forEach(
              part ->
                  value(part, depth).properties().forEach(p -> all.set(p.getKey(), p.getValue())));
      return all;
    }
    if (schema.has("enum")) {
      return any(Client.listed(schema.path("enum")));
    }
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer" -> MAKE.numberNode(schema.path("minimum").asInt() + random.nextInt(6));
      case "number" -> MAKE.numberNode(random.nextDouble(-180, 180));
      case "boolean" -> MAKE.booleanNode(random.nextBoolean());
      default -> text(schema);
    };
  }

  private String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      return any(Client.listed(type)).asText();
    }
    return type.isMissingNode() && schema.has("properties") ? "object" : type.asText("string");
  }

  private JsonNode object(JsonNode schema, int depth) {
    ObjectNode object = MAKE.objectNode();
    List<String> required =
        Client.listed(schema.path("required")).stream().map(JsonNode::asText).toList();
    schema
        .path("properties")
        .properties()
        .forEach(
            member -> {
              if (required.contains(member.getKey()) || random.nextBoolean()) {
                object.set(member.getKey(), value(member.getValue(), depth + 1));
              }
            });
    return object;
  }

  private JsonNode array(JsonNode schema, int depth) {
    ArrayNode array = MAKE.arrayNode();
    int size = depth > DEPTH_MAX ? 0 : schema.path("minItems").asInt() + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      array.add(value(schema.path("items"), depth + 1));
    }
    return array;
  }

  private JsonNode text(JsonNode schema) {
    return switch (schema.path("format").asText()) {
      case "uuid" -> MAKE.textNode(any(ids));
      case "date-time" ->
          MAKE.textNode(
              Instant.now().plus(Duration.ofMinutes(random.nextInt(-90, 900))).toString());
      default ->
          MAKE.textNode(schema.path("pattern").asText().startsWith("^[1-9]") ? any(areas) : "值守");
    };
  }

  /** The value with one to three places of it spoiled. */
  JsonNode spoiled(JsonNode value) {
    JsonNode spoiled = value;
    for (int i = random.nextInt(3); i >= 0; i--) {
      spoiled = spoiledOnce(spoiled);
    }
    return spoiled;
  }

  private JsonNode spoiledOnce(JsonNode value) {
    if (value.isEmpty() || once(12)) {
      return once(3) ? nonsense() : value;
    }
    if (value instanceof ObjectNode object) {
      String name = any(new ArrayList<>(object.properties())).getKey();
      switch (random.nextInt(6)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(any(List.of("x", "", "id", "version", "__proto__")), nonsense());
        case 2, 3 -> object.set(name, nonsense());
        default -> object.set(name, spoiledOnce(object.path(name)));
      }
    } else if (value instanceof ArrayNode array) {
      int index = random.nextInt(array.size());
      switch (random.nextInt(4)) {
        case 0 -> array.remove(index);
        case 1 -> array.add(array.path(index).deepCopy());
        case 2 -> array.set(index, nonsense());
        default -> array.set(index, spoiledOnce(array.path(index)));
      }
    }
    return value;
  }

  /** A value for a path or a query, as text. */
  String word(JsonNode schema) {
    JsonNode value = once(3) ? nonsense() : value(schema);
    return value instanceof TextNode text ? text.asText() : json(value);
  }

  /** As it goes over the wire; half characters, which no text can hold, are written as escapes. */
  static String json(JsonNode value) {
    try {
      return ESCAPING.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
