package org.muster.command.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.muster.command.store.Database;
import org.muster.model.RefusedException;

/** The sealed log, in the order of its seal; it holds no personal data. */
public final class LogViews {
  private static final String EVENTS =
      """
      select json_strip_nulls(json_build_object('cursor', s.n, 'n', s.n::text, 'stream', e.stream, 'version', e.version,
        'type', e.type, 'at', e.at, 'actor', e.actor, 'space', e.space, 'body', e.body,
        'hash', encode(s.hash, 'hex')))::text as json
      from seal s join event e on e.position = s.position
      where s.n > $1 order by s.n limit $2
      """;

  private static final String SEAL =
      """
      select json_strip_nulls(json_build_object('n', coalesce(max(s.n), 0)::text,
        'hash', (select encode(l.hash, 'hex') from seal l order by l.n desc limit 1),
        'sealedAt', max(s.at), 'unsealed', (select count(*) from event) - count(*)))::text as json
      from seal s
      """;

  private final Database database;

  public LogViews(Database database) {
    this.database = database;
  }

  public ObjectNode events(Optional<String> after, Optional<String> limit) {
    int size = Rows.limit(limit);
    long from = after.map(LogViews::number).orElse(0L);
    return database.read(
        sql ->
            Rows.page(
                Rows.list(sql, EVENTS, from, size + 1),
                size,
                sql.get("select count(*) as n from seal", row -> row.getLong("n"))));
  }

  /** Where the chain stands. */
  public JsonNode seal() {
    return database.read(sql -> Rows.find(sql, SEAL).orElseThrow());
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw RefusedException.invalid("after", "a number");
    }
  }
}
