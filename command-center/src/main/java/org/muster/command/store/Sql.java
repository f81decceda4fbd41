package org.muster.command.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on one connection and waits for each; to be used on virtual threads only.
 *
 * <p>Parameters are {@code $1, $2, …}; {@link org.muster.model.Identifier}s are passed as their
 * UUID.
 */
public final class Sql {
  private final SqlClient client;

  Sql(SqlClient client) {
    this.client = client;
  }

  /** Runs a statement and returns its rows (and {@code rowCount()}). */
  public RowSet<Row> run(String sql, @Nullable Object... parameters) {
    return client.preparedQuery(sql).execute(Tuple.tuple(unwrap(parameters))).await();
  }

  /** The rows as records. */
  public <T> List<T> list(String sql, Function<Row, T> record, @Nullable Object... parameters) {
    var found = new ArrayList<T>();
    for (Row row : run(sql, parameters)) {
      found.add(record.apply(row));
    }
    return found;
  }

  /** The only row, or none. */
  public <T> Optional<T> find(String sql, Function<Row, T> record, @Nullable Object... parameters) {
    var rows = run(sql, parameters).iterator();
    return rows.hasNext() ? Optional.of(record.apply(rows.next())) : Optional.empty();
  }

  /** The only row of a statement that always has one. */
  public <T> T get(String sql, Function<Row, T> record, @Nullable Object... parameters) {
    return find(sql, record, parameters)
        .orElseThrow(() -> new IllegalStateException("no row: " + sql));
  }

  /** How many rows the statement changed. */
  public int change(String sql, @Nullable Object... parameters) {
    return run(sql, parameters).rowCount();
  }

  private static List<@Nullable Object> unwrap(@Nullable Object[] parameters) {
    var plain = new ArrayList<@Nullable Object>(parameters.length);
    Arrays.stream(parameters).map(Sql::unwrap).forEach(plain::add);
    return plain;
  }

  private static @Nullable Object unwrap(@Nullable Object parameter) {
    return switch (parameter) {
      case null -> null;
      case org.muster.model.Identifier id -> id.value();
      case org.muster.model.place.AreaCode code -> code.value();
      case Optional<?> value -> value.map(Sql::unwrap).orElse(null);
      case byte[] bytes -> io.vertx.core.buffer.Buffer.buffer(bytes);
      case java.time.Instant at -> at.atOffset(java.time.ZoneOffset.UTC);
      default -> parameter;
    };
  }
}
