package org.muster.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class CommandCenterIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final int STOP_SECONDS_MAX = 10;

  /** The data of the tests that start a server. */
  @TempDir static Path folder;

  @TempDir Path untouched;

  @Test
  void theServerStartsAnswersAndLeavesNothingBehind() throws Exception {
    var server = started(folder, "--port", "0");
    try {
      String address = address(server);
      assertEquals("{\"status\":\"ready\"}", get(address, "/health/ready"));
      long postmaster = postmaster();

      var second = started(folder, "--port", "0");
      assertTrue(said(second).contains(String.valueOf(server.pid())));
      assertEquals(1, second.waitFor());

      server.destroy();
      assertTrue(server.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS), "stops in time");
      assertFalse(ProcessHandle.of(postmaster).filter(this::isRunning).isPresent());
      assertFalse(Files.exists(folder.resolve("postgres/postmaster.pid")));
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void aSecondServerOnTheMachineStartsThoughTheManagementPortIsTaken() throws Exception {
    try (var first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var builder = builder(folder, "--port", "0");
      builder.environment().put("MUSTER_SERVER_MANAGEMENT_PORT", "" + first.getLocalPort());
      var server = builder.start();
      try {
        String address = address(server);
        assertEquals("{\"status\":\"ready\"}", get(address, "/health/ready"));
        String metrics = address(server);
        assertFalse(metrics.contains(":" + first.getLocalPort() + "/"), metrics);
        assertTrue(get(metrics, "").contains("# TYPE"), metrics);
      } finally {
        server.destroy();
        assertTrue(server.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS), "stops in time");
      }
    }
  }

  @Test
  void aLostKeyIsNotReplacedByAnother() throws Exception {
    var first = started(folder, "--port", "0");
    address(first);
    first.destroy();
    first.waitFor();
    var key = folder.resolve("keys/personal.key");
    var kept = Files.move(key, untouched.resolve("kept"));
    try {
      var second = started(folder, "--port", "0");

      assertTrue(said(second).contains("personal.key"));
      assertEquals(1, second.waitFor());
      assertFalse(Files.exists(key));
      assertFalse(Files.exists(folder.resolve("postgres/postmaster.pid")));
    } finally {
      Files.move(kept, key);
    }
  }

  @Test
  void settingsAtFaultStopTheStartBeforeAnythingIsTouched() throws Exception {
    var server = started(untouched, "--port", "many");

    String said = said(server);
    assertTrue(said.contains("server.port") && said.contains("--port"), said);
    assertEquals(2, server.waitFor());
    assertFalse(Files.exists(untouched.resolve("lock")));
  }

  @Test
  void settingsAndHelpArePrintedWithoutAStart() throws Exception {
    var settings = started(untouched, "--print-settings");
    assertTrue(said(settings).contains("delivery.sweep: 1 s"));
    assertEquals(0, settings.waitFor());

    var help = started(untouched, "--help");
    assertTrue(said(help).contains("--tls-cert"));
    assertEquals(0, help.waitFor());
    assertFalse(Files.exists(untouched.resolve("lock")));
  }

  private static Process started(Path data, String... arguments) throws IOException {
    return builder(data, arguments).start();
  }

  private static ProcessBuilder builder(Path data, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmuster.home=" + HOME,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CommandCenter.class.getName(),
                "--data",
                data.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MUSTER_SERVER_MANAGEMENT_PORT", "0");
    builder.environment().put("MUSTER_LAUNCH_WARM_UP", "false");
    return builder;
  }

  /** The address the server prints when it is up. */
  private static String address(Process server) throws IOException {
    var said = new StringBuilder();
    var lines = server.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      if (line.contains("http://")) {
        return line.substring(line.indexOf("http://"));
      }
    }
    throw new AssertionError("the server did not start: " + said);
  }

  private static String said(Process process) throws IOException {
    return String.join("\n", process.inputReader().lines().toList());
  }

  private static String get(String address, String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(address + path)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private long postmaster() throws IOException {
    var lines = Files.readAllLines(folder.resolve("postgres/postmaster.pid"));
    return Long.parseLong(lines.getFirst());
  }

  /** A process that has ended but was not collected by its parent has no command any more. */
  private boolean isRunning(ProcessHandle process) {
    return process.info().command().isPresent();
  }
}
