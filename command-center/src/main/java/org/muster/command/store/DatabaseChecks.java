package org.muster.command.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.muster.command.settings.NotStartedException;

/** Refuses a database that could forget what it has committed, or is too old. */
public final class DatabaseChecks {
  private static final int VERSION_MIN = 15;

  /** Off, any of these loses committed work in a crash of the machine. */
  private static final List<String> DURABLE =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private DatabaseChecks() {}

  /** Throws {@link NotStartedException} with the first thing that is wrong. */
  public static void check(DatabaseAddress address) {
    try (var connection = address.connect()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < VERSION_MIN) {
        throw NotStartedException.because(
            "数据库是 PostgreSQL %d，至少需要 %d。".formatted(version, VERSION_MIN),
            "The database is PostgreSQL %d; at least %d is needed."
                .formatted(version, VERSION_MIN));
      }
      for (String setting : DURABLE) {
        if (show(connection, setting).equals("off")) {
          throw NotStartedException.because(
              "数据库的 %s 为 off，断电会丢失已提交的数据。请改为 on 后再启动。".formatted(setting),
              "The database has %s = off and would lose committed data in a power cut. Turn it on and start again."
                  .formatted(setting));
        }
      }
    } catch (SQLException e) {
      throw unreachable(address, e);
    }
  }

  static NotStartedException unreachable(DatabaseAddress address, SQLException e) {
    return NotStartedException.because(
        "无法连接数据库 %s：%s".formatted(address, e.getMessage()),
        "The database %s cannot be reached: %s".formatted(address, e.getMessage()),
        e);
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("show " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
