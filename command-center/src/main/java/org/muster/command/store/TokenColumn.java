package org.muster.command.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.muster.command.secret.TokenHash;

/** Hashes of tokens as the database keeps them. */
final class TokenColumn {
  private TokenColumn() {}

  static TokenHash of(Row row, String column) {
    return TokenHash.of(row.getBuffer(column).getBytes());
  }

  /** As one parameter. */
  static Object array(Collection<TokenHash> hashes) {
    return hashes.stream().map(hash -> Buffer.buffer(hash.bytes())).toArray(Buffer[]::new);
  }

  /** What rows say, by the hash in a column of theirs. */
  static <T> Map<TokenHash, T> index(Iterable<Row> rows, String column, Function<Row, T> record) {
    var index = new HashMap<TokenHash, T>();
    for (Row row : rows) {
      index.put(of(row, column), record.apply(row));
    }
    return index;
  }
}
