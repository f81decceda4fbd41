package org.muster.command.http;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.muster.command.http.Call.Upload;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives one file of a multipart form into a temporary file, as it comes: neither the memory nor
 * the request validator ever holds it.
 */
final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final String FORM = "multipart/form-data";
  private static final Duration RECEIVING_MAX = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final Problems problems;
  private final Path folder;
  private final long bytesMax;

  Uploads(Vertx vertx, HttpSettings settings, Problems problems) {
    this.vertx = vertx;
    this.problems = problems;
    this.folder = settings.uploads();
    this.bytesMax = settings.uploadBytesMax();
  }

  /** Waits, on the flow's own thread, until the file is there; the exchange's request is paused. */
  Upload receive(Exchange exchange) {
    String type = exchange.request().getHeader("Content-Type");
    if (type == null || !type.regionMatches(true, 0, FORM, 0, FORM.length())) {
      throw new RefusedException(Refusal.UNSUPPORTED);
    }
    if (Bodies.declaredLength(exchange.request()) > bytesMax + Receiving.FORM_BYTES_MAX) {
      throw new RefusedException(Refusal.TOO_LARGE);
    }
    Path file = temporaryFile();
    try {
      String name = receive(exchange, file).orElseThrow(() -> missing(exchange));
      return new Upload(name, file);
    } catch (RuntimeException e) {
      remove(file);
      throw e;
    }
  }

  private Optional<String> receive(Exchange exchange, Path file) {
    AsyncFile out = open(exchange, file);
    try {
      Promise<Optional<String>> name = Promise.promise();
      exchange.context().runOnContext(_ -> start(exchange, out, name));
      return name.future().await();
    } finally {
      out.close().await();
    }
  }

  /**
   * A file tells that it has room again on the context that opened it. That must be the request's
   * own: from another one, it could tell so between being asked and being listened to, and the
   * upload would wait for ever.
   */
  private AsyncFile open(Exchange exchange, Path file) {
    Promise<AsyncFile> opened = Promise.promise();
    exchange
        .context()
        .runOnContext(
            _ -> vertx.fileSystem().open(file.toString(), new OpenOptions()).onComplete(opened));
    return opened.future().await();
  }

  private void start(Exchange exchange, AsyncFile out, Promise<Optional<String>> name) {
    var receiving = new Receiving(exchange.request(), out, bytesMax);
    long timer = vertx.setTimer(RECEIVING_MAX.toMillis(), _ -> receiving.fail(Refusal.UNREADABLE));
    receiving.start().onComplete(_ -> vertx.cancelTimer(timer)).onComplete(name);
  }

  private RefusedException missing(Exchange exchange) {
    var violation = new Violation(Receiving.FIELD, "file", Optional.empty());
    return problems.invalid(List.of(violation), exchange.language());
  }

  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("temporary file {} stays behind", file, e);
    }
  }

  private Path temporaryFile() {
    try {
      Files.createDirectories(folder);
      return Files.createTempFile(folder, "upload-", ".part");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
