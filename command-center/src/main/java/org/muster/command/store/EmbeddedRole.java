package org.muster.command.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The role and database that the server uses inside its own PostgreSQL.
 *
 * <p>The role owns its database and nothing more: a hole in a statement must not become the right
 * to run programs.
 */
final class EmbeddedRole {
  private static final String ROLE = "select 1 from pg_roles where rolname = 'muster'";
  private static final String DATABASE = "select 1 from pg_database where datname = 'muster'";

  /** cannot_connect_now: it takes connections once it has recovered, however long that log is. */
  private static final String RECOVERING = "57P03";

  private static final Duration RECOVERY_MAX = Duration.ofMinutes(30);
  private static final Duration LOOK = Duration.ofMillis(200);

  private EmbeddedRole() {}

  /** Makes what is missing; a first start may have been broken off anywhere. */
  static void ensure(DatabaseAddress superuser, DatabaseAddress own) throws SQLException {
    try (var connection = recovered(superuser)) {
      if (isMissing(connection, ROLE)) {
        run(connection, "create role muster login");
      }
      run(connection, "alter role muster password '" + own.password() + "'");
      if (isMissing(connection, DATABASE)) {
        run(connection, "create database muster owner muster");
      }
    }
  }

  /** PostgreSQL calls itself started while it still works off the log of a backup. */
  private static Connection recovered(DatabaseAddress superuser) throws SQLException {
    long deadline = System.nanoTime() + RECOVERY_MAX.toNanos();
    while (true) {
      try {
        return superuser.connect();
      } catch (SQLException e) {
        if (!RECOVERING.equals(e.getSQLState()) || deadline - System.nanoTime() < 0) {
          throw e;
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
  }

  private static boolean isMissing(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
