package org.muster.command.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.muster.command.settings.NotStartedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL that runs beside this process and keeps its data under the data folder.
 *
 * <p>It is a process of its own: when this one is killed, it stands on until the next start finds
 * and stops it. When it dies under us, it is started again on the same port, so that the pool finds
 * it without being told.
 */
public final class EmbeddedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

  /** Enough for the recovery of a few gigabytes of log after a power cut. */
  private static final Duration START_MAX = Duration.ofMinutes(10);

  private static final Duration STOP_MAX = Duration.ofSeconds(6);
  private static final Duration OLD_STOP_MAX = Duration.ofMinutes(1);

  /**
   * After a killed postmaster its children need a moment to notice, and hold the folder so long.
   */
  private static final int START_ATTEMPTS_MAX = 10;

  private final EmbeddedFiles files;
  private final PostgresPrograms programs;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedServer(EmbeddedFiles files, PostgresPrograms programs, int port) {
    this.files = files;
    this.programs = programs;
    this.port = port;
  }

  /**
   * Starts it on a free port of the loopback address, and first stops what a crash left standing.
   */
  public static EmbeddedServer start(DataDirectory data) {
    return start(data, freePort());
  }

  static EmbeddedServer start(DataDirectory data, int port) {
    try {
      var programs = PostgresPrograms.unpacked(data.programs());
      var server = new EmbeddedServer(new EmbeddedFiles(data), programs, port);
      server.files.prepare(programs, port);
      server.stopOld();
      server.launch();
      EmbeddedRole.ensure(server.superuser(), server.address());
      return server;
    } catch (IOException | SQLException e) {
      throw NotStartedException.because(
          "内置数据库无法启动（%s）：%s".formatted(data.path(), e.getMessage()),
          "The built-in database cannot be started (%s): %s".formatted(data.path(), e.getMessage()),
          e);
    }
  }

  /** Whether a first start is still to come, or was broken off before there was a database. */
  public static boolean isFresh(DataDirectory data) {
    return !Files.exists(data.postgres().resolve("PG_VERSION"));
  }

  public DatabaseAddress address() {
    return address("muster", "muster");
  }

  int port() {
    return port;
  }

  Optional<Postmaster> postmaster() throws IOException {
    return Postmaster.over(files.data());
  }

  /**
   * Stops it in an orderly way, and if it takes too long at once; committed work is safe in both.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      stop(STOP_MAX);
    } catch (IOException e) {
      LOG.error("内置数据库未能停止 / the built-in database did not stop", e);
    }
  }

  private DatabaseAddress address(String database, String user) {
    return new DatabaseAddress(
        "postgresql://127.0.0.1:" + port + "/" + database, user, files.password());
  }

  private DatabaseAddress superuser() {
    return address("postgres", "postgres");
  }

  private void stopOld() throws IOException {
    if (postmaster().isPresent()) {
      LOG.warn("上次未正常停止，先停止遗留的数据库进程 / stopping the database a crash left standing");
      stop(OLD_STOP_MAX);
    }
    Postmaster.removeStaleFile(files.data());
  }

  private void launch() throws IOException {
    for (int attempt = 1; ; attempt++) {
      var result = Command.run(startCommand());
      if (result.code() == 0) {
        break;
      }
      if (attempt == START_ATTEMPTS_MAX) {
        throw new IOException(result.said() + "\n" + files.lastWords());
      }
      pause();
    }
    var _ =
        standing().process().onExit().thenRunAsync(this::startAgain, Thread::startVirtualThread);
  }

  private Postmaster standing() throws IOException {
    return postmaster().orElseThrow(() -> new IOException("no postmaster over " + files.data()));
  }

  private List<String> startCommand() {
    return programs.command(
        "pg_ctl",
        "start",
        "--wait",
        "--silent",
        "--timeout=" + START_MAX.toSeconds(),
        "--log=" + files.startLog(),
        "--pgdata=" + files.data());
  }

  private void startAgain() {
    while (!closed.get()) {
      LOG.error("内置数据库意外停止，正在重新启动 / the built-in database stopped; starting it again");
      try {
        Postmaster.removeStaleFile(files.data());
        launch();
        stopIfClosedMeanwhile();
        return;
      } catch (IOException e) {
        LOG.error("内置数据库无法启动 / the built-in database cannot be started", e);
      }
    }
  }

  private void stopIfClosedMeanwhile() throws IOException {
    if (closed.get()) {
      stop(STOP_MAX);
    }
  }

  private void stop(Duration limit) throws IOException {
    var standing = postmaster();
    if (standing.isEmpty()) {
      return;
    }
    if (stop("fast", limit) != 0 && stop("immediate", limit) != 0) {
      standing.get().process().destroyForcibly();
    }
  }

  private int stop(String mode, Duration limit) throws IOException {
    return Command.run(
            programs.command(
                "pg_ctl",
                "stop",
                "--wait",
                "--silent",
                "--mode=" + mode,
                "--timeout=" + limit.toSeconds(),
                "--pgdata=" + files.data()))
        .code();
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw NotStartedException.because("本机没有空闲端口。", "There is no free port.", e);
    }
  }
}
