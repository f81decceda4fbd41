package org.muster.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.model.wire.Json;

/** Reads what the edge says is wrong. */
final class Replies {
  private Replies() {}

  static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(
        Optional.of("application/problem+json"), answer.headers().firstValue("Content-Type"));
    JsonNode problem = problem(answer);
    assertEquals(status, problem.path("status").asInt());
    assertEquals(code, problem.path("code").asText());
    assertFalse(problem.path("title").asText().isEmpty());
    assertFalse(problem.path("detail").asText().isEmpty());
    assertTrue(problem.path("errors").isArray());
  }

  static Map<String, String> errors(HttpResponse<String> answer) {
    Map<String, String> errors = new HashMap<>();
    for (JsonNode error : problem(answer).path("errors")) {
      errors.put(error.path("field").asText(), error.path("reason").asText());
    }
    return errors;
  }

  static JsonNode problem(HttpResponse<String> answer) {
    return Json.parse(answer.body());
  }
}
