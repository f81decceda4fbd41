package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes the letters about assignments and orders: what each person is shown of them. */
public final class Letters {
  /** What is the same for all whom an order sends to a community is written once. */
  private static final String OF_ASSIGNMENTS =
      """
      with meant as materialized (
        select * from assignment where id = any($1)
      ), place as (
        select distinct order_id, community from meant
      ), shared as materialized (
        select p.order_id, p.community, o.state,
          substr(json_strip_nulls(json_build_object(
            'order', o.id, 'number', o.number, 'title', d.body->>'title', 'tier', o.tier,
            'urgency', d.body->>'urgency', 'nature', o.nature, 'community', p.community,
            'communityName', area.name,
            'meetingPoint', coalesce(d.body->'meetingPoints'->>p.community, d.body->>'meetingPoint',
              (select line.meeting_point from response r join plan_line line
               on line.plan_id = r.plan_id where r.id = o.response_id
               and line.community = p.community order by line.unit_id limit 1)),
            'arriveBy', o.arrive_by, 'until', o.until, 'task', d.body->>'task',
            'risk', d.body->>'risk', 'contact', d.body->>'contact', 'issuer', d.body->>'issuer',
            'forResident', nullif(exists (select from request_dispatch sent where sent.order_id = o.id), false),
            'space', o.space))::text, 2) as words
        from place p join orders o on o.id = p.order_id
        join order_document d on d.order_id = o.id and d.revision = o.revision
        left join area on area.code = p.community
      )
      select a.volunteer_id as recipient, a.id, a.version,
        '{"kind":"assignment","id":"' || a.id || '","version":' || a.version || ',"state":"' || a.state
          || '","unit":"' || a.unit_id || '","answerBy":' || to_json(a.answer_by)
          || coalesce(',"spot":' || to_json(a.spot), '')
          || coalesce(',"movedFrom":' || to_json(left_behind.name), '')
          || case when a.state = 'withdrawn' and a.source = 'reserve' and s.state = 'signed'
            then ',"stoodDown":true' else '' end
          || ',' || s.words as body
      from meant a
      join shared s on s.order_id = a.order_id and s.community = a.community
      left join area left_behind on left_behind.code = a.moved_from
      order by a.volunteer_id
      """;

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

  private static final String QUOTAS =
      "select distinct quota_id from assignment where id = any($1)";

  private static final String TOPICS =
      """
      select distinct order_id as id from assignment where id = any($1)
      """;

  private static final String ANSWERED =
      """
      update mailbox_item set answered_at = coalesce(answered_at, now())
      where item = $1 and recipient = (select volunteer_id from assignment where id = $1)
      """;

  public List<Letter> ofAssignments(Sql tx, Collection<UUID> assignments) {
    return tx.list(OF_ASSIGNMENTS, row -> letter(row, "assignment"), array(assignments));
  }

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

  /** The quotas in which the assignments stand. */
  public List<UUID> quotasOf(Sql tx, Collection<UUID> assignments) {
    return tx.list(QUOTAS, row -> row.getUUID("quota_id"), array(assignments));
  }

  /** The boards that show the assignments and orders. */
  public List<String> topics(Sql tx, Collection<UUID> assignments, Collection<UUID> orders) {
    Stream<UUID> touched =
        assignments.isEmpty()
            ? Stream.of()
            : tx.list(TOPICS, row -> row.getUUID("id"), array(assignments)).stream();
    return Stream.concat(touched, orders.stream()).distinct().map(id -> "board/" + id).toList();
  }

  /** The last rung of the ladder. */
  public void markAnswered(Sql tx, UUID assignment) {
    tx.run(ANSWERED, assignment);
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
        row.getString("body"));
  }
}
