package org.muster.command.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.muster.command.store.Database;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.order.OrderId;
import org.muster.model.order.ResponseId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/** Responses and orders as lists and one by one, as far as somebody may see them. */
public final class OrderViews {
  private static final String RESPONSE =
      """
      select json_strip_nulls(json_build_object('id', r.id, 'number', r.number, 'area', r.area, 'tier', r.tier,
        'level', r.level, 'subject', r.subject, 'expectedUntil', r.expected_until, 'measures', r.measures,
        'plan', r.plan_id, 'raisedAt', r.raised_at, 'endedAt', r.ended_at, 'space', r.space, 'version', r.version,
        'state', case when r.ended_at is null then 'inForce' else 'ended' end
      """;

  /** Those for areas within the own one, and those for areas above it, which hold there too. */
  private static final String SEEN_RESPONSES =
      " from response r where (r.area like $1 or r.area = any($2))";

  private static final String THOSE_ASKED_FOR =
      SEEN_RESPONSES + " and ($3::boolean is null or (r.ended_at is null) = $3)";

  private static final String RESPONSES =
      RESPONSE
          + ", 'cursor', r.id))::text as json"
          + THOSE_ASKED_FOR
          + """
           and ($4::uuid is null or (r.raised_at, r.id) <
             (select x.raised_at, x.id from response x where x.id = $4))
           order by r.raised_at desc, r.id desc limit $5
          """;

  private static final String COUNT_RESPONSES = "select count(*) as n" + THOSE_ASKED_FOR;

  private static final String ONE_RESPONSE =
      RESPONSE + "))::text as json" + SEEN_RESPONSES + " and r.id = $3";

  private static final String ORDER_FIELDS =
      """
      'id', o.id, 'state', o.state, 'number', o.number, 'title', d.body->>'title', 'kind', d.body->>'kind',
      'tier', o.tier, 'nature', o.nature, 'urgency', d.body->>'urgency', 'issuer', d.body->>'issuer',
      'response', o.response_id, 'amends', o.amends, 'draftedBy', o.drafted_by, 'reviewedBy', o.reviewed_by,
      'signedBy', o.signed_by, 'signedAt', o.signed_at, 'receiptBy', o.receipt_by, 'namesBy', o.names_by,
      'arriveBy', o.arrive_by, 'until', o.until, 'needTotal', o.need_total, 'hash', o.hash, 'space', o.space,
      'receiptsOpen', case when o.state = 'signed' then (select count(*) from commitment c where c.order_id = o.id
        and c.signed_at is null and ($1::text <> 'unit' or c.unit_id::text = $2)) end,
      'namesOpen', case when o.state = 'signed' then (select count(*) from commitment c where c.order_id = o.id
        and c.named_at is null and ($1::text <> 'unit' or c.unit_id::text = $2)) end,
      'version', o.version
      """;

  /** A liaison sees orders that ask the own unit, a community those that send it people. */
  private static final String SEEN =
      """
      from orders o
      join order_document d on d.order_id = o.id and d.revision = o.revision
      join response r on r.id = o.response_id
      where case $1::text
        when 'post' then r.area like $2::text
        when 'unit' then o.number is not null and exists
          (select from commitment c where c.order_id = o.id and c.unit_id = $2::text::uuid)
        else o.number is not null and exists
          (select from quota q where q.order_id = o.id and q.community like $2::text) end
      """;

  private static final String ORDERS =
      "select json_strip_nulls(json_build_object('cursor', o.id, "
          + ORDER_FIELDS
          + "))::text as json "
          + SEEN
          + """
           and ($3::text is null or o.state = $3) and ($4::uuid is null or o.response_id = $4)
           and ($5::uuid is null or (coalesce(o.signed_at, 'infinity'), o.id) <
             (select coalesce(x.signed_at, 'infinity'), x.id from orders x where x.id = $5))
           order by coalesce(o.signed_at, 'infinity') desc, o.id desc limit $6
          """;

  private static final String COUNT_ORDERS =
      "select count(*) as n "
          + SEEN
          + " and ($3::text is null or o.state = $3) and ($4::uuid is null or o.response_id = $4)";

  private static final String ONE_ORDER =
      "select (d.body || jsonb_strip_nulls(jsonb_build_object("
          + ORDER_FIELDS
          + ")))::text as json "
          + SEEN
          + " and o.id = $3";

  private static final String OF_AN_ORDER =
      """
       from event e where (e.stream = $1 or e.stream in
         (select id from commitment where order_id = $1 and $2 and ($3::uuid is null or unit_id = $3)
          union all select id from area_void where order_id = $1 and $2 and $3::uuid is null)
         or e.type in ('entered-later', 'came-unasked', 'moved-to-community') and e.stream in
         (select id from assignment where order_id = $1 and (entered_later_at is not null or moved_from is not null)
           and ($3::uuid is null or unit_id = $3) and community like $4))
      """;

  private static final String TIMELINE =
      """
      select json_strip_nulls(json_build_object('at', e.at, 'type', e.type, 'actor', e.actor,
        'unit', e.body->'unit',
        'unitName', (select u.name from unit u where u.id = (e.body->>'unit')::uuid), 'number', e.body->'number', 'count', e.body->'count', 'cause', e.body->'cause',
        'step', e.body->'step', 'about', e.body->'about',
        'communities', case when e.type = 'entered-later'
          then (select jsonb_build_array(a.community) from assignment a where a.id = e.stream)
          when e.type = 'moved-to-community' then jsonb_build_array(e.body->'from', e.body->'to')
          else coalesce(e.body->'communities',
            case when e.body ? 'community' then jsonb_build_array(e.body->'community') end) end,
        'lacking', case when e.type = 'void-raised' then e.body->'kind' end, 'skill', e.body->'skill',
        'cursor', e.position))::text as json
      """
          + OF_AN_ORDER
          + " and ($5::bigint is null or e.position > $5) order by e.position limit $6";

  private static final String COUNT_TIMELINE = "select count(*) as n" + OF_AN_ORDER;

  private static final String ASSIGNED =
      """
       from assignment a
       where a.order_id = $1 and a.community like $2 and ($3::uuid is null or a.unit_id = $3)
         and ($4::text is null or a.state = $4) and ($5::uuid is null or a.unit_id = $5)
         and ($6::text is null or a.community like $6)
      """;

  private static final String ASSIGNMENTS =
      """
      select json_strip_nulls(json_build_object('cursor', a.id, 'id', a.id, 'order', a.order_id,
        'volunteer', a.volunteer_id, 'unit', a.unit_id, 'community', a.community, 'state', a.state,
        'source', a.source, 'offeredAt', a.offered_at, 'answerBy', a.answer_by, 'answeredAt', a.answered_at,
        'departedAt', a.departed_at, 'arrivedAt', a.arrived_at, 'arrivedHow', a.arrived_how,
        'relievedAt', a.relieved_at, 'enteredLaterAt', a.entered_later_at, 'space', a.space,
        'version', a.version))::text as json
      """
          + ASSIGNED
          + " and ($7::uuid is null or a.id > $7) order by a.id limit $8";

  private static final String COUNT_ASSIGNMENTS = "select count(*) as n" + ASSIGNED;

  private final Database database;

  public OrderViews(Database database) {
    this.database = database;
  }

  /** Which part of a list: how many, after which. */
  public record Page(Optional<String> limit, Optional<String> after) {
    private Optional<UUID> afterId() {
      return Rows.after(after);
    }

    private Optional<Long> afterPosition() {
      try {
        return after.map(Long::valueOf);
      } catch (NumberFormatException e) {
        throw RefusedException.invalid("after", "not a cursor of this list");
      }
    }
  }

  /** Which orders are asked for. */
  public record OrdersAsked(Optional<String> state, Optional<ResponseId> response) {}

  /** Which assignments are asked for. */
  public record AssignmentsAsked(
      Optional<String> state, Optional<UnitId> unit, Optional<AreaCode> community) {}

  public ObjectNode responses(Principal by, Optional<Boolean> active, Page page) {
    int limit = Rows.limit(page.limit());
    String area = area(by);
    String[] above = above(by);
    return database.read(
        sql ->
            Rows.page(
                Rows.list(sql, RESPONSES, area, above, active, page.afterId(), limit + 1),
                limit,
                sql.get(COUNT_RESPONSES, row -> row.getLong("n"), area, above, active)));
  }

  public Optional<JsonNode> response(Principal by, ResponseId id) {
    return database.read(sql -> Rows.find(sql, ONE_RESPONSE, area(by), above(by), id));
  }

  public ObjectNode orders(Principal by, OrdersAsked asked, Page page) {
    int limit = Rows.limit(page.limit());
    Eyes eyes = Eyes.of(by);
    @Nullable Object[] those = {eyes.kind(), eyes.key(), asked.state(), asked.response()};
    return database.read(
        sql ->
            Rows.page(
                Rows.list(sql, ORDERS, and(those, page.afterId(), limit + 1)),
                limit,
                sql.get(COUNT_ORDERS, row -> row.getLong("n"), those)));
  }

  public Optional<JsonNode> order(Principal by, OrderId id) {
    Eyes eyes = Eyes.of(by);
    return database.read(sql -> Rows.find(sql, ONE_ORDER, eyes.kind(), eyes.key(), id));
  }

  /** What happened under an order, the oldest first; of units as far as somebody sees them. */
  public ObjectNode timeline(Principal by, OrderId id, Page page) {
    int limit = Rows.limit(page.limit());
    boolean units = !by.is(Role.COMMUNITY) || by.commands();
    Optional<UnitId> own = by.is(Role.LIAISON) ? by.unit() : Optional.empty();
    String places = by.is(Role.LIAISON) ? "%" : area(by);
    return database.read(
        sql ->
            Rows.page(
                Rows.list(sql, TIMELINE, id, units, own, places, page.afterPosition(), limit + 1),
                limit,
                sql.get(COUNT_TIMELINE, row -> row.getLong("n"), id, units, own, places)));
  }

  public ObjectNode assignments(Principal by, OrderId id, AssignmentsAsked asked, Page page) {
    int limit = Rows.limit(page.limit());
    Optional<UnitId> own = by.is(Role.LIAISON) ? by.unit() : Optional.empty();
    @Nullable Object[] those = {
      id,
      by.is(Role.LIAISON) ? "%" : area(by),
      own,
      asked.state(),
      asked.unit(),
      asked.community().map(community -> community.prefix() + "%")
    };
    return database.read(
        sql ->
            Rows.page(
                Rows.list(sql, ASSIGNMENTS, and(those, page.afterId(), limit + 1)),
                limit,
                sql.get(COUNT_ASSIGNMENTS, row -> row.getLong("n"), those)));
  }

  private static @Nullable Object[] and(@Nullable Object[] those, Optional<UUID> after, int limit) {
    return Stream.concat(Stream.of(those), Stream.of(after, limit)).toArray();
  }

  private static String area(Principal by) {
    return by.area().map(AreaCode::prefix).orElse("") + "%";
  }

  private static String[] above(Principal by) {
    return by.area().map(AreaCode::above).stream()
        .flatMap(List::stream)
        .map(AreaCode::value)
        .toArray(String[]::new);
  }

  /** With whose eyes orders are looked at. */
  private record Eyes(String kind, String key) {
    static Eyes of(Principal by) {
      if (by.is(Role.LIAISON)) {
        return new Eyes(
            "unit", by.unit().map(u -> u.value().toString()).orElse(new UUID(0, 0).toString()));
      }
      return new Eyes(by.is(Role.COMMUNITY) ? "place" : "post", area(by));
    }
  }
}
