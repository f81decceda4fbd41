package org.muster.command.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.muster.command.settings.NotStartedException;

/**
 * A copy of the built-in database, taken while it works, and put back into a fresh data folder.
 *
 * <p>As PostgreSQL describes it for a base backup by files: what changes meanwhile is in the log
 * that is copied last. What was put back begins a new timeline, by which {@link Epochs} knows that
 * phones may hold what the database does not. The key of the personal data is not in the copy.
 */
public final class EmbeddedBackup {
  private static final String POSTGRES = "postgres";
  private static final String PASSWORD = "keys/database.password";
  private static final String KEY = "keys/personal.key";
  private static final String LOG = "pg_wal";
  private static final String LABEL = "backup_label";

  /** Keeps the log that is needed until the connection ends. */
  private static final String BEGIN =
      """
      select pg_create_physical_replication_slot('muster_backup', true, true);
      select pg_backup_start('muster', true)
      """;

  private static final String END = "select labelfile from pg_backup_stop(false)";

  /** Made anew at every start, or of no use to another process. */
  private static final Set<String> EMPTIED =
      Set.of(
          LOG,
          "pg_dynshmem",
          "pg_notify",
          "pg_replslot",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init");

  /**
   * Read at the next start. There is no archive; and nobody is let in before the end of the log.
   */
  private static final String RECOVERY = "restore_command = 'false'\nhot_standby = off\n";

  private final Path data;
  private final Path copy;

  /**
   * @param data the data folder of a server
   * @param copy the folder of the copy
   */
  public EmbeddedBackup(Path data, Path copy) {
    this.data = data;
    this.copy = copy;
  }

  /** Copies a database that is running into a folder that is not there yet, or is empty. */
  public void take() throws IOException, SQLException {
    assertFree(copy);
    DataDirectory.ownFolder(copy.resolve("keys"));
    Files.copy(data.resolve(PASSWORD), copy.resolve(PASSWORD), StandardCopyOption.COPY_ATTRIBUTES);
    Path from = data.resolve(POSTGRES);
    Path to = copy.resolve(POSTGRES);
    try (var connection = superuser(from)) {
      run(connection, BEGIN);
      copyFolder(from, to, EMPTIED);
      Files.writeString(to.resolve(LABEL), label(connection));
      copyFolder(from.resolve(LOG), to.resolve(LOG), Set.of());
    }
  }

  /**
   * Puts the copy into a data folder that is not there yet, or is empty; the database recovers at
   * the next start.
   *
   * @param key of the personal data, kept elsewhere
   */
  public void restore(Path key) throws IOException {
    assertFree(data);
    if (!Files.exists(copy.resolve(POSTGRES).resolve(LABEL))) {
      throw NotStartedException.because(
          "%s 中没有完整的备份。".formatted(copy), "There is no complete backup in %s.".formatted(copy));
    }
    DataDirectory.ownFolder(data.resolve("keys"));
    copyFolder(copy, data, Set.of());
    Files.copy(key, data.resolve(KEY), StandardCopyOption.COPY_ATTRIBUTES);
    Path postgres = data.resolve(POSTGRES);
    Files.writeString(postgres.resolve("postgresql.auto.conf"), RECOVERY);
    Files.writeString(postgres.resolve("recovery.signal"), "");
  }

  private Connection superuser(Path postgres) throws IOException, SQLException {
    int port =
        Postmaster.port(postgres)
            .orElseThrow(
                () -> NotStartedException.because("数据库没有运行。", "The database is not running."));
    String password = Files.readString(data.resolve(PASSWORD)).strip();
    return EmbeddedServer.address(port, POSTGRES, POSTGRES, password).connect();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String label(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(END)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void assertFree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var inside = Files.list(folder)) {
      if (inside.findAny().isPresent()) {
        throw NotStartedException.because(
            "%s 已有内容。".formatted(folder), "There is something in %s already.".formatted(folder));
      }
    }
  }

  /** Files that vanish meanwhile are made again, or removed again, from the log. */
  private static void copyFolder(Path from, Path to, Set<String> emptied) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Path name = from.relativize(folder);
            DataDirectory.ownFolder(to.resolve(name.toString()));
            return emptied.contains(name.toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!LEFT_OUT.contains(file.getFileName().toString())) {
              copy(file, to.resolve(from.relativize(file).toString()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  private static void copy(Path file, Path to) throws IOException {
    try {
      Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (NoSuchFileException e) {
      if (Files.exists(file)) {
        throw e;
      }
    }
  }
}
