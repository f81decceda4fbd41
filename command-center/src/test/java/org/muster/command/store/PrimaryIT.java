package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.testing.Eventually;

/** Two servers, of which at any time one takes writes. */
@Timeout(120)
final class PrimaryIT {
  private static final String WHERE = "select current_setting('port')";

  @TempDir Path folder;

  @Test
  void theServerThatTakesWritesIsFoundAndAfterAFailoverTheOtherOne() throws Exception {
    try (var data = DataDirectory.open(folder.resolve("first"));
        var first = EmbeddedServer.start(data);
        var otherData = DataDirectory.open(folder.resolve("second"))) {
      var second = EmbeddedServer.start(otherData);
      alignPasswords(first, second);
      setReadOnly(first, "on");
      var vertx = Vertx.vertx();
      var pool = Pools.open(vertx, both(first, second), 2);
      var database = new Database(pool, 2);

      assertEquals(String.valueOf(second.port()), where(database));
      assertTrue(both(first, second).connect().getMetaData().getURL().contains("" + second.port()));

      second.close();
      setReadOnly(first, "off");

      Eventually.until("the promoted server", () -> answers(database));
      assertEquals(String.valueOf(first.port()), where(database));
      pool.close().await();
      vertx.close().await();
    }
  }

  private static boolean answers(Database database) {
    try {
      return !where(database).isEmpty();
    } catch (UnavailableException e) {
      return false;
    }
  }

  private static String where(Database database) {
    return database.transaction(sql -> sql.get(WHERE, row -> row.getString(0)));
  }

  private static DatabaseAddress both(EmbeddedServer first, EmbeddedServer second) {
    return new DatabaseAddress(
        "postgresql://127.0.0.1:%d,127.0.0.1:%d/muster".formatted(first.port(), second.port()),
        first.address().user(),
        first.address().password());
  }

  private static void alignPasswords(EmbeddedServer first, EmbeddedServer second)
      throws SQLException {
    execute(second, "alter role current_user password '" + first.address().password() + "'");
  }

  /** For sessions that begin after it; those that stand are ended, as a promotion need not. */
  private static void setReadOnly(EmbeddedServer server, String value) throws SQLException {
    execute(
        server,
        """
        set transaction read write;
        alter role current_user set default_transaction_read_only = %s;
        select pg_terminate_backend(pid) from pg_stat_activity
        where usename = current_user and pid <> pg_backend_pid()
        """
            .formatted(value));
  }

  private static void execute(EmbeddedServer server, String statements) throws SQLException {
    var address = server.address();
    try (var connection =
            DriverManager.getConnection(
                "jdbc:" + address.url(), address.user(), address.password());
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(statements);
      connection.commit();
    }
  }
}
