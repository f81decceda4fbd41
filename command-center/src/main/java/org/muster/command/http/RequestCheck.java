package org.muster.command.http;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Map;

/**
 * Compares requests with the API description. Built once and used by all requests at once: a
 * validator of the schema library is a copy of all schemas, too dear to make for each request.
 */
final class RequestCheck {
  private final JsonObject requests;
  private final Validator validator;

  RequestCheck(JsonObject requests) {
    this.requests = requests;
    this.validator =
        Validator.create(
            JsonSchema.of(requests),
            new JsonSchemaOptions()
                .setBaseUri("app://requests")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
  }

  /** What is wrong with a request, as far as its description can tell. */
  List<Violation> violations(String operationId, Map<String, Object> parts) {
    Map<String, Object> request = Map.of(operationId, parts);
    OutputUnit result = validator.validate(request);
    if (result.getValid()) {
      return List.of();
    }
    return new Violations(requests, request).of(result);
  }
}
