package org.muster.command.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.DemoAccount;
import org.muster.command.desk.ImportKind;
import org.muster.command.secret.OneTimeCodes;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** One account's calls to a running server. */
final class CountyClient {
  private static final Duration ANSWER_MAX = Duration.ofMinutes(5);

  /** How often the progress of an import is asked for. */
  private static final Duration ROUND = Duration.ofMillis(300);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final Optional<String> token;

  private CountyClient(URI server, Optional<String> token) {
    this.server = server;
    this.token = token;
  }

  /** A call that the server did not obey, with its own words. */
  static final class RefusedCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedCallException(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /** Signs in; the account's one-time code is made from its secret. */
  static CountyClient signIn(URI server, DemoAccount account, Instant at) {
    var nobody = new CountyClient(server, Optional.empty());
    var otp = account.otpSecret().map(secret -> OneTimeCodes.code(secret, at));
    var credentials = new Credentials(account.login(), account.password(), otp);
    JsonNode session = nobody.post("/session", Json.write(credentials));
    return new CountyClient(server, Optional.of(session.path("token").asText()));
  }

  private record Credentials(String login, String password, Optional<String> otp) {}

  /** Uploads a file and waits until it was read. */
  JsonNode upload(ImportKind kind, Path file) {
    String boundary = "muster-" + UUID.randomUUID();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                .formatted(boundary, file.getFileName())
            + "Content-Type: application/octet-stream\r\n\r\n";
    try {
      BodyPublisher form =
          BodyPublishers.concat(
              BodyPublishers.ofString(head),
              BodyPublishers.ofFile(file),
              BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
      JsonNode started =
          send(
              request("/imports?kind=" + EnumNames.of(kind))
                  .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                  .header("Idempotency-Key", UUID.randomUUID().toString())
                  .POST(form));
      return whenRead(started.path("id").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode commit(String id, boolean partial) {
    return post("/imports/" + id + "/commit", Json.write(Map.of("partial", partial)));
  }

  JsonNode post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonNode whenRead(String id) {
    while (true) {
      JsonNode found = send(request("/imports/" + id).GET());
      if (!found.path("state").asText().equals("reading")) {
        return found;
      }
      rest();
    }
  }

  private static void rest() {
    try {
      Thread.sleep(ROUND);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(server.resolve("/api/v1" + path))
            .timeout(ANSWER_MAX)
            .header("Accept-Language", "zh-CN");
    token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
    return request;
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() >= 300) {
        throw new RefusedCallException(answer.statusCode(), words(answer));
      }
      return Json.parse(answer.body());
    } catch (ConnectException e) {
      throw new RefusedCallException(
          0, "服务没有运行或地址不对：" + server + "。The server does not run at this address.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String words(HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    return type.contains("json")
        ? answer.statusCode() + " " + Json.parse(answer.body()).path("detail").asText()
        : String.valueOf(answer.statusCode());
  }
}
