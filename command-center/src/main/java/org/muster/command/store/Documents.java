package org.muster.command.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.muster.model.wire.Json;

/** Reads the small lists that a row keeps as JSON; they are written by the same records. */
final class Documents {
  private Documents() {}

  static <T> List<T> list(Row row, String column, Class<T> type) {
    @Nullable JsonArray kept = row.getJsonArray(column);
    if (kept == null || kept.isEmpty()) {
      return List.of();
    }
    var list = new ArrayList<T>();
    for (JsonNode item : Json.parse(kept.encode())) {
      list.add(Json.decode(item, type));
    }
    return List.copyOf(list);
  }
}
