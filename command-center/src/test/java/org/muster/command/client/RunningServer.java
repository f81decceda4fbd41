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

  private final Process process;
  private final Path data;
  private final String address;
  private final Deque<String> said = new ArrayDeque<>();
  private final Map<String, Client> signedIn = new HashMap<>();

  private RunningServer(Path data) throws IOException {
    this.data = data;
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmuster.home=" + HOME,
                "-cp",
                System.getProperty("java.class.path"),
                CommandCenter.class.getName(),
                "--port",
                "0",
                "--data",
                data.toString())
            .redirectErrorStream(true);
    builder.environment().put("MUSTER_SERVER_MANAGEMENT_PORT", "0");
    builder.environment().put("MUSTER_LAUNCH_WARM_UP", "false");
    process = builder.start();
    address = started();
    Thread.ofVirtual().name("server output").start(this::listen);
  }

  static RunningServer on(Path data) {
    try {
      return new RunningServer(data);
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
    process.inputReader().lines().forEach(this::keep);
  }

  private synchronized void keep(String line) {
    if (said.size() == LINES_KEPT) {
      Objects.requireNonNull(said.poll());
    }
    said.add(line);
  }

  @Override
  public void close() {
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
