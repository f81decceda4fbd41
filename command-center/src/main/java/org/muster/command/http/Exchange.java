package org.muster.command.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.muster.command.text.Messages;

/**
 * One request and its way back. The request is read and the answer written on the event loop of its
 * connection; {@link #send} may be called from any thread.
 *
 * @param id names the exchange in the answer's headers and in the log
 */
record Exchange(HttpServerRequest request, Context context, String id, Locale language) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** An answer given before the body is read lets the rest of it pass for this long. */
  private static final long REST_OF_BODY_MAX_MS = 5_000;

  /** To be called on the event loop that the request arrived on. */
  static Exchange of(Vertx vertx, HttpServerRequest request) {
    byte[] id = new byte[8];
    RANDOM.nextBytes(id);
    return new Exchange(
        request,
        vertx.getOrCreateContext(),
        HexFormat.of().formatHex(id),
        Messages.language(request.getHeader("Accept-Language")));
  }

  /** Writes the answer, unless the caller has gone. */
  void send(Answer answer) {
    Answer encoded = answer.encoded();
    context.runOnContext(_ -> write(encoded));
  }

  /**
   * The same at once, on the event loop of the request, for callers who look whether it is done.
   */
  void sendHere(Answer answer) {
    write(answer.encoded());
  }

  private void write(Answer answer) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status()).putHeader("X-Request-Id", id);
    answer.headers().forEach(response::putHeader);
    var _ = response.end(Buffer.buffer((byte[]) answer.body()));
    if (!request.isEnded()) {
      letTheRestPass();
    }
  }

  /**
   * Closing at once would reset the connection under a sender that still writes, who would then
   * never read the answer. So what is left of the body is thrown away, but not for ever.
   */
  private void letTheRestPass() {
    request.handler(null);
    request.resume();
    context
        .owner()
        .setTimer(
            REST_OF_BODY_MAX_MS,
            _ -> {
              if (!request.isEnded()) {
                var _ = request.connection().close();
              }
            });
  }
}
