package org.muster.command.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.muster.command.notify.Outcome.Failed;
import org.muster.command.notify.Outcome.Refused;
import org.muster.command.notify.Outcome.Taken;
import org.muster.model.RefusedException;
import org.muster.model.wire.Json;

/** Posts JSON to somebody else's server and reads a short JSON answer; each wait has a limit. */
public final class JsonPost {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(8);

  private static final int OK = 200;
  private static final int OK_END = 300;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAULT = 500;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();

  /** Asks {@code reader} what the answer means, unless the status says it. */
  Outcome send(
      URI address, Map<String, String> headers, String body, Function<JsonNode, Outcome> reader) {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER_MAX)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return outcome(http.send(request.build(), BodyHandlers.ofString()), reader);
    } catch (IOException e) {
      return new Failed(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Failed("interrupted");
    }
  }

  /** DingTalk and WeCom: 0 is well. */
  static Outcome byErrcode(JsonNode answer) {
    return byNumber(answer.path("errcode"));
  }

  /** Feishu: the same under another name. */
  static Outcome byCode(JsonNode answer) {
    return byNumber(answer.path("code"));
  }

  private static Outcome byNumber(JsonNode number) {
    return number.isInt() && number.asInt() == 0
        ? new Taken("")
        : new Refused("code " + number.asText("none"));
  }

  private static Outcome outcome(HttpResponse<String> answer, Function<JsonNode, Outcome> reader) {
    int status = answer.statusCode();
    if (status == TOO_MANY || status == REQUEST_TIMEOUT || status >= SERVER_FAULT) {
      return new Failed("status " + status);
    }
    if (status < OK || status >= OK_END) {
      return new Refused("status " + status);
    }
    try {
      return reader.apply(Json.parse(answer.body()));
    } catch (RefusedException e) {
      return new Failed("no JSON in the answer");
    }
  }
}
