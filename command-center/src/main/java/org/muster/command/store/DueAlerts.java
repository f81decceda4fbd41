package org.muster.command.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Alerts whose time has come.
 *
 * <p>Whoever takes alerts to hand them over pushes their time ahead in the same transaction, so
 * that others leave them alone meanwhile and take them again should the taker die. Hence one may be
 * handed over twice; it bears its id, by which the other side knows it.
 */
public final class DueAlerts {
  private static final String DROP_MOOT =
      """
      update alert t set state = 'moot'
      where t.state = 'queued' and t.channel in ('push', 'sms') and t.next_at <= $1
        and (not exists (select from assignment a where a.id = t.item and a.state = 'offered')
          or t.channel = 'push' and exists (
            select from mailbox_item m where m.recipient = t.recipient and m.item = t.item
              and m.on_device_at is not null))
      """;

  private static final String TAKE =
      """
      with due as materialized (
        select id from alert where state = 'queued' and next_at <= $1
        order by next_at, id limit $2 for update skip locked
      ), taken as (
        update alert t set tries = t.tries + 1, next_at = $1 + $3 * interval '1 millisecond'
        from due where t.id = due.id
        returning t.*
      )
      select t.id, t.channel, t.tries, t.space, m.body::text as body, v.phone_cipher,
        r.kind, r.token_cipher, r.secret_cipher,
        case when t.channel = 'push' then array(
          select p.sealed from push_subscription p join device d using (token_hash)
          where d.volunteer_id = t.recipient) end as subscriptions,
        (select o.number from orders o where o.id = t.order_id) as number,
        (select count(*) from alert c where c.order_id = t.order_id and c.unit_id = t.unit_id
         and c.channel = 'call' and c.state = 'listed') as listed
      from taken t
      left join mailbox_item m on t.channel in ('push', 'sms') and m.recipient = t.recipient and m.item = t.item
      left join volunteer v on t.channel = 'sms' and v.id = t.recipient
      left join unit_robot r on t.channel = 'robot' and r.unit_id = t.recipient
      order by t.id
      """;

  private static final String SENT =
      """
      update alert set state = 'sent', sent_at = $2, reference = $3, reason = ''
      where id = $1 and state = 'queued'
      """;

  private static final String AGAIN =
      "update alert set next_at = $2, reason = $3 where id = $1 and state = 'queued'";

  /** Nobody has to act on a push: the text follows by itself. */
  private static final String DEAD =
      """
      update alert set state = case channel when 'push' then 'moot' else 'dead' end, reason = $2
      where id = $1 and state = 'queued'
      """;

  private DueAlerts() {}

  /**
   * An alert to be handed over now.
   *
   * @param letter what the phone shows of the offer; for a push or a text
   * @param subscriptions encrypted, of the person's phones that take pushes; for a push
   * @param phone encrypted; for a text
   * @param robot for a group
   * @param listed how many of the unit are to be called
   */
  public record Due(
      UUID id,
      AlertStore.Channel channel,
      int tries,
      String space,
      Optional<String> letter,
      List<Sealed> subscriptions,
      Optional<Sealed> phone,
      Optional<Robot> robot,
      String number,
      long listed) {}

  /** A unit's group robot; token and secret are encrypted. */
  public record Robot(String kind, Sealed token, Optional<Sealed> secret) {}

  /** Takes what is due; others see it again after {@code hidden} unless it was noted by then. */
  public static List<Due> take(Sql tx, Instant now, int limit, Duration hidden) {
    tx.run(DROP_MOOT, now);
    return tx.list(TAKE, DueAlerts::due, now, limit, hidden.toMillis());
  }

  public static void noteSent(Sql tx, UUID id, Instant at, String reference) {
    tx.run(SENT, id, at, reference);
  }

  public static void noteFailed(Sql tx, UUID id, Instant nextAt, String reason) {
    tx.run(AGAIN, id, nextAt, reason);
  }

  /** It is given up, and waits for somebody to act. */
  public static void noteDead(Sql tx, UUID id, String reason) {
    tx.run(DEAD, id, reason);
  }

  private static Due due(Row row) {
    return new Due(
        row.getUUID("id"),
        Words.of(AlertStore.Channel.class, row.getString("channel")),
        row.getInteger("tries"),
        row.getString("space"),
        Optional.ofNullable(row.getString("body")),
        subscriptions(row),
        sealed(row, "phone_cipher"),
        Optional.ofNullable(row.getString("kind"))
            .map(
                kind ->
                    new Robot(
                        kind,
                        sealed(row, "token_cipher").orElseThrow(),
                        sealed(row, "secret_cipher"))),
        Optional.ofNullable(row.getString("number")).orElse(""),
        row.getLong("listed"));
  }

  private static List<Sealed> subscriptions(Row row) {
    Buffer[] sealed = row.getArrayOfBuffers("subscriptions");
    return sealed == null
        ? List.of()
        : Arrays.stream(sealed).map(Buffer::getBytes).map(Sealed::of).toList();
  }

  private static Optional<Sealed> sealed(Row row, String column) {
    return Optional.ofNullable(row.getBuffer(column)).map(Buffer::getBytes).map(Sealed::of);
  }
}
