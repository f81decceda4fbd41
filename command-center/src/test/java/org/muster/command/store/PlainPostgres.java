package org.muster.command.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.command.testing.Eventually;
import org.muster.command.testing.PostgresFolder;

/**
 * PostgreSQL as a city runs it: of its own, with settings and standbys of its own, and not started
 * again by anybody when it dies.
 */
public final class PlainPostgres implements AutoCloseable {
  private static final Duration STOP_MAX = Duration.ofSeconds(30);
  private static final String STANDBY = "standby";
  private static final List<String> SIGN_IN =
      List.of(
          "host all all 127.0.0.1/32 scram-sha-256",
          "host replication all 127.0.0.1/32 scram-sha-256");

  private static final String FOLLOWS =
      "select 1 from pg_stat_replication where sync_state = 'sync' and state = 'streaming'";

  private final DataDirectory data;
  private final EmbeddedFiles files;
  private final PostgresControl control;
  private final int port;

  private PlainPostgres(DataDirectory data) throws IOException {
    this.data = data;
    this.port = freePort();
    var programs = PostgresPrograms.unpacked(data.programs());
    files = new EmbeddedFiles(data);
    files.prepare(programs, port);
    control = new PostgresControl(programs, files);
  }

  /** Starts one that takes writes, over a data folder with a stopped database. */
  public static PlainPostgres primary(Path folder) throws IOException {
    return started(folder, Map.of(), SIGN_IN);
  }

  /** Starts one with settings of its own. */
  public static PlainPostgres started(
      Path folder, Map<String, String> settings, List<String> signIn) throws IOException {
    var server = new PlainPostgres(DataDirectory.open(folder));
    try {
      PostgresFolder.configure(server.files.data(), settings, signIn);
      server.start();
      return server;
    } catch (Throwable failure) {
      server.close();
      throw failure;
    }
  }

  /**
   * Starts one that follows this one, which from then on acknowledges nothing before it.
   *
   * @param folder a copy of this one's folder, made before it was started
   */
  public PlainPostgres followedBy(Path folder) throws IOException, SQLException {
    Files.createFile(folder.resolve("postgres/standby.signal"));
    var link =
        "host=127.0.0.1 port=%d user=postgres password=%s application_name=%s"
            .formatted(port, files.password(), STANDBY);
    var settings = new HashMap<>(Map.of("hot_standby", "on", "primary_conninfo", link));
    var standby = started(folder, settings, SIGN_IN);
    try {
      run("alter system set synchronous_standby_names = '" + STANDBY + "'");
      run("select pg_reload_conf()");
      Eventually.until("a standby that follows", () -> holds(FOLLOWS));
      return standby;
    } catch (Throwable failure) {
      standby.close();
      throw failure;
    }
  }

  /** Takes writes from now on. */
  public void promote() throws SQLException {
    run("select pg_promote()");
  }

  /** Ends it as a power cut would. */
  public void kill() throws IOException {
    var postmaster = Postmaster.over(files.data()).orElseThrow().process();
    var all = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    postmaster.onExit().join();
  }

  public DatabaseAddress address() {
    return new DatabaseAddress(
        "postgresql://127.0.0.1:" + port + "/muster", "muster", files.password());
  }

  public int port() {
    return port;
  }

  private void start() throws IOException {
    if (!control.start()) {
      throw new IOException(files.lastWords());
    }
  }

  private boolean holds(String query) {
    try (var connection = superuser();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = superuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", files.password());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    try {
      if (Postmaster.over(files.data()).isPresent()) {
        control.stop("immediate", STOP_MAX);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      data.close();
    }
  }
}
