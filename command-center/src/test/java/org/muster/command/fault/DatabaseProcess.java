package org.muster.command.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.muster.command.e2e.ServerProcess.Place;
import org.muster.command.script.SharedDatabase;
import org.muster.command.store.DatabaseAddress;
import org.muster.command.testing.Eventually;
import org.muster.command.testing.PostgresFolder;

/** PostgreSQL for several nodes, in a place of its own. */
final class DatabaseProcess implements AutoCloseable {
  private static final int PORT = 5432;

  private final Path data;
  private final Process process;
  private final Thread lastResort;
  private final DatabaseAddress address;

  /**
   * Starts it and waits until it takes connections.
   *
   * @param data with a database in it, which is stopped
   * @param network from where one may connect, such as {@code 10.0.0.0/24}
   */
  DatabaseProcess(Path data, Place place, String network) throws IOException {
    this.data = data;
    PostgresFolder.configure(
        data.resolve("postgres"),
        Map.of("listen_addresses", "127.0.0.1," + place.host()),
        List.of(
            "host all all 127.0.0.1/32 scram-sha-256",
            "host all all " + network + " scram-sha-256"));
    var command = new ArrayList<>(place.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SharedDatabase.class.getName(), "--data", data.toString()));
    command.addAll(List.of("--port", String.valueOf(PORT)));
    Path log = data.resolveSibling("database.log");
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    lastResort = new Thread(process::destroy, "end of a database");
    Runtime.getRuntime().addShutdownHook(lastResort);
    String password = Files.readString(data.resolve("keys/database.password")).strip();
    address =
        new DatabaseAddress(
            "postgresql://%s:%d/muster".formatted(place.host(), PORT), "muster", password);
    try {
      Eventually.until(() -> "a database: " + said(log), this::takesConnections);
    } catch (Throwable failure) {
      close();
      throw failure;
    }
  }

  DatabaseAddress address() {
    return address;
  }

  private static String said(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean takesConnections() {
    try (var connection = address.connect()) {
      return connection.isValid(0);
    } catch (SQLException _) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    Eventually.until("a database that has ended", () -> !process.isAlive() && !stands());
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  private boolean stands() {
    try {
      return DatabaseAddress.ofRunning(data).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
