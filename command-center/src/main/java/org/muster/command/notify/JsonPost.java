package org.muster.command.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.function.Function;
import org.muster.command.notify.Outcome.Failed;
import org.muster.command.notify.Outcome.Refused;
import org.muster.command.notify.Outcome.Taken;
import org.muster.model.RefusedException;
import org.muster.model.wire.Json;

/** Posts JSON to somebody else's server and reads a short JSON answer. */
public final class JsonPost {
  private final Posting posting = new Posting();

  /** Asks {@code reader} what the answer means, unless the status says it. */
  Outcome send(
      URI address, Map<String, String> headers, String body, Function<JsonNode, Outcome> reader) {
    var request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return posting.send(
        request,
        answer -> Posting.bySuccess(answer.statusCode(), () -> read(answer.body(), reader)));
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

  private static Outcome read(String answer, Function<JsonNode, Outcome> reader) {
    try {
      return reader.apply(Json.parse(answer));
    } catch (RefusedException e) {
      return new Failed("no JSON in the answer");
    }
  }
}
