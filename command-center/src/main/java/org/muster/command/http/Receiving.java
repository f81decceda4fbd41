package org.muster.command.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;

/**
 * One upload on its way to the disk; lives on the event loop of its request alone.
 *
 * <p>What comes faster than the disk writes is held back by pausing the request. Once the upload
 * has failed, what still comes is thrown away.
 */
final class Receiving {
  static final String FIELD = "file";

  /** What the form adds around the file: boundaries, part headers, small fields. */
  static final long FORM_BYTES_MAX = 64 << 10;

  private final HttpServerRequest request;
  private final AsyncFile out;
  private final long bytesMax;
  private final Promise<Optional<String>> received = Promise.promise();
  private @Nullable String name;
  private boolean complete;
  private long fileBytes;
  private long formBytes;

  Receiving(HttpServerRequest request, AsyncFile out, long bytesMax) {
    this.request = request;
    this.out = out;
    this.bytesMax = bytesMax;
  }

  /** The sender's name for the file, once all of it was handed to the disk; empty without file. */
  Future<Optional<String>> start() {
    request.uploadHandler(this::part);
    request.handler(this::form);
    request.exceptionHandler(_ -> fail(Refusal.UNREADABLE));
    request.endHandler(_ -> end());
    out.exceptionHandler(received::tryFail);
    try {
      request.setExpectMultipart(true);
    } catch (IllegalStateException _) {
      fail(Refusal.UNREADABLE);
    }
    request.resume();
    return received.future();
  }

  void fail(Refusal refusal) {
    received.tryFail(new RefusedException(refusal));
  }

  private void part(HttpServerFileUpload upload) {
    if (name == null && FIELD.equals(upload.name())) {
      name = upload.filename();
      upload.handler(this::write);
      upload.endHandler(_ -> complete = true);
    } else {
      upload.handler(_ -> {});
    }
  }

  private void write(Buffer chunk) {
    fileBytes += chunk.length();
    if (fileBytes > bytesMax) {
      fail(Refusal.TOO_LARGE);
    }
    if (received.future().isComplete()) {
      return;
    }
    var _ = out.write(chunk);
    if (out.writeQueueFull()) {
      request.pause();
      out.drainHandler(_ -> request.resume());
    }
  }

  private void form(Buffer chunk) {
    formBytes += chunk.length();
    if (formBytes > bytesMax + FORM_BYTES_MAX) {
      fail(Refusal.TOO_LARGE);
    }
  }

  /** A form that ends without its last boundary may have lost the end of the file. */
  private void end() {
    if (name != null && !complete) {
      fail(Refusal.UNREADABLE);
    }
    received.tryComplete(Optional.ofNullable(name));
  }
}
