package org.muster.command.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The role and database that the server uses inside its own PostgreSQL.
 *
 * <p>The role owns its database and nothing more: a hole in a statement must not become the right
 * to run programs.
 */
final class EmbeddedRole {
  private static final String ROLE = "select 1 from pg_roles where rolname = 'muster'";
  private static final String DATABASE = "select 1 from pg_database where datname = 'muster'";

  private EmbeddedRole() {}

  /** Makes what is missing; a first start may have been broken off anywhere. */
  static void ensure(DatabaseAddress superuser, DatabaseAddress own) throws SQLException {
    try (var connection = superuser.connect()) {
      if (isMissing(connection, ROLE)) {
        run(connection, "create role muster login");
      }
      run(connection, "alter role muster password '" + own.password() + "'");
      if (isMissing(connection, DATABASE)) {
        run(connection, "create database muster owner muster");
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
