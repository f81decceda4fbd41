package org.muster.command.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The built server in a process of its own, started as people start it. */
final class MeasuredServer implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(3);
  private static final int LINES_SHOWN = 20;

  private final Path data;
  private final int port;
  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * Starts it and waits until it is ready.
   *
   * @param settings variables of its environment
   */
  MeasuredServer(Path home, Path data, Map<String, String> settings) {
    this.data = data;
    port = freePort();
    process = started(home, settings);
    awaitReady();
  }

  static int freePort() {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Resident memory in bytes. */
  long memory() {
    return Long.parseLong(status("VmRSS")) << 10;
  }

  /** Processor time used so far, in microseconds. */
  long cpuUs() {
    return ProcessorTime.of(process.toHandle());
  }

  private Process started(Path home, Map<String, String> settings) {
    var builder =
        new ProcessBuilder(
                home.resolve("scripts/run").toString(),
                "--empty",
                "--data",
                data.toString(),
                "--port",
                String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().put("MUSTER_SERVER_MANAGEMENT_PORT", "0");
    builder.environment().putAll(settings);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    long end = System.nanoTime() + START_MAX.toNanos();
    var ready =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready")).build();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException _) {
        // Not open yet.
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    close();
    throw new IllegalStateException("the server did not start, and said last:\n" + lastWords());
  }

  private String lastWords() {
    try {
      var said = Files.readAllLines(log());
      return String.join("\n", said.subList(Math.max(0, said.size() - LINES_SHOWN), said.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Path log() {
    return data.resolveSibling("server.log");
  }

  private String status(String field) {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
          .filter(line -> line.startsWith(field + ":"))
          .findFirst()
          .orElse("0")
          .replaceAll("\\D", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it in good order. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
