package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.settings.NotStartedException;
import org.muster.command.testing.Eventually;

/** The built-in database is copied while it is written to. */
@Timeout(180)
final class EmbeddedBackupIT {
  private static final String TIMELINE = "select left(pg_walfile_name(pg_current_wal_lsn()), 8)";
  private static final String KEPT =
      "select (count(*) = max(n))::text || '/' || count(*) from kept";
  private static final int BEFORE = 50;

  @TempDir Path folder;

  @Test
  void whatWasCommittedBeforeTheBackupIsThereAfterTheRestoreOnAnotherTimeline() throws Exception {
    Path copy = folder.resolve("copy");
    Path restored = folder.resolve("restored");
    Path key = Files.writeString(folder.resolve("personal.key"), "00".repeat(32));
    int before;
    String timeline;
    try (var data = DataDirectory.open(folder.resolve("data"));
        var server = EmbeddedServer.start(data)) {
      run(server, "create table kept (n int primary key)");
      before = backedUp(server, copy);
      timeline = asked(server, TIMELINE);
      assertThrows(
          NotStartedException.class,
          () -> new EmbeddedBackup(folder.resolve("data"), copy).take(),
          "nothing is written over a backup");
    }

    new EmbeddedBackup(restored, copy).restore(key);

    try (var data = DataDirectory.open(restored);
        var server = EmbeddedServer.start(data)) {
      assertNotEquals(timeline, asked(server, TIMELINE));
      String[] kept = asked(server, KEPT).split("/", -1);
      assertEquals("true", kept[0], "no gap among the rows");
      assertTrue(Integer.parseInt(kept[1]) >= before, kept[1] + " of " + before);
      run(server, "insert into kept values (-1)");
      assertTrue(Files.exists(restored.resolve("keys/personal.key")));
    }
  }

  /** Returns how many rows were committed when the backup began. */
  private int backedUp(EmbeddedServer server, Path copy) throws Exception {
    var committed = new AtomicInteger();
    var over = new AtomicBoolean();
    try (var writing = Executors.newVirtualThreadPerTaskExecutor();
        var connection = server.address().connect()) {
      var writer = writing.submit(() -> write(connection, committed, over));
      try {
        Eventually.until("rows", () -> committed.get() >= BEFORE || writer.isDone());
        int before = committed.get();
        new EmbeddedBackup(folder.resolve("data"), copy).take();
        return before;
      } finally {
        over.set(true);
        writer.get();
      }
    }
  }

  private static int write(Connection connection, AtomicInteger committed, AtomicBoolean over)
      throws SQLException {
    try (var insert = connection.prepareStatement("insert into kept values (?)")) {
      while (!over.get()) {
        insert.setInt(1, committed.get() + 1);
        insert.execute();
        committed.incrementAndGet();
      }
    }
    return committed.get();
  }

  private static void run(EmbeddedServer server, String statement) throws SQLException {
    try (var connection = server.address().connect();
        var work = connection.createStatement()) {
      work.execute(statement);
    }
  }

  private static String asked(EmbeddedServer server, String query) throws SQLException {
    try (var connection = server.address().connect();
        var work = connection.createStatement();
        var rows = work.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
