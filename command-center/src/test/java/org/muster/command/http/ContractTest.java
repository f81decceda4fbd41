package org.muster.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.http.Described.Content;
import org.muster.model.wire.Json;

class ContractTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static Contract contract;
  private static JsonNode openApi;
  private static JsonNode asyncApi;
  @TempDir Path uploads;

  @BeforeAll
  static void load() throws IOException {
    contract = Contract.load(VERTX);
    openApi = new YAMLMapper().readTree(Contract.resource("api/openapi.yaml"));
    asyncApi = new YAMLMapper().readTree(Contract.resource("api/asyncapi.yaml"));
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void everyChangingOperationTakesAnIdempotencyKey() {
    for (Described operation : contract.operations()) {
      boolean takes =
          operation.parameters().stream().anyMatch(p -> p.name().equals("Idempotency-Key"));
      assertEquals(operation.changes(), takes, operation.id());
      assertTrue(
          operation.parameters().stream()
              .noneMatch(p -> p.name().equals("Idempotency-Key") && p.required()),
          operation.id());
    }
  }

  @Test
  void everyPatchAndPutTakesAVersion() {
    for (Described operation : contract.operations()) {
      boolean takes = operation.parameters().stream().anyMatch(p -> p.name().equals("If-Match"));
      assertEquals(
          Set.of("PATCH", "PUT").contains(operation.method().name()), takes, operation.id());
    }
  }

  @Test
  void everyTextOfARequestHasALimit() {
    Set<String> unlimited = new TreeSet<>();
    for (Described operation : contract.operations()) {
      JsonNode node = description(operation);
      for (JsonNode parameter : node.path("parameters")) {
        collectUnlimited(resolved(parameter).path("schema"), operation.id(), unlimited);
      }
      if (operation.content() != Content.UPLOAD) {
        JsonNode body = resolved(node.path("requestBody"));
        collectUnlimited(
            body.path("content").path("application/json").path("schema"),
            operation.id(),
            unlimited);
      }
    }
    assertEquals(Set.of(), unlimited);
  }

  @Test
  void everyOperationSaysWhatItIsInChineseAndEnglish() {
    for (JsonNode path : openApi.path("paths")) {
      for (JsonNode operation : path) {
        if (operation.has("operationId")) {
          String id = operation.path("operationId").asText();
          assertTrue(operation.path("summary").asText().matches(".*\\p{IsHan}.*"), id);
          assertTrue(operation.path("description").asText().matches("(?s)[A-Z].*\\."), id);
          assertTrue(operation.path("responses").has("default"), id);
        }
      }
    }
  }

  @Test
  void everyExampleIsValid() {
    for (Described operation : contract.operations()) {
      JsonNode node = description(operation);
      JsonNode body = resolved(node.path("requestBody"));
      JsonNode example = body.path("content").path("application/json").path("example");
      if (!example.isMissingNode()) {
        var parts = Map.<String, Object>of("body", plain(example));
        assertEquals(List.of(), contract.check().violations(operation.id(), parts), operation.id());
      }
    }
  }

  @Test
  void everyReferenceOfTheSocketsDescriptionLeadsSomewhere() {
    Set<String> broken = new HashSet<>();
    for (JsonNode reference : asyncApi.findValues("$ref")) {
      if (asyncApi.at(reference.asText().substring(1)).isMissingNode()) {
        broken.add(reference.asText());
      }
    }
    assertEquals(Set.of(), broken);
  }

  @Test
  void everyExampleOfTheSocketIsValid() {
    int examples = 0;
    for (JsonNode message : asyncApi.at("/components/messages")) {
      for (JsonNode example : message.path("examples")) {
        var validator = socketValidator(message.at("/payload/$ref").asText());
        var valid = validator.validate(plain(example.path("payload"))).getValid();
        assertTrue(valid, message::toString);
        examples++;
      }
    }
    assertTrue(examples > 0);
  }

  @Test
  void anOperationWithoutAnswerStopsTheStart() {
    try (var edge = Edge.with(uploads, _ -> {})) {
      var e = assertThrows(IllegalStateException.class, edge.api::assertComplete);
      assertTrue(e.toString().contains("signOrder"), e.toString());
      for (Described operation : contract.operations()) {
        boolean known =
            Set.of("getLive", "getReady", "getOpenApi", "getAsyncApi").contains(operation.id());
        if (!known && !operation.trial()) {
          edge.api.on(operation.id(), Access.OPEN, _ -> Answer.done());
        }
      }
      edge.api.assertComplete();
    }
  }

  @Test
  void anAnswerWithoutOperationStopsTheStart() {
    try (var edge = Edge.with(uploads, _ -> {})) {
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> edge.api.on("singOrder", Access.OPEN, _ -> Answer.done()));
      assertTrue(e.toString().contains("singOrder"));
      assertThrows(
          IllegalArgumentException.class,
          () -> edge.api.on("getLive", Access.OPEN, _ -> Answer.done()));
    }
  }

  private static void collectUnlimited(JsonNode schema, String where, Set<String> unlimited) {
    JsonNode node = resolved(schema);
    String types = node.path("type").toString();
    boolean text = types.contains("\"string\"");
    if (text && !node.has("maxLength") && !node.has("enum") && !node.has("pattern")) {
      unlimited.add(where);
    }
    if (types.contains("\"array\"") && !node.has("maxItems")) {
      unlimited.add(where);
    }
    node.path("properties")
        .properties()
        .forEach(
            member ->
                collectUnlimited(member.getValue(), where + "." + member.getKey(), unlimited));
    node.path("allOf").forEach(part -> collectUnlimited(part, where, unlimited));
    if (node.path("items").isObject()) {
      collectUnlimited(node.path("items"), where + "[]", unlimited);
    }
  }

  private static Validator socketValidator(String reference) {
    var schemas = Map.of("schemas", plain(asyncApi.at("/components/schemas")));
    var schema = new JsonObject(Map.of("$ref", reference, "components", schemas)).copy();
    var options =
        new JsonSchemaOptions()
            .setBaseUri("app://socket")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Flag);
    return Validator.create(JsonSchema.of(schema), options);
  }

  private static JsonNode description(Described operation) {
    String method = operation.method().name().toLowerCase(Locale.ROOT);
    return openApi.path("paths").path(operation.path()).path(method);
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? openApi.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static Object plain(JsonNode node) {
    return Json.decode(node, Object.class);
  }
}
