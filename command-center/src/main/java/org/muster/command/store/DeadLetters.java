package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** Alerts that were given up, for somebody to act on; no name and no number is among them. */
public final class DeadLetters {
  private static final String SEEN =
      """
      from alert t left join assignment a on a.id = t.item
      where t.state = 'dead' and ($1::uuid is null or t.unit_id = $1)
        and (a.id is null or a.community like $2)
      """;

  private static final String LIST =
      "select t.*, a.volunteer_id " + SEEN + " order by t.queued_at, t.id limit $3";

  private static final String FIND =
      "select t.*, a.volunteer_id " + SEEN + " and t.id = $3 for update of t";

  private static final String AGAIN =
      "update alert set state = 'queued', tries = 0, next_at = $2 where id = $1";

  private static final String CLOSE = "update alert set state = 'closed' where id = $1";

  private DeadLetters() {}

  /** Whose dead letters are looked at. */
  public record Sight(Optional<UnitId> unit, Optional<AreaCode> area) {
    String beneath() {
      return area.map(AreaCode::prefix).orElse("") + "%";
    }
  }

  /**
   * An alert that did not get through.
   *
   * @param volunteer absent for a unit's robot
   * @param reason what the other side said, or why it was not reached
   */
  public record DeadLetter(
      UUID id,
      String channel,
      OrderId order,
      UnitId unit,
      Optional<VolunteerId> volunteer,
      int tries,
      String reason,
      Instant queuedAt) {}

  /** The oldest first. */
  public static List<DeadLetter> list(Sql sql, Sight sight, int limit) {
    return sql.list(LIST, DeadLetters::letter, sight.unit(), sight.beneath(), limit);
  }

  /** One of them, which nobody else can change before this transaction ends. */
  public static Optional<DeadLetter> lock(Sql tx, Sight sight, UUID id) {
    return tx.find(FIND, DeadLetters::letter, sight.unit(), sight.beneath(), id);
  }

  public static void tryAgain(Sql tx, UUID id, Instant at) {
    tx.run(AGAIN, id, at);
  }

  public static void close(Sql tx, UUID id) {
    tx.run(CLOSE, id);
  }

  private static DeadLetter letter(Row row) {
    return new DeadLetter(
        row.getUUID("id"),
        row.getString("channel"),
        new OrderId(row.getUUID("order_id")),
        new UnitId(row.getUUID("unit_id")),
        Optional.ofNullable(row.getUUID("volunteer_id")).map(VolunteerId::new),
        row.getInteger("tries"),
        row.getString("reason"),
        row.getOffsetDateTime("queued_at").toInstant());
  }
}
