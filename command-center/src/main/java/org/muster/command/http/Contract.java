package org.muster.command.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The API description: the very file that is served is read here, and requests are checked against
 * it.
 */
public final class Contract {
  /** Where the API lives; also the path of the description's server. */
  public static final String ROOT = "/api/v1";

  private final byte[] openApi;
  private final byte[] asyncApi;
  private final List<Described> operations;
  private final RequestCheck check;

  private Contract(byte[] openApi, byte[] asyncApi, JsonObject description) {
    this.openApi = openApi;
    this.asyncApi = asyncApi;
    var reader = new DescriptionReader(description);
    this.operations = reader.operations();
    this.check = new RequestCheck(reader.requests());
  }

  /** Reads the description and refuses it when it is no valid OpenAPI; waits for that. */
  public static Contract load(Vertx vertx) {
    byte[] openApi = resource("api/openapi.yaml");
    byte[] asyncApi = resource("api/asyncapi.yaml");
    JsonObject description = yaml(openApi);
    var valid = OpenAPIContract.from(vertx, withKnownAnswers(description.copy())).await();
    String root = valid.getServers().getFirst().getBasePath();
    if (!root.equals(ROOT)) {
      throw new IllegalStateException("openapi.yaml: the server's path is " + root);
    }
    return new Contract(openApi, asyncApi, description);
  }

  List<Described> operations() {
    return operations;
  }

  RequestCheck check() {
    return check;
  }

  /** Lets the API serve its own description and that of the socket. */
  public void mount(Api api) {
    var type = Map.of("Content-Type", "application/yaml; charset=utf-8");
    api.on("getOpenApi", Access.OPEN, _ -> new Answer(200, openApi, type));
    api.on("getAsyncApi", Access.OPEN, _ -> new Answer(200, asyncApi, type));
  }

  static byte[] resource(String name) {
    try (var in = Contract.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /**
   * The library refuses a description that names kinds of answers it does not know, problems among
   * them. We only let it look at requests, so such answers are kept from its eyes.
   */
  private static JsonObject withKnownAnswers(JsonObject description) {
    forgetAnswers(description.getJsonObject("components").getJsonObject("responses"));
    for (var path : description.getJsonObject("paths")) {
      for (var member : (JsonObject) path.getValue()) {
        if (member.getValue() instanceof JsonObject operation) {
          forgetAnswers(operation.getJsonObject("responses"));
        }
      }
    }
    return description;
  }

  private static void forgetAnswers(JsonObject responses) {
    for (var response : responses) {
      var content = ((JsonObject) response.getValue()).getJsonObject("content", new JsonObject());
      Set.copyOf(content.fieldNames()).stream()
          .filter(type -> !MediaType.isMediaTypeSupported(type))
          .forEach(content::remove);
    }
  }

  private static JsonObject yaml(byte[] text) {
    try {
      return new JsonObject(
          new YAMLMapper().readValue(text, new TypeReference<Map<String, Object>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException("openapi.yaml is no YAML", e);
    }
  }
}
