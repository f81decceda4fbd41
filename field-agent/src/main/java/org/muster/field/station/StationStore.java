package org.muster.field.station;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** What the station keeps: the newest roll, the codes ahead, and what was ticked off. One file. */
final class StationStore implements AutoCloseable {
  private static final List<String> TABLES =
      List.of(
          "pragma journal_mode = wal",
          // A tick that the page has confirmed outlives a power cut.
          "pragma synchronous = full",
          "create table if not exists kept (name text primary key, body text not null)",
          """
          create table if not exists tick (
            n integer primary key autoincrement, id text not null unique, assignment text not null,
            deed text not null, name text not null, at text not null, state text not null,
            code text, detail text, seen integer not null default 0)
          """);

  private static final String KEEP =
      "insert into kept (name, body) values (?, ?) on conflict (name) do update set body ="
          + " excluded.body";

  private static final String KEPT = "select body from kept where name = ?";

  private static final String ADD =
      """
      insert into tick (id, assignment, deed, name, at, state) values (?, ?, ?, ?, ?, 'waiting')
      on conflict (id) do nothing
      """;

  private static final String OPEN =
      "select * from tick where state = 'waiting' or (state = 'refused' and seen = 0) order by n";

  private static final String SETTLE =
      "update tick set state = ?, code = ?, detail = ? where id = ? and state = 'waiting'";

  private static final String SEEN = "update tick set seen = 1 where id = ? and state = 'refused'";

  private static final String COUNT = "select count(*) from tick where state = ?";

  private final Connection database;

  private StationStore(Connection database) {
    this.database = database;
  }

  static StationStore open(Path file) {
    try {
      Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (var statement = database.createStatement()) {
        for (String sql : TABLES) {
          var _ = statement.execute(sql);
        }
      }
      return new StationStore(database);
    } catch (SQLException e) {
      throw new StationException("本机存储无法打开：" + file + " The station's store cannot be opened.", e);
    }
  }

  synchronized void keep(String name, JsonNode body) {
    change(KEEP, name, Json.write(body));
  }

  synchronized Optional<JsonNode> kept(String name) {
    List<JsonNode> found = list(KEPT, row -> Json.parse(row.getString("body")), name);
    return found.stream().findFirst();
  }

  /** On the disk when this returns; pressed twice under one id it is one. */
  synchronized void add(Tick tick) {
    change(
        ADD,
        tick.id().toString(),
        tick.assignment().toString(),
        EnumNames.of(tick.deed()),
        tick.name(),
        tick.at().toString());
  }

  /** What is still to be sent, and what was refused and not read yet, the oldest first. */
  synchronized List<Tick> open() {
    return list(OPEN, StationStore::tick);
  }

  synchronized void settle(
      UUID id, Tick.State state, Optional<String> code, Optional<String> detail) {
    change(SETTLE, EnumNames.of(state), code.orElse(null), detail.orElse(null), id.toString());
  }

  /** Somebody has read the refusal. */
  synchronized void noteSeen(UUID id) {
    change(SEEN, id.toString());
  }

  synchronized int count(Tick.State state) {
    return list(COUNT, row -> row.getInt(1), EnumNames.of(state)).getFirst();
  }

  /** Reads a row. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private void change(String sql, @org.jspecify.annotations.Nullable String... values) {
    try (var statement = prepared(sql, values)) {
      var _ = statement.executeUpdate();
    } catch (SQLException e) {
      throw new StationException(
          "本机存储失败，操作没有记下。 The station's store failed; nothing was noted.", e);
    }
  }

  private <T> List<T> list(String sql, Reading<T> reading, String... values) {
    var found = new ArrayList<T>();
    try (var statement = prepared(sql, values);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(reading.of(rows));
      }
      return found;
    } catch (SQLException e) {
      throw new StationException("本机存储无法读取。 The station's store cannot be read.", e);
    }
  }

  private PreparedStatement prepared(
      String sql, @org.jspecify.annotations.Nullable String... values) throws SQLException {
    PreparedStatement statement = database.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i]);
    }
    return statement;
  }

  private static Tick tick(ResultSet row) throws SQLException {
    return new Tick(
        UUID.fromString(row.getString("id")),
        UUID.fromString(row.getString("assignment")),
        word(Tick.Deed.values(), row.getString("deed")),
        row.getString("name"),
        Instant.parse(row.getString("at")),
        word(Tick.State.values(), row.getString("state")),
        Optional.ofNullable(row.getString("code")),
        Optional.ofNullable(row.getString("detail")));
  }

  private static <E extends Enum<E>> E word(E[] of, String word) {
    for (E one : of) {
      if (EnumNames.of(one).equals(word)) {
        return one;
      }
    }
    throw new IllegalStateException("no such word: " + word);
  }

  @Override
  public synchronized void close() {
    try {
      database.close();
    } catch (SQLException e) {
      throw new StationException("本机存储未能关闭。 The station's store could not be closed.", e);
    }
  }
}
