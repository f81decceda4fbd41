package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;

/** The server's no to a request, with its problem document. */
final class RefusedAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final transient JsonNode problem;

  RefusedAnswerException(String request, int status, JsonNode problem) {
    super(request + ": " + status + " " + problem, null, false, false);
    this.status = status;
    this.problem = problem;
  }

  int status() {
    return status;
  }

  String code() {
    return problem.path("code").asText();
  }

  JsonNode errors() {
    return problem.path("errors");
  }

  /** The one-time code is what was wrong. */
  boolean isAboutCode() {
    return code().startsWith("otp-") || errors().findValuesAsText("field").contains("otp");
  }
}
