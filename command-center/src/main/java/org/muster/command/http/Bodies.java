package org.muster.command.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;

/** Reads small bodies into memory, on the event loop, up to a size and within a time. */
final class Bodies {
  /** Enough for a megabyte over a poor phone link; a slower sender only holds on to memory. */
  private static final Duration READING_MAX = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final int bytesMax;

  Bodies(Vertx vertx, int bytesMax) {
    this.vertx = vertx;
    this.bytesMax = bytesMax;
  }

  Future<Buffer> read(HttpServerRequest request) {
    if (declaredLength(request) > bytesMax) {
      return Future.failedFuture(new RefusedException(Refusal.TOO_LARGE));
    }
    Promise<Buffer> promise = Promise.promise();
    Buffer body = Buffer.buffer();
    long timer =
        vertx.setTimer(
            READING_MAX.toMillis(), _ -> promise.tryFail(new RefusedException(Refusal.UNREADABLE)));
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > bytesMax) {
            promise.tryFail(new RefusedException(Refusal.TOO_LARGE));
          } else {
            body.appendBuffer(chunk);
          }
        });
    // The sender broke off, or broke the rules of the transfer.
    request.exceptionHandler(_ -> promise.tryFail(new RefusedException(Refusal.UNREADABLE)));
    request.endHandler(_ -> promise.tryComplete(body));
    return promise.future().onComplete(_ -> vertx.cancelTimer(timer));
  }

  /** As the header says; 0 when it says nothing. */
  static long declaredLength(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
