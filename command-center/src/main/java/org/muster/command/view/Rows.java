package org.muster.command.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.command.store.Sql;
import org.muster.model.RefusedException;
import org.muster.model.wire.Json;

/** Runs statements whose only column {@code json} is the answer as it goes out. */
final class Rows {
  static final int LIMIT_MAX = 500;
  private static final int LIMIT_DEFAULT = 100;

  private Rows() {}

  static List<JsonNode> list(Sql sql, String statement, @Nullable Object... parameters) {
    return sql.list(statement, row -> Json.parse(row.getString("json")), parameters);
  }

  static Optional<JsonNode> find(Sql sql, String statement, @Nullable Object... parameters) {
    return list(sql, statement, parameters).stream().findFirst();
  }

  static ArrayNode array(Sql sql, String statement, @Nullable Object... parameters) {
    return JsonNodeFactory.instance.arrayNode().addAll(list(sql, statement, parameters));
  }

  /** A list that is shown in one piece. */
  static ObjectNode whole(ArrayNode items) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.set("items", items);
    return list.put("total", items.size());
  }

  /** How many items a page may have: 1 to {@link #LIMIT_MAX}. */
  static int limit(Optional<String> asked) {
    try {
      int limit = asked.map(Integer::parseInt).orElse(LIMIT_DEFAULT);
      if (limit >= 1 && limit <= LIMIT_MAX) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Falls through to the refusal.
    }
    throw RefusedException.invalid("limit", "1 to " + LIMIT_MAX);
  }

  /** The last item of the page before, where items are named by an id. */
  static Optional<UUID> after(Optional<String> asked) {
    try {
      return asked.map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid("after", "not a cursor of this list");
    }
  }

  /**
   * A page of a list. The statement returns one row more than the page holds; each item's {@code
   * cursor} becomes the {@code next} of the page it ends, and is left out of the item.
   */
  static ObjectNode page(List<JsonNode> rows, int limit, long total) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode items = page.putArray("items");
    @Nullable String last = null;
    for (JsonNode row : rows.subList(0, Math.min(limit, rows.size()))) {
      ObjectNode item = (ObjectNode) row;
      @Nullable JsonNode cursor = item.remove("cursor");
      last = cursor == null ? null : cursor.asText();
      items.add(item);
    }
    page.put("total", total);
    return page.put("next", rows.size() > limit ? last : null);
  }
}
