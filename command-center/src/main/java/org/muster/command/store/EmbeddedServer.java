package org.muster.command.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
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

  private static final Duration STOP_MAX = Duration.ofSeconds(4);
  private static final Duration OLD_STOP_MAX = Duration.ofMinutes(1);

  /**
   * After a killed postmaster its children need a moment to notice, and hold the folder so long.
   */
  private static final int START_ATTEMPTS_MAX = 10;

  private final EmbeddedFiles files;
  private final PostgresControl control;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Held while it is being started, so that nothing is started behind the back of a stop. */
  private final ReentrantLock starting = new ReentrantLock();

  private EmbeddedServer(EmbeddedFiles files, PostgresControl control, int port) {
    this.files = files;
    this.control = control;
    this.port = port;
  }

  /** Starts it on a free port of the loopback address; first stops what a crash left standing. */
  public static EmbeddedServer start(DataDirectory data) {
    return start(data, freePort());
  }

  /** Starts it on this port of the loopback address. */
  public static EmbeddedServer start(DataDirectory data, int port) {
    try {
      var programs = PostgresPrograms.unpacked(data.programs());
      var files = new EmbeddedFiles(data);
      files.prepare(programs, port);
      var server = new EmbeddedServer(files, new PostgresControl(programs, files), port);
      server.stopOld();
      server.launch();
      server.makeReady();
      return server;
    } catch (IOException | SQLException e) {
      throw NotStartedException.because(
          "内置数据库无法启动（%s）：%s".formatted(data.path(), e.getMessage()),
          "The built-in database cannot be started (%s): %s".formatted(data.path(), e.getMessage()),
          e);
    }
  }

  /** One that does not become ready is stopped, or it would be started again for ever. */
  private void makeReady() throws SQLException {
    try {
      EmbeddedRole.ensure(address("postgres", "postgres"), address());
    } catch (SQLException e) {
      close();
      throw e;
    }
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

  /** Asks it to stop and waits a little; a long last checkpoint it finishes by itself. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      if (!stoppedSoon()) {
        LOG.warn("内置数据库仍在收尾，将自行结束 / the built-in database is still finishing its work");
      }
    } catch (IOException e) {
      LOG.error("内置数据库未能停止 / the built-in database did not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean stoppedSoon() throws IOException, InterruptedException {
    if (!starting.tryLock(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    try {
      return postmaster().isEmpty() || control.stop("fast", STOP_MAX);
    } finally {
      starting.unlock();
    }
  }

  /** The server's own database behind a port of this machine. */
  static DatabaseAddress address(int port, String password) {
    return address(port, "muster", "muster", password);
  }

  private DatabaseAddress address(String database, String user) {
    return address(port, database, user, files.password());
  }

  static DatabaseAddress address(int port, String database, String user, String password) {
    return new DatabaseAddress("postgresql://127.0.0.1:" + port + "/" + database, user, password);
  }

  private void stopOld() throws IOException {
    var old = postmaster();
    if (old.isPresent()) {
      LOG.warn("上次未正常停止，先停止遗留的数据库进程 / stopping the database a crash left standing");
      if (!control.stop("fast", OLD_STOP_MAX) && !control.stop("immediate", OLD_STOP_MAX)) {
        old.get().process().destroyForcibly();
      }
    }
    Postmaster.removeStaleFile(files.data());
  }

  private void launch() throws IOException {
    for (int attempt = 1; !launched(); attempt++) {
      if (attempt == START_ATTEMPTS_MAX) {
        throw new IOException(files.lastWords());
      }
      pause();
    }
  }

  /** True as well when it was closed meanwhile, for then there is nothing left to do. */
  private boolean launched() throws IOException {
    starting.lock();
    try {
      if (closed.get()) {
        return true;
      }
      if (!control.start()) {
        return false;
      }
      var postmaster = postmaster().orElseThrow(() -> new IOException(files.lastWords()));
      var _ =
          postmaster.process().onExit().thenRunAsync(this::startAgain, Thread::startVirtualThread);
      return true;
    } finally {
      starting.unlock();
    }
  }

  private void startAgain() {
    while (!closed.get()) {
      LOG.error("内置数据库意外停止，正在重新启动 / the built-in database stopped; starting it again");
      try {
        Postmaster.removeStaleFile(files.data());
        launch();
        return;
      } catch (IOException e) {
        LOG.error("内置数据库无法启动 / the built-in database cannot be started", e);
      }
    }
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
