package org.muster.command.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.muster.command.http.Described.Content;

/**
 * Takes from the API description its operations, and one schema over all requests: a request is
 * seen as <code>{operationId: {path: …, query: …, header: …, body: …}}</code>, so that one
 * validator checks every part of every operation and names all that is wrong at once.
 */
final class DescriptionReader {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
  private static final List<String> PLACES = List.of("path", "query", "header");

  private final JsonObject description;
  private final List<Described> operations = new ArrayList<>();
  private final JsonObject shapes = new JsonObject();

  DescriptionReader(JsonObject description) {
    this.description = description;
    for (var path : description.getJsonObject("paths")) {
      var item = (JsonObject) path.getValue();
      for (String method : METHODS) {
        if (item.containsKey(method)) {
          read(path.getKey(), item, method);
        }
      }
    }
  }

  List<Described> operations() {
    return List.copyOf(operations);
  }

  /** Local references keep working, since the description's components stand in the same place. */
  JsonObject requests() {
    var schemas = description.getJsonObject("components").getJsonObject("schemas");
    return new JsonObject()
        .put("type", "object")
        .put("properties", shapes)
        .put("components", new JsonObject().put("schemas", schemas))
        .copy();
  }

  private void read(String path, JsonObject item, String method) {
    JsonObject operation = item.getJsonObject(method);
    String id = operation.getString("operationId");
    List<JsonObject> parameters = new ArrayList<>();
    addParameters(parameters, item);
    addParameters(parameters, operation);
    var body = resolved(operation.getJsonObject("requestBody", new JsonObject()));
    var content = content(body);
    operations.add(
        new Described(
            id,
            HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
            path,
            parameters.stream().map(this::parameter).toList(),
            content,
            operation.getBoolean("x-trial", false)));
    shapes.put(id, shape(parameters, body, content));
  }

  private void addParameters(List<JsonObject> parameters, JsonObject owner) {
    for (Object parameter : owner.getJsonArray("parameters", new JsonArray())) {
      parameters.add(resolved((JsonObject) parameter));
    }
  }

  private Described.Parameter parameter(JsonObject parameter) {
    return new Described.Parameter(
        parameter.getString("name"),
        parameter.getString("in"),
        resolved(parameter.getJsonObject("schema")).getString("type"),
        parameter.getBoolean("required", false));
  }

  private static Content content(JsonObject body) {
    JsonObject types = body.getJsonObject("content", new JsonObject());
    if (types.containsKey("multipart/form-data")) {
      return Content.UPLOAD;
    }
    if (types.isEmpty()) {
      return Content.NONE;
    }
    return body.getBoolean("required", false) ? Content.REQUIRED_JSON : Content.OPTIONAL_JSON;
  }

  private static JsonObject shape(List<JsonObject> parameters, JsonObject body, Content content) {
    var parts = new JsonObject();
    for (String place : PLACES) {
      parts.put(place, valuesIn(place, parameters));
    }
    var shape = new JsonObject().put("type", "object").put("properties", parts);
    if (content == Content.OPTIONAL_JSON || content == Content.REQUIRED_JSON) {
      var json = body.getJsonObject("content").getJsonObject("application/json");
      parts.put("body", json.getJsonObject("schema"));
    }
    return content == Content.REQUIRED_JSON
        ? shape.put("required", new JsonArray().add("body"))
        : shape;
  }

  private static JsonObject valuesIn(String place, List<JsonObject> parameters) {
    var values = new JsonObject();
    var required = new JsonArray();
    for (JsonObject parameter : parameters) {
      if (parameter.getString("in").equals(place)) {
        values.put(parameter.getString("name"), parameter.getJsonObject("schema"));
        if (parameter.getBoolean("required", false)) {
          required.add(parameter.getString("name"));
        }
      }
    }
    return new JsonObject(Map.of("type", "object", "properties", values, "required", required));
  }

  private JsonObject resolved(JsonObject object) {
    String reference = object.getString("$ref");
    if (reference == null) {
      return object;
    }
    JsonObject found = description;
    for (String step : reference.substring("#/".length()).split("/", -1)) {
      found = found.getJsonObject(step);
    }
    return resolved(found);
  }
}
