package org.muster.command.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the HTTP edge listens and what it bears.
 *
 * @param port 0 for any free one
 * @param uploads the folder of temporary files
 * @param idle after which a silent connection is closed; longer than the socket's own silence
 * @param closing how long requests under way may take when the edge closes
 */
public record HttpSettings(
    String host,
    int port,
    Optional<Certificate> certificate,
    Path uploads,
    int bodyBytesMax,
    long uploadBytesMax,
    Duration idle,
    Duration closing) {
  private static final int BODY_BYTES_MAX = 1 << 20;
  private static final long UPLOAD_BYTES_MAX = 64L << 20;

  /** The PEM files of TLS. */
  public record Certificate(Path chain, Path key) {}

  /** The usual limits, without TLS. */
  public static HttpSettings on(String host, int port, Path uploads) {
    return new HttpSettings(
        host,
        port,
        Optional.empty(),
        uploads,
        BODY_BYTES_MAX,
        UPLOAD_BYTES_MAX,
        Duration.ofSeconds(75),
        Duration.ofSeconds(20));
  }

  public HttpSettings with(Certificate pem) {
    return new HttpSettings(
        host, port, Optional.of(pem), uploads, bodyBytesMax, uploadBytesMax, idle, closing);
  }

  public HttpSettings withUploadBytesMax(long bytes) {
    return new HttpSettings(host, port, certificate, uploads, bodyBytesMax, bytes, idle, closing);
  }
}
