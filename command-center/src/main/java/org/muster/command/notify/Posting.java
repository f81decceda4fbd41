package org.muster.command.notify;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.muster.command.notify.Outcome.Failed;
import org.muster.command.notify.Outcome.Refused;

/** Posts to somebody else's server; each wait has a limit, and no redirection is followed. */
final class Posting {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(8);

  private static final int OK = 200;
  private static final int OK_END = 300;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAULT = 500;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();

  /** Asks {@code reader} what an answer means, unless another try may bring another one. */
  Outcome send(HttpRequest.Builder request, Function<HttpResponse<String>, Outcome> reader) {
    try {
      var answer = http.send(request.timeout(ANSWER_MAX).build(), BodyHandlers.ofString());
      int status = answer.statusCode();
      if (status == TOO_MANY || status == REQUEST_TIMEOUT || status >= SERVER_FAULT) {
        return new Failed("status " + status);
      }
      return reader.apply(answer);
    } catch (IOException e) {
      return new Failed(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Failed("interrupted");
    }
  }

  /** What became of what the other side has, or has not, taken for good. */
  static Outcome bySuccess(int status, Supplier<Outcome> taken) {
    return status >= OK && status < OK_END ? taken.get() : new Refused("status " + status);
  }
}
