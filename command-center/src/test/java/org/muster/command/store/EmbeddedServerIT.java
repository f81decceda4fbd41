package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.settings.NotStartedException;

@Timeout(300)
class EmbeddedServerIT {
  /** Most tests share one database, which each starts and stops. */
  @TempDir static Path shared;

  @TempDir Path folder;

  @Test
  void dataSurviveAnOrderlyRestart() throws Exception {
    try (var data = DataDirectory.open(folder.resolve("有 空格"))) {
      try (var server = EmbeddedServer.start(data)) {
        run(server, "create table word as select '集结' as text");
      }
      try (var server = EmbeddedServer.start(data)) {
        assertEquals("集结", ask(server, "select text from word"));
      }
    }
  }

  @Test
  void committedWorkSurvivesAPowerCutBySettings() throws Exception {
    try (var data = DataDirectory.open(shared);
        var server = EmbeddedServer.start(data)) {
      assertEquals("on", ask(server, "show fsync"));
      assertEquals("on", ask(server, "show synchronous_commit"));
      assertEquals("on", ask(server, "show full_page_writes"));
      assertEquals("127.0.0.1", ask(server, "show listen_addresses"));
      DatabaseChecks.check(server.address());
    }
  }

  @Test
  void aForgetfulDatabaseIsRefused() throws Exception {
    try (var data = DataDirectory.open(shared);
        var server = EmbeddedServer.start(data)) {
      run(server, "alter role muster set synchronous_commit = off");

      var refused =
          assertThrows(NotStartedException.class, () -> DatabaseChecks.check(server.address()));

      assertTrue(String.valueOf(refused.getMessage()).contains("synchronous_commit"));
      run(server, "alter role muster reset synchronous_commit");
    }
  }

  @Test
  void theRoleOfTheServerIsNoSuperuserAndNeedsItsPassword() throws Exception {
    try (var data = DataDirectory.open(shared);
        var server = EmbeddedServer.start(data)) {
      assertEquals("off", ask(server, "show is_superuser"));
      var address = server.address();
      var guessed = new DatabaseAddress(address.url(), address.user(), "guess");
      assertThrows(SQLException.class, guessed::connect);
      assertEquals(
          PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(data.keys().resolve("database.password")));
    }
  }

  @Test
  void whatAKilledProcessLeftStandingIsStoppedAndItsDataKept() throws Exception {
    var killed = standalone(folder);
    long left = Long.parseLong(killed.inputReader().readLine());
    killed.destroyForcibly().waitFor();
    assertTrue(isAlive(left), "the postmaster outlives a killed process");

    try (var data = DataDirectory.open(folder);
        var server = EmbeddedServer.start(data)) {
      ended(left).get(30, TimeUnit.SECONDS);
      assertNotEquals(left, server.postmaster().orElseThrow().pid());
      assertEquals("kept", ask(server, "select text from word"));
    }
  }

  @Test
  void thePostmasterOfAnotherFolderIsLeftAlone() throws Exception {
    try (var foreignData = DataDirectory.open(folder.resolve("foreign"));
        var foreign = EmbeddedServer.start(foreignData);
        var data = DataDirectory.open(folder.resolve("own"))) {
      EmbeddedServer.start(data).close();
      long pid = foreign.postmaster().orElseThrow().pid();
      Files.writeString(
          data.postgres().resolve("postmaster.pid"), pid + "\n" + data.postgres() + "\n");

      try (var server = EmbeddedServer.start(data)) {
        assertNotEquals(pid, server.postmaster().orElseThrow().pid());
        assertEquals("1", ask(foreign, "select 1"));
      }
    }
  }

  @Test
  void aStaleFileThatNamesSomeOtherProgramIsRemoved() throws Exception {
    try (var data = DataDirectory.open(shared)) {
      EmbeddedServer.start(data).close();
      long own = ProcessHandle.current().pid();
      Files.writeString(
          data.postgres().resolve("postmaster.pid"), own + "\n" + data.postgres() + "\n");

      try (var server = EmbeddedServer.start(data)) {
        assertEquals("1", ask(server, "select 1"));
      }
    }
  }

  @Test
  void aFirstStartThatWasBrokenOffIsBegunAgain() throws Exception {
    try (var data = DataDirectory.open(folder)) {
      Files.createDirectories(data.postgres().resolveSibling("postgres-unfinished/base"));
      try (var server = EmbeddedServer.start(data)) {
        assertEquals("1", ask(server, "select 1"));
      }
    }
  }

  @Test
  void aDatabaseThatDiesIsStartedAgainOnTheSamePort() throws Exception {
    try (var data = DataDirectory.open(shared);
        var server = EmbeddedServer.start(data)) {
      run(server, "create table note_kept as select 'kept' as text");
      var postmaster = server.postmaster().orElseThrow();

      postmaster.process().destroyForcibly();

      assertEquals("kept", askUntilAnswered(server, "select text from note_kept"));
    }
  }

  @Test
  void aSecondProcessOnTheSameFolderIsRefused() {
    try (var _ = DataDirectory.open(folder)) {
      var refused = assertThrows(NotStartedException.class, () -> DataDirectory.open(folder));

      String pid = String.valueOf(ProcessHandle.current().pid());
      assertTrue(String.valueOf(refused.getMessage()).contains(pid), refused.getMessage());
    }
    DataDirectory.open(folder).close();
  }

  @Test
  void migrationsRunOnceAndRefuseALaterSchema() throws Exception {
    try (var data = DataDirectory.open(shared);
        var server = EmbeddedServer.start(data)) {
      run(server, "drop schema public cascade; create schema public");
      assertTrue(Migrations.of(server.address()).isFresh());
      Migrations.of(server.address()).run();
      Migrations.of(server.address()).run();
      assertFalse(Migrations.of(server.address()).isFresh());

      run(
          server,
          """
          insert into flyway_schema_history
          values (999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', now(), 1, true)
          """);
      var refused =
          assertThrows(NotStartedException.class, () -> Migrations.of(server.address()).run());
      assertTrue(String.valueOf(refused.getMessage()).contains("999"), refused.getMessage());
    }
  }

  private static Process standalone(Path folder) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Standalone.class.getName(),
                folder.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  private static CompletableFuture<?> ended(long pid) {
    return ProcessHandle.of(pid)
        .<CompletableFuture<?>>map(ProcessHandle::onExit)
        .orElse(CompletableFuture.completedFuture(null));
  }

  private static void run(EmbeddedServer server, String sql) throws SQLException {
    try (var connection = server.address().connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(EmbeddedServer server, String sql) throws SQLException {
    try (var connection = server.address().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String askUntilAnswered(EmbeddedServer server, String sql) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        return ask(server, sql);
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  /** A process that starts a database, says its number and waits to be killed. */
  static final class Standalone {
    private Standalone() {}

    public static void main(String[] arguments) throws Exception {
      var data = DataDirectory.open(Path.of(arguments[0]));
      var server = EmbeddedServer.start(data);
      run(server, "create table word as select 'kept' as text");
      System.out.println(server.postmaster().orElseThrow().pid());
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    }
  }
}
