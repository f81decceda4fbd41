package org.muster.command.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.muster.command.CommandCenter;
import org.muster.command.testing.Eventually;
import org.muster.model.wire.Json;

/** The server in a process of its own, with the demo county, on a free port. */
final class RunningServer implements AutoCloseable {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern TEXTS = Pattern.compile("短信 texts\\s+(\\S+)");
  private static final int LINES_KEPT = 200;
  private static final int STOP_SECONDS_MAX = 15;

  private final Map<String, String> settings;
  private final Path data;
  private final String address;
  private volatile Process process;
  private final Deque<String> said = new ArrayDeque<>();
  private final Map<String, Client> signedIn = new HashMap<>();

  private RunningServer(Path data, Map<String, String> settings) throws IOException {
    this.data = data;
    this.settings = Map.copyOf(settings);
    process = launched(0);
    address = listened();
  }

  private Process launched(int port) throws IOException {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmuster.home=" + HOME,
                // It lives for seconds: the second compiler would never earn what it takes.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CommandCenter.class.getName(),
                "--port",
                String.valueOf(port),
                "--data",
                data.toString())
            .redirectErrorStream(true);
    builder.environment().put("MUSTER_SERVER_MANAGEMENT_PORT", "0");
    builder.environment().put("MUSTER_LAUNCH_WARM_UP", "false");
    builder.environment().putAll(settings);
    return builder.start();
  }

  /** Stops it in good order and starts it again where it was. */
  void restart() {
    stop();
    try {
      process = launched(URI.create(address).getPort());
      listened();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it says its address; goes on listening to what it says. */
  private String listened() throws IOException {
    String said = started();
    Thread.ofVirtual().name("server output").start(this::listen);
    return said;
  }

  static RunningServer on(Path data) {
    return on(data, Map.of());
  }

  /**
   * @param settings variables of its environment
   */
  static RunningServer on(Path data, Map<String, String> settings) {
    try {
      return new RunningServer(data, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return address;
  }

  Path data() {
    return data;
  }

  /** Sends its process a signal, such as {@code STOP}. */
  void signal(String name) {
    try {
      String pid = String.valueOf(process.pid());
      int status = new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
      if (status != 0) {
        throw new AssertionError("kill -" + name + " ended with " + status);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The accounts of the accounts file that have a role. */
  List<JsonNode> accounts(String role) {
    try {
      JsonNode all = Json.parse(Files.readString(data.resolve("demo-accounts.json")));
      return Client.listed(all).stream().filter(a -> a.path("role").asText().equals(role)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client for somebody in this role, signed in once. */
  Client client(String role) {
    return client(accounts(role).getFirst());
  }

  Client client(JsonNode account) {
    return signedIn.computeIfAbsent(
        account.path("login").asText(), _ -> new Client(address).signIn(account));
  }

  /** The texts it sent through its practice gateway. */
  Texts texts() {
    Eventually.until("a practice gateway", () -> TEXTS.matcher(said()).find());
    var page = TEXTS.matcher(said());
    assertTrue(page.find());
    return new Texts(URI.create(page.group(1)));
  }

  /** What the server wrote of late. */
  synchronized String said() {
    return String.join("\n", said);
  }

  private String started() throws IOException {
    var lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      keep(line);
      if (line.contains("http://")) {
        return line.substring(line.indexOf("http://"));
      }
    }
    throw new AssertionError("the server did not start: " + said());
  }

  private void listen() {
    try {
      process.inputReader().lines().forEach(this::keep);
    } catch (UncheckedIOException e) {
      keep("nothing more is heard of it: " + e.getMessage());
    }
  }

  private synchronized void keep(String line) {
    if (said.size() == LINES_KEPT) {
      Objects.requireNonNull(said.poll());
    }
    said.add(line);
  }

  @Override
  public void close() {
    stop();
  }

  /** Asks it to end in good order, and ends it otherwise. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
