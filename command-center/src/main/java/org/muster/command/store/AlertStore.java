package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.delivery.Ladder;
import org.muster.model.order.OrderId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.EnumNames;

/** The table of alerts: what is to reach people beside the sockets, and whether they answered. */
public final class AlertStore {
  private static final String OPEN =
      """
      with open as materialized (
        select a.id, a.volunteer_id, a.unit_id, a.space, a.offered_at, upper(a.during) as until, o.tier,
          m.on_device_at is not null as stored
        from assignment a
        join orders o on o.id = a.order_id and o.state = 'signed'
        left join mailbox_item m on m.recipient = a.volunteer_id and m.item = a.id
        where a.order_id = $1 and a.state = 'offered'
          and not exists (select from alert t where t.item = a.id and t.channel = 'call')
      )
      select a.*,
        exists (select from alert t where t.item = a.id and t.channel = 'sms') as texted,
        exists (select from push_subscription p join device d using (token_hash)
                where d.volunteer_id = a.volunteer_id)
          and not exists (select from alert t where t.item = a.id and t.channel = 'push')
          as awaits_push,
        exists (select from device d where d.volunteer_id = a.volunteer_id
                and d.revoked_at < coalesce(d.expires_at, 'infinity'))
          and not exists (select from device d where d.volunteer_id = a.volunteer_id
                          and d.revoked_at is null) as signed_out
      from open a
      where not a.stored or a.offered_at <= $2
        or a.id = (select id from open where stored and offered_at > $2 order by offered_at limit 1)
      order by a.id
      """;

  private static final String QUEUE =
      """
      insert into alert (channel, recipient, item, order_id, unit_id, space, state, next_at, queued_at)
      select $1, recipient, item, $4, unit, $6, $7, $8, $8
      from unnest($2::uuid[], $3::uuid[], $5::uuid[]) as fresh (recipient, item, unit)
      order by recipient
      on conflict (recipient, item, channel) do nothing
      """;

  /** Units with a robot hear of it once an order. */
  private static final String QUEUE_ROBOTS =
      """
      insert into alert (channel, recipient, item, order_id, unit_id, space, state, next_at, queued_at)
      select 'robot', r.unit_id, $1, $1, r.unit_id, $3, 'queued', $4, $4
      from unit_robot r where r.unit_id = any($2) order by r.unit_id
      on conflict (recipient, item, channel) do nothing
      """;

  private static final String OFFER_OF_PHONE =
      """
      select a.id from alert t
      join assignment a on a.id = t.item
      join volunteer v on v.id = a.volunteer_id
      where v.phone_hash = $1 and v.merged_into is null and t.channel = 'sms'
        and (t.state = 'sent' or t.tries > 0)
      order by (a.state in ('offered', 'accepted')) desc, t.queued_at desc limit 1
      """;

  private static final String ANSWERED =
      "update alert set answered_at = coalesce(answered_at, $2) where item = $1 and channel ="
          + " 'sms'";

  private AlertStore() {}

  /** The roads beside the sockets. */
  public enum Channel {
    PUSH,
    SMS,
    ROBOT,
    CALL
  }

  /** An offer nobody has answered yet, and how far it got. */
  public record OpenOffer(
      AssignmentId id,
      VolunteerId volunteer,
      UnitId unit,
      String space,
      Instant until,
      Ladder.Standing standing,
      boolean signedOut) {}

  /** What is asked for: all of one order and one space. */
  public record Fresh(Channel channel, String state, OrderId order, String space, Instant at) {}

  /**
   * The open offers of an order. Of those which a phone has stored and which were made after a
   * time, only the first: in the middle of a launch they are thousands, and none wants anything
   * before that one does.
   */
  public static List<OpenOffer> open(Sql tx, OrderId order, Instant storedMayWaitSince) {
    return tx.list(OPEN, AlertStore::openOffer, order, storedMayWaitSince);
  }

  /** Asks for alerts about offers; those asked for before stay as they are. */
  public static void queue(Sql tx, Fresh fresh, Collection<OpenOffer> offers) {
    if (offers.isEmpty()) {
      return;
    }
    tx.run(
        QUEUE,
        EnumNames.of(fresh.channel()),
        offers.stream().map(o -> o.volunteer().value()).toArray(UUID[]::new),
        offers.stream().map(o -> o.id().value()).toArray(UUID[]::new),
        fresh.order(),
        offers.stream().map(o -> o.unit().value()).toArray(UUID[]::new),
        fresh.space(),
        fresh.state(),
        fresh.at());
  }

  /** Asks the robots of these units, where they have one, to speak of an order. */
  public static void queueRobots(
      Sql tx, OrderId order, Collection<UnitId> units, String space, Instant at) {
    UUID[] ids = units.stream().map(UnitId::value).distinct().toArray(UUID[]::new);
    tx.run(QUEUE_ROBOTS, order, ids, space, at);
  }

  /** The offer that a text from this number is about: the open one, or else the newest. */
  public static Optional<AssignmentId> findTexted(Sql sql, byte[] phoneHash) {
    return sql.find(OFFER_OF_PHONE, row -> new AssignmentId(row.getUUID("id")), (Object) phoneHash);
  }

  public static void noteAnswered(Sql tx, AssignmentId offer, Instant at) {
    tx.run(ANSWERED, offer, at);
  }

  private static OpenOffer openOffer(Row row) {
    return new OpenOffer(
        new AssignmentId(row.getUUID("id")),
        new VolunteerId(row.getUUID("volunteer_id")),
        new UnitId(row.getUUID("unit_id")),
        row.getString("space"),
        row.getOffsetDateTime("until").toInstant(),
        new Ladder.Standing(
            Words.of(Tier.class, row.getString("tier")),
            row.getOffsetDateTime("offered_at").toInstant(),
            row.getBoolean("stored"),
            row.getBoolean("awaits_push"),
            row.getBoolean("texted"),
            false),
        row.getBoolean("signed_out"));
  }
}
