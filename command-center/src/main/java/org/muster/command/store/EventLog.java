package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.command.store.Projector.Fact;
import org.muster.model.Event;
import org.muster.model.wire.EventTypes;
import org.muster.model.wire.Json;

/**
 * The memory of the system: events are appended in the transaction that also updates the state, and
 * never change.
 *
 * <p>Who writes: desks, in their transactions. The version of a stream is unique, so that of two
 * writers one wins. Who reads in order of commit reads by {@link Seals}' number, never by position:
 * a slow transaction may commit a low position late.
 */
public final class EventLog {
  private static final String APPEND =
      """
      insert into event (stream, version, type, body, at, actor, command, space)
      select e.stream, e.version, e.type, e.body::jsonb, e.at, $6, $7, $8
      from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::timestamptz[])
        with ordinality as e(stream, version, type, body, at, n)
      order by e.n
      """;

  private final Projector projector = new Projector();

  /** An event as the next version of its stream. */
  public record Entry(UUID stream, int version, Event event) {}

  /**
   * Whose command led to the events.
   *
   * @param actor the principal; absent for what the system does by itself
   */
  public record Origin(Optional<UUID> actor, Optional<UUID> command, String space) {
    public static final String LIVE = "live";

    /** The system's own doing: timers, launches. */
    public static Origin system(String space) {
      return new Origin(Optional.empty(), Optional.empty(), space);
    }
  }

  /** Records the events and brings the state tables up to them; both or neither. */
  public void append(Sql tx, List<Entry> entries, Origin origin) {
    if (entries.isEmpty()) {
      return;
    }
    var facts = entries.stream().map(Fact::of).toList();
    tx.run(
        APPEND,
        entries.stream().map(Entry::stream).toArray(UUID[]::new),
        entries.stream().map(Entry::version).toArray(Integer[]::new),
        entries.stream().map(e -> EventTypes.nameOf(e.event())).toArray(String[]::new),
        facts.stream().map(Fact::body).toArray(String[]::new),
        entries.stream()
            .map(e -> e.event().at().atOffset(ZoneOffset.UTC))
            .toArray(OffsetDateTime[]::new),
        origin.actor(),
        origin.command(),
        origin.space());
    projector.apply(tx, facts);
  }

  /** A stored event as it is read back. */
  static Entry entry(Row row) {
    @Nullable Object body = row.getValue("body");
    return new Entry(
        row.getUUID("stream"),
        row.getInteger("version"),
        EventTypes.read(row.getString("type"), Json.parse(String.valueOf(body))));
  }
}
