package org.muster.command.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Optional;
import org.muster.command.store.AreaVoidStore;
import org.muster.command.store.Database;
import org.muster.command.store.Sql;
import org.muster.model.access.Principal;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.Json;

/**
 * The board of an order: what was asked, answered and reached, by unit and by community.
 *
 * <p>Offered counts every offer made, whoever came unasked is none; accepted everybody who said yes
 * and has not taken it back; silent the offers that ran out. Filled counts places that somebody has
 * or was asked for. Short counts open places for which nobody can be found.
 */
public final class Boards {
  private static final String COUNTS =
      """
        count(a.id) filter (where a.source <> 'unasked') as offered,
        count(a.id) filter (where a.state = 'offered') as waiting,
        count(a.id) filter (where a.state in ('accepted', 'departed', 'onPost', 'relieved', 'confirmed', 'absent'))
          as accepted,
        count(a.id) filter (where a.state = 'declined') as declined,
        count(a.id) filter (where a.state = 'expired') as silent,
        count(a.id) filter (where a.state = 'departed') as departed,
        count(a.id) filter (where a.state = 'onPost') as on_post,
        count(a.id) filter (where a.state in ('relieved', 'confirmed')) as relieved,
        count(a.id) filter (where a.state = 'confirmed') as confirmed,
        count(a.id) filter (where a.state = 'absent') as absent,
        count(a.id) filter (where a.state = 'withdrawn') as withdrawn
      """;

  private static final String FIELDS =
      """
        'offered', offered, 'waiting', waiting, 'accepted', accepted, 'declined', declined, 'silent', silent,
        'departed', departed, 'onPost', on_post, 'relieved', relieved, 'confirmed', confirmed, 'absent', absent,
        'withdrawn', withdrawn, 'filled', filled
      """;

  /** Of several reserves who are asked for one place only one can take it. */
  private static final String FILLED =
      """
        sum((select count(*) filter (where not t.hoped)
            + least(count(*) filter (where t.hoped), greatest(0, q.need - count(*) filter (where not t.hoped)))
          from (select a.state = 'offered' and a.source = 'reserve' as hoped from assignment a
            where a.quota_id = q.id
              and a.state in ('offered', 'accepted', 'departed', 'onPost', 'relieved', 'confirmed')) t)) as filled
      """;

  private static final String BY_UNIT =
      """
      with q as (
        select q.unit_id, sum(q.need) as need, sum(q.short) as exhausted, %s,
          sum((select least(q.need, count(*)) from candidate c where c.quota_id = q.id and c.source <> 'reserve'))
            as named
        from quota q
        where q.order_id = $1 and not q.withdrawn and ($2::uuid is null or q.unit_id = $2)
          and q.community like $3
        group by q.unit_id
      ), a as (
        select a.unit_id, %s from assignment a
        where a.order_id = $1 and a.community like $3 group by a.unit_id
      )
      select json_build_object('unit', u.id, 'name', u.name, 'quota', q.need, 'named', q.named,
        'receipt', case when c.signed_at is not null then 'signed'
                        when c.overdue_at is not null then 'overdue' else 'waiting' end,
        'escalation', case when c.escalated_to is null then null else json_build_object('step', c.escalated_to,
          'about', c.escalated_about, 'at', c.escalated_at, 'acknowledgedAt', c.acknowledged_at,
          'leader', case when c.escalated_to <> 'deputy' then u.leader end) end,
        'receiptAt', c.signed_at, 'remindedAt', c.reminded_at, 'reminders', c.reminders, %s,
        'short', greatest(0, least(q.need - filled, greatest(c.able_short, c.told_short) + q.exhausted)))::text as json
      from q join unit u on u.id = q.unit_id
      join commitment c on c.order_id = $1 and c.unit_id = q.unit_id
      left join lateral (select %s from a where a.unit_id = q.unit_id) n on true
      order by u.code, u.name
      """
          .formatted(FILLED, COUNTS, FIELDS, coalesced());

  private static final String BY_COMMUNITY =
      """
      with q as (
        select q.community, sum(q.need) as need, sum(q.short) as exhausted, %s,
          sum((select least(q.need, count(*)) from candidate c where c.quota_id = q.id and c.source <> 'reserve'))
            as named
        from quota q
        where q.order_id = $1 and not q.withdrawn and ($2::uuid is null or q.unit_id = $2)
          and q.community like $3
        group by q.community
      ), a as (
        select a.community, %s from assignment a
        where a.order_id = $1 and ($2::uuid is null or a.unit_id = $2) group by a.community
      )
      select json_build_object('area', q.community, 'name', area.name, 'need', q.need, 'named', q.named, %s,
        'short', q.exhausted)::text as json
      from q left join area on area.code = q.community
      left join lateral (select %s from a where a.community = q.community) n on true
      order by q.community
      """
          .formatted(FILLED, COUNTS, FIELDS, coalesced());

  private static final String RUNGS =
      """
      select json_build_object('queued', count(*), 'sent', count(m.sent_at), 'onDevice', count(m.on_device_at),
        'read', count(m.read_at), 'answered', count(m.answered_at))::text as json
      from assignment a join mailbox_item m on m.recipient = a.volunteer_id and m.item = a.id
      where a.order_id = $1 and ($2::uuid is null or a.unit_id = $2) and a.community like $3
      """;

  private static final String ORDER =
      """
      select json_build_object('id', o.id, 'number', o.number, 'state', o.state, 'title', d.body->>'title')::text as json
      from orders o join order_document d on d.order_id = o.id and d.revision = o.revision
      where o.id = $1
      """;

  private final Database database;
  private final InstantSource clock;

  public Boards(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The board as far as somebody may see it; empty when nothing of it is. */
  public Optional<JsonNode> find(Principal by, OrderId id) {
    Optional<Slice> slice = Slice.of(by);
    return slice.flatMap(seen -> database.read(sql -> board(sql, id, seen)));
  }

  /** The part of a board that somebody may see. */
  private record Slice(Optional<UnitId> unit, String communities) {
    static Optional<Slice> of(Principal by) {
      if (by.is(org.muster.model.access.Role.LIAISON)) {
        return by.unit().map(unit -> new Slice(Optional.of(unit), "%"));
      }
      boolean sees =
          by.commands()
              || by.is(org.muster.model.access.Role.COMMUNITY)
              || by.is(org.muster.model.access.Role.AUDITOR);
      String prefix = by.area().map(AreaCode::prefix).orElse("");
      return sees ? Optional.of(new Slice(Optional.empty(), prefix + "%")) : Optional.empty();
    }
  }

  private Optional<JsonNode> board(Sql sql, OrderId id, Slice slice) {
    Optional<JsonNode> order = Rows.find(sql, ORDER, id);
    if (order.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode board = JsonNodeFactory.instance.objectNode();
    board.put("asOf", clock.instant().toString());
    board.set("order", order.get());
    var byUnit = Rows.array(sql, BY_UNIT, id, slice.unit(), slice.communities());
    board.set("totals", totals(byUnit));
    board.set("byUnit", byUnit);
    board.set("byCommunity", Rows.array(sql, BY_COMMUNITY, id, slice.unit(), slice.communities()));
    board.set(
        "voids",
        Json.tree(AreaVoidStore.list(sql, id, slice.unit(), slice.communities(), clock.instant())));
    if (slice.unit().isEmpty()) {
      board.set("asks", ReinforcementViews.open(sql, id, slice.communities()));
    }
    board.set("rungs", Rows.find(sql, RUNGS, id, slice.unit(), slice.communities()).orElseThrow());
    return byUnit.isEmpty() && slice.unit().isPresent() ? Optional.empty() : Optional.of(board);
  }

  private static ObjectNode totals(Iterable<JsonNode> rows) {
    ObjectNode totals = JsonNodeFactory.instance.objectNode();
    ObjectNode receipts = JsonNodeFactory.instance.objectNode();
    for (JsonNode row : rows) {
      row.properties().stream()
          .filter(field -> field.getValue().isNumber())
          .forEach(
              field ->
                  totals.put(
                      field.getKey(),
                      totals.path(field.getKey()).asLong() + field.getValue().asLong()));
      String receipt = row.path("receipt").asText();
      receipts.put(receipt, receipts.path(receipt).asLong() + 1);
    }
    totals.set("receipts", receipts);
    return totals;
  }

  private static String coalesced() {
    return java.util.stream.Stream.of(
            "offered waiting accepted declined silent departed on_post relieved confirmed absent withdrawn"
                .split(" "))
        .map(name -> "coalesce(max(a." + name + "), 0) as " + name)
        .collect(java.util.stream.Collectors.joining(", "));
  }
}
