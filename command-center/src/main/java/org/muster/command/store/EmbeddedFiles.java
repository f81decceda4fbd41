package org.muster.command.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.muster.command.settings.NotStartedException;

/** The files of the built-in PostgreSQL: its data, its configuration and its password. */
final class EmbeddedFiles {
  private static final int PASSWORD_BYTES = 24;

  /**
   * Written anew at every start. What was committed survives a power cut (the first three); the log
   * never shows the values of a failed statement, which may be personal data (the last three).
   */
  private static final String CONFIGURATION =
      """
      fsync = on
      synchronous_commit = on
      full_page_writes = on
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      password_encryption = 'scram-sha-256'
      max_connections = 250
      shared_buffers = '256MB'
      effective_cache_size = '1GB'
      work_mem = '8MB'
      maintenance_work_mem = '128MB'
      min_wal_size = '256MB'
      max_wal_size = '2GB'
      wal_compression = on
      random_page_cost = 1.1
      jit = off
      autovacuum_naptime = '5s'
      timezone = 'UTC'
      log_timezone = 'UTC'
      logging_collector = on
      log_filename = 'postgresql-%a.log'
      log_rotation_age = '1d'
      log_truncate_on_rotation = on
      log_min_error_statement = 'panic'
      log_error_verbosity = 'terse'
      log_parameter_max_length = 0
      """;

  private static final String SIGN_IN = "host all all 127.0.0.1/32 scram-sha-256\n";

  private final DataDirectory directory;

  EmbeddedFiles(DataDirectory directory) {
    this.directory = directory;
  }

  Path data() {
    return directory.postgres();
  }

  Path startLog() {
    return directory.databaseLogs().resolve("start.log");
  }

  String password() {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (IOException e) {
      throw NotStartedException.because(
          "缺少内置数据库的密码文件 %s，请从备份恢复。".formatted(passwordFile()),
          "The password file of the built-in database, %s, is missing; restore it from a backup."
              .formatted(passwordFile()),
          e);
    }
  }

  /**
   * Makes the database's folder at the first start, and writes its configuration at every start.
   */
  void prepare(PostgresPrograms programs, int port) throws IOException {
    DataDirectory.ownFolder(directory.databaseLogs());
    if (!Files.exists(data().resolve("PG_VERSION"))) {
      Folders.remove(unfinished());
      Folders.remove(data());
      create(programs);
    }
    String logs = directory.databaseLogs().toString().replace("'", "''");
    Files.writeString(
        data().resolve("postgresql.conf"),
        CONFIGURATION + "port = " + port + "\nlog_directory = '" + logs + "'\n");
    Files.writeString(data().resolve("pg_hba.conf"), SIGN_IN);
  }

  /** What the database said when it would not start. */
  String lastWords() {
    try {
      String said = Files.readString(startLog());
      return said.substring(Math.max(0, said.length() - 2_000));
    } catch (IOException e) {
      return "";
    }
  }

  /** Made aside and renamed, so that a first start that was broken off leaves nothing half-done. */
  private void create(PostgresPrograms programs) throws IOException {
    writePassword();
    var made =
        Command.run(
            programs.command(
                "initdb",
                "--pgdata=" + unfinished(),
                "--username=postgres",
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
    if (made.code() != 0) {
      throw new IOException(made.said());
    }
    Files.move(unfinished(), data());
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(passwordFile());
    Files.createFile(
        passwordFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        passwordFile(), HexFormat.of().formatHex(random) + "\n", StandardOpenOption.WRITE);
  }

  private Path unfinished() {
    return data().resolveSibling("postgres-unfinished");
  }

  private Path passwordFile() {
    return directory.keys().resolve("database.password");
  }
}
