package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Writes the letters about orders and what becomes of them, to the offices concerned. */
public final class Letters {
  /** Liaisons of the units that owe people, and community staff, hear of the order itself. */
  private static final String OF_ORDERS =
      """
      select account.id as recipient, o.id, o.version,
        json_strip_nulls(json_build_object(
          'kind', 'order', 'id', o.id, 'version', o.version, 'state', o.state, 'number', o.number,
          'title', d.body->>'title', 'tier', o.tier, 'urgency', d.body->>'urgency',
          'receiptBy', o.receipt_by, 'namesBy', o.names_by, 'arriveBy', o.arrive_by, 'until', o.until,
          'task', d.body->>'task', 'risk', d.body->>'risk', 'contact', d.body->>'contact',
          'need', (select sum(q.need) from quota q where q.order_id = o.id and q.unit_id = c.unit_id),
          'space', o.space))::text as body
      from orders o
      join order_document d on d.order_id = o.id and d.revision = o.revision
      join commitment c on c.order_id = o.id
      join account on account.unit_id = c.unit_id and 'liaison' = any(account.roles) and not account.disabled
      where o.id = any($1) and o.state in ('signed', 'withdrawn', 'closed')
        and coalesce((select m.version from mailbox_item m where m.recipient = account.id and m.item = o.id), 0)
            < o.version
      order by account.id
      """;

  /** A notice is known by its unit; the phone finds the words to its state. */
  private static final String OF_SHOCK_TEAMS =
      """
      select account.id as recipient, s.unit_id as id, s.version,
        jsonb_build_object('kind', 'notice', 'id', s.unit_id, 'version', s.version,
          'state', case when s.short then 'shockTeamShort' else 'shockTeamFilled' end,
          'title', u.name, 'unit', s.unit_id, 'required', s.required, 'eligible', s.eligible,
          'shortfall', greatest(s.required - s.eligible, 0), 'since', s.since, 'space', 'live')::text as body
      from shock_team s
      join unit u on u.id = s.unit_id
      join account on account.unit_id = s.unit_id and 'liaison' = any(account.roles) and not account.disabled
      where s.unit_id = any($1)
      order by account.id
      """;

  /** A reminder is known by the commitment it is about: the newest takes the older one's place. */
  private static final String OF_REMINDERS =
      """
      select account.id as recipient, c.id, c.version,
        json_strip_nulls(json_build_object('kind', 'notice', 'id', c.id, 'version', c.version,
          'state', case when c.signed_at is null then 'reminderToSign' else 'reminder' end,
          'order', o.id, 'number', o.number, 'title', d.body->>'title', 'tier', o.tier, 'unit', c.unit_id,
          'receiptBy', o.receipt_by, 'namesBy', o.names_by, 'arriveBy', o.arrive_by,
          'remindedAt', c.reminded_at, 'reminders', c.reminders, 'space', o.space))::text as body
      from commitment c
      join orders o on o.id = c.order_id
      join order_document d on d.order_id = o.id and d.revision = o.revision
      join account on account.unit_id = c.unit_id and 'liaison' = any(account.roles) and not account.disabled
      where c.id = any($1)
      order by account.id
      """;

  /**
   * The unit's liaisons hear of each step; from the leader on also the command post, which rings
   * whom no account reaches.
   */
  private static final String OF_ESCALATIONS =
      """
      select account.id as recipient, c.id, c.version,
        json_strip_nulls(json_build_object('kind', 'notice', 'id', c.id, 'version', c.version,
          'state', case when c.acknowledged_at is null then 'escalated' else 'escalationAcknowledged' end,
          'order', o.id, 'number', o.number, 'title', d.body->>'title', 'tier', o.tier, 'unit', c.unit_id,
          'unitName', u.name, 'step', c.escalated_to, 'about', c.escalated_about,
          'escalatedAt', c.escalated_at, 'acknowledgedAt', c.acknowledged_at,
          'receiptBy', o.receipt_by, 'namesBy', o.names_by, 'space', o.space))::text as body
      from commitment c
      join orders o on o.id = c.order_id
      join order_document d on d.order_id = o.id and d.revision = o.revision
      join response r on r.id = o.response_id
      join unit u on u.id = c.unit_id
      join account on not account.disabled and (account.unit_id = c.unit_id and 'liaison' = any(account.roles)
        or c.escalated_to <> 'deputy' and account.roles && array['commander', 'dispatcher']
          and r.area like area_prefix(coalesce(account.area, '')) || '%')
      where c.id = any($1)
      order by account.id
      """;

  private static final String OF_VOIDS =
      """
      select account.id as recipient, v.id, v.version,
        json_strip_nulls(json_build_object('kind', 'notice', 'id', v.id, 'version', v.version,
          'state', case when v.ended_at is null then 'areaVoid' else 'areaVoidEnded' end,
          'order', o.id, 'number', o.number, 'tier', o.tier, 'title', area.name, 'community', v.community,
          'lacking', v.kind, 'skill', v.skill, 'since', v.since, 'space', o.space))::text as body
      from area_void v
      join orders o on o.id = v.order_id
      left join area on area.code = v.community
      join account on not account.disabled and account.roles && array['commander', 'dispatcher']
        and v.community like area_prefix(coalesce(account.area, '')) || '%'
      where v.id = any($1)
      order by account.id
      """;

  public List<Letter> ofOrders(Sql tx, Collection<UUID> orders) {
    return orders.isEmpty()
        ? List.of()
        : tx.list(OF_ORDERS, row -> letter(row, "order"), array(orders));
  }

  /** What liaisons are told when the shock team of their unit falls short or is complete again. */
  public List<Letter> ofShockTeams(Sql tx, Collection<UUID> units) {
    return units.isEmpty()
        ? List.of()
        : tx.list(OF_SHOCK_TEAMS, row -> letter(row, "notice"), array(units));
  }

  /** What liaisons are told when the command post reminds their unit (催办). */
  public List<Letter> ofReminders(Sql tx, Collection<UUID> commitments) {
    return commitments.isEmpty()
        ? List.of()
        : tx.list(OF_REMINDERS, row -> letter(row, "notice"), array(commitments));
  }

  /** What liaisons and the command post are told when a silent unit's order climbs. */
  public List<Letter> ofEscalations(Sql tx, Collection<UUID> commitments) {
    return commitments.isEmpty()
        ? List.of()
        : tx.list(OF_ESCALATIONS, row -> letter(row, "notice"), array(commitments));
  }

  /** What the command post is told when a community has nobody, or somebody again. */
  public List<Letter> ofVoids(Sql tx, Collection<UUID> voids) {
    return voids.isEmpty()
        ? List.of()
        : tx.list(OF_VOIDS, row -> letter(row, "notice"), array(voids));
  }

  private static Object array(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }

  static Letter letter(Row row, String kind) {
    return new Letter(
        row.getUUID("recipient"),
        row.getUUID("id"),
        kind,
        row.getInteger("version"),
        Body.of(row.getString("body")));
  }
}
