package org.muster.command.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks at the tables of a running server, to tell whether a request has left something behind. */
final class Tables implements AutoCloseable {
  /** What the server does by itself shows here, and then the others may differ too. */
  static final String BY_ITSELF = "events of the system";

  /** What is remembered; without sessions, mail and the seal. */
  private static final List<String> WATCHED =
      List.of(
          "event",
          "command_reply",
          "note",
          "document_number",
          "response",
          "order_document",
          "orders",
          "quota",
          "commitment",
          "candidate",
          "assignment",
          "service_record",
          "plan",
          "plan_line",
          "volunteer",
          "unit");

  private static final String PRINTS =
      WATCHED.stream()
              .map(
                  table ->
                      "select '%1$s', coalesce(sum(hashtextextended(t::text, 0)), 0)::text from %1$s t"
                          .formatted(table))
              .collect(Collectors.joining(" union all "))
          + " union all select '%s', count(*)::text from event where actor is null"
              .formatted(BY_ITSELF);

  private static final String DUE = "select count(*) from timer where due_at <= now()";

  private final Connection connection;

  private Tables(Connection connection) {
    this.connection = connection;
  }

  static Tables of(Path data) throws IOException, SQLException {
    String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3);
    String password = Files.readString(data.resolve("keys/database.password")).strip();
    return new Tables(
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port + "/muster", "muster", password));
  }

  /** A fingerprint of each table. */
  Map<String, String> prints() {
    var prints = new LinkedHashMap<String, String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(PRINTS)) {
      while (rows.next()) {
        prints.put(rows.getString(1), rows.getString(2));
      }
      return prints;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** True when nothing is about to happen by itself. */
  boolean isQuiet() {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(DUE)) {
      return rows.next() && rows.getInt(1) == 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
