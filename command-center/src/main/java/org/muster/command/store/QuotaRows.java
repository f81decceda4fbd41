package org.muster.command.store;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.muster.command.store.EventLog.Entry;
import org.muster.model.Identifier;
import org.muster.model.order.OrderEvent.OrderSigned;
import org.muster.model.order.Quota;
import org.muster.model.roster.VolunteerId;

/** The rows of an order that was signed: its quotas, and all who stand in line for them at once. */
final class QuotaRows {
  /** One statement, as columns: an order of a city has thousands of quotas, and more people. */
  static final String SIGNED =
      """
      with q as materialized (
        select * from unnest($10::uuid[], $11::uuid[], $12::uuid[], $13::text[], $14::int[])
          as q(id, commitment, unit, community, need)
      ), signed as (
        update orders set state = 'signed', number = $2, signed_by = $3, signed_at = $4, receipt_by = $5,
          names_by = $6, arrive_by = $7, until = $8, answer_within = $9, version = $18,
          need_total = (select coalesce(sum(q.need), 0) from q)
        where id = $1
      ), quotas as (
        insert into quota (id, order_id, unit_id, community, need)
        select q.id, $1, q.unit, q.community, q.need from q
      ), commitments as (
        insert into commitment (id, order_id, unit_id) select distinct q.commitment, $1, q.unit from q
      )
      insert into candidate (quota_id, ordinal, volunteer_id, source)
      select c.quota, c.ordinal, c.volunteer, 'shock'
      from unnest($15::uuid[], $16::int[], $17::uuid[]) as c(quota, ordinal, volunteer)
      """;

  private QuotaRows() {}

  /** Its event is {@link OrderSigned}. */
  static void make(Sql tx, Entry entry) {
    var signed = (OrderSigned) entry.event();
    var terms = signed.terms();
    var quotas = signed.quotas();
    var line = new Line();
    quotas.forEach(line::add);
    tx.run(
        SIGNED,
        signed.order(),
        signed.number(),
        signed.by(),
        signed.at(),
        terms.receiptBy(),
        terms.namesBy(),
        terms.arriveBy(),
        terms.until(),
        terms.answerWithinS(),
        ids(quotas, Quota::id),
        ids(quotas, Quota::commitment),
        ids(quotas, Quota::unit),
        quotas.stream().map(quota -> quota.community().value()).toArray(String[]::new),
        quotas.stream().map(Quota::need).toArray(Integer[]::new),
        line.quotas.toArray(UUID[]::new),
        line.ordinals.toArray(Integer[]::new),
        line.volunteers.toArray(UUID[]::new),
        entry.version());
  }

  /** Who stands where in which line. */
  private static final class Line {
    final List<UUID> quotas = new ArrayList<>();
    final List<Integer> ordinals = new ArrayList<>();
    final List<UUID> volunteers = new ArrayList<>();

    void add(Quota quota) {
      int ordinal = 0;
      for (VolunteerId volunteer : quota.shock()) {
        ordinal++;
        quotas.add(quota.id().value());
        ordinals.add(ordinal);
        volunteers.add(volunteer.value());
      }
    }
  }

  private static UUID[] ids(List<Quota> quotas, Function<Quota, Identifier> id) {
    return quotas.stream().map(quota -> id.apply(quota).value()).toArray(UUID[]::new);
  }
}
