package org.muster.command.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.command.store.DatabaseAddress;
import org.muster.command.testing.ClassArchive;
import org.muster.command.testing.Eventually;

/**
 * The server as people run it: the built jar in a process of its own, over a data folder that
 * outlives it. It is stopped, killed and started again, always on the same port.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path JAR = Path.of("target", "command-center.jar").toAbsolutePath();

  /** As {@code scripts/run} has them. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:MaxRAMPercentage=40",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dmuster.home=" + HOME);

  private static final Pattern ADDRESS = Pattern.compile("address +http://[0-9.]+:(\\d+)");
  private static final Pattern TEXTS = Pattern.compile("texts +(http://\\S+)");
  private static final Duration START_MAX = Duration.ofMinutes(5);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
  private static final Duration STOP_MAX = Duration.ofSeconds(60);
  private static final int SIGTERM_STATUS = 128 + 15;
  private static final int LAST_WORDS = 200;

  private final Path data;
  private final Path log;
  private final Map<String, String> settings;
  private final Place place;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Thread lastResort = new Thread(this::end, "end of a server");
  private Process process;
  private int port;
  private Duration startTime = Duration.ZERO;

  /**
   * Where it runs.
   *
   * @param prefix what its command line begins with
   * @param host the address it listens on
   */
  public record Place(List<String> prefix, String host) {
    private static final Place HERE = new Place(List.of(), "127.0.0.1");
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param settings variables of its environment
   */
  public ServerProcess(Path data, Map<String, String> settings) {
    this(data, settings, Place.HERE);
  }

  /** The same in another place. */
  public ServerProcess(Path data, Map<String, String> settings, Place place) {
    this.data = data;
    this.place = place;
    this.log = data.resolveSibling(data.getFileName() + ".log");
    this.settings = Map.copyOf(settings);
    // A folder used again has the words of an earlier one, its port among them.
    delete(log);
    process = started();
    Runtime.getRuntime().addShutdownHook(lastResort);
    try {
      awaitReady();
    } catch (Throwable failure) {
      close();
      throw failure;
    }
  }

  /** Tells one build of the server from another. */
  static String program() throws IOException {
    return Files.size(JAR) + " bytes of " + Files.getLastModifiedTime(JAR);
  }

  public URI address() {
    return URI.create("http://" + place.host() + ":" + port);
  }

  public int port() {
    return port;
  }

  public Path data() {
    return data;
  }

  /** From the start of the process to its being ready, the last time it was started. */
  Duration startTime() {
    return startTime;
  }

  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident memory in bytes: {@code VmRSS} now, {@code VmHWM} at most so far. */
  long memory(String kind) {
    return lines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
            .filter(line -> line.startsWith(kind + ":"))
            .map(line -> line.replaceAll("\\D", ""))
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElse(0)
        << 10;
  }

  /** Stops it where it is, until it may go on. */
  public void pause() {
    signal("STOP");
  }

  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()));
      assertEquals(0, kill.inheritIO().start().waitFor(), "the signal " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where its database stands; it stands on when the server is killed. */
  DatabaseAddress database() {
    return findDatabase().orElseThrow();
  }

  /** Kills the process as a power cut would, and leaves its database standing. */
  public void kill9() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to stop, as for an upgrade, and waits for its end. */
  public void terminate() {
    process.destroy();
    assertEquals(SIGTERM_STATUS, awaitEnd(), "the exit status after SIGTERM");
  }

  /** Asks it to stop, and makes sure that it did so in good order. */
  void stop() {
    int before = lines(log).size();
    terminate();
    // A long last checkpoint it finishes by itself.
    Eventually.until("the database was stopped too", () -> findDatabase().isEmpty());
    List<String> said = lines(log).stream().skip(before).toList();
    assertTrue(said.stream().noneMatch(line -> line.contains(" did not stop ")), said.toString());
  }

  /** Starts it again on the same data and port. */
  public void restart() {
    process = started();
    awaitReady();
  }

  /** Everything it has said since the first start. */
  public List<String> said() {
    return lines(log);
  }

  /** Each line on which it called something an error, or was surprised. */
  public List<String> errors() {
    return said().stream()
        .filter(line -> line.contains(" ERROR ") || line.contains("Exception"))
        .filter(line -> !line.startsWith("\tat "))
        .toList();
  }

  public String lastWords() {
    List<String> all = said();
    return String.join("\n", all.subList(Math.max(0, all.size() - LAST_WORDS), all.size()));
  }

  private Process started() {
    var command = new ArrayList<>(place.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(ClassArchive.options(County.folder()));
    command.addAll(List.of("-jar", JAR.toString(), "--data", data.toString()));
    command.addAll(List.of("--port", String.valueOf(port)));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // What the caller's environment says to the stories is no setting of the server.
    builder.environment().keySet().removeIf(name -> name.startsWith("MUSTER_"));
    builder.environment().put("MUSTER_SERVER_HOST", place.host());
    builder.environment().put("MUSTER_SERVER_MANAGEMENT_PORT", "0");
    builder.environment().put("MUSTER_LAUNCH_WARM_UP", "false");
    builder.environment().putAll(settings);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    long began = System.nanoTime();
    Eventually.within(START_MAX, () -> "a server that is ready\n" + lastWords(), this::isReady);
    startTime = Duration.ofNanos(System.nanoTime() - began);
  }

  private boolean isReady() {
    assertTrue(process.isAlive(), () -> "the server has ended\n" + lastWords());
    if (port == 0) {
      port = said().stream().mapToInt(ServerProcess::port).max().orElse(0);
    }
    return port != 0 && status("/health/ready") == 200;
  }

  /** Where the texts to phones are read that a trial does not really send. */
  URI texts() {
    return said().stream()
        .map(TEXTS::matcher)
        .filter(Matcher::find)
        .map(found -> URI.create(found.group(1)))
        .reduce((_, newest) -> newest)
        .orElseThrow();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int port(String line) {
    var matcher = ADDRESS.matcher(line);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private int status(String path) {
    try {
      var request = HttpRequest.newBuilder(address().resolve(path)).timeout(ANSWER_MAX).build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int awaitEnd() {
    try {
      assertTrue(process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS), "the server ends");
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<DatabaseAddress> findDatabase() {
    try {
      return DatabaseAddress.ofRunning(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves nothing running, whatever has happened. */
  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(lastResort);
    http.close();
  }

  private void end() {
    process.destroyForcibly();
    awaitEnd();
    if (findDatabase().isPresent()) {
      long postmaster = Long.parseLong(lines(data.resolve("postgres/postmaster.pid")).getFirst());
      ProcessHandle.of(postmaster)
          .ifPresent(
              running -> {
                running.destroy();
                running
                    .onExit()
                    .completeOnTimeout(running, STOP_MAX.toSeconds(), TimeUnit.SECONDS)
                    .join()
                    .destroyForcibly();
              });
    }
  }
}
