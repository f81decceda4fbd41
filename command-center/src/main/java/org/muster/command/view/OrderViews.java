package org.muster.command.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.muster.command.store.Database;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.order.OrderId;
import org.muster.model.order.ResponseId;
import org.muster.model.place.AreaCode;

/** Responses and orders as lists and one by one, as far as somebody may see them. */
public final class OrderViews {
  private static final String RESPONSE =
      """
      select json_strip_nulls(json_build_object('id', r.id, 'number', r.number, 'area', r.area, 'tier', r.tier,
        'level', r.level, 'subject', r.subject, 'expectedUntil', r.expected_until, 'measures', r.measures,
        'plan', r.plan_id, 'raisedAt', r.raised_at, 'endedAt', r.ended_at, 'version', r.version,
        'state', case when r.ended_at is null then 'inForce' else 'ended' end, 'cursor', r.number))::text as json
      from response r
      """;

  private static final String RESPONSES =
      RESPONSE
          + """
           where r.area like $1 and ($2::text is null or (r.raised_at, r.number) <
             (select x.raised_at, x.number from response x where x.number = $2))
           order by r.raised_at desc, r.number desc limit $3
          """;

  private static final String COUNT_RESPONSES =
      "select count(*) as n from response r where r.area like $1";

  private static final String ONE_RESPONSE = RESPONSE + " where r.id = $1 and r.area like $2";

  private static final String ORDER_FIELDS =
      """
      'id', o.id, 'state', o.state, 'number', o.number, 'title', d.body->>'title', 'kind', d.body->>'kind',
      'tier', o.tier, 'nature', o.nature, 'urgency', d.body->>'urgency', 'issuer', d.body->>'issuer',
      'response', o.response_id, 'amends', o.amends, 'draftedBy', o.drafted_by, 'reviewedBy', o.reviewed_by,
      'signedBy', o.signed_by, 'signedAt', o.signed_at, 'receiptBy', o.receipt_by, 'namesBy', o.names_by,
      'arriveBy', o.arrive_by, 'until', o.until, 'needTotal', o.need_total, 'hash', o.hash, 'space', o.space,
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
           and ($3::text is null or o.state = $3)
           and ($4::uuid is null or (coalesce(o.signed_at, 'infinity'), o.id) <
             (select coalesce(x.signed_at, 'infinity'), x.id from orders x where x.id = $4))
           order by coalesce(o.signed_at, 'infinity') desc, o.id desc limit $5
          """;

  private static final String COUNT_ORDERS =
      "select count(*) as n " + SEEN + " and ($3::text is null or o.state = $3)";

  private static final String ONE_ORDER =
      "select jsonb_strip_nulls(d.body || jsonb_build_object("
          + ORDER_FIELDS
          + "))::text as json "
          + SEEN
          + " and o.id = $3";

  private static final String TIMELINE =
      """
      select json_strip_nulls(json_build_object('at', e.at, 'type', e.type, 'actor', e.actor,
        'unit', e.body->'unit', 'number', e.body->'number', 'count', e.body->'count', 'cause', e.body->'cause',
        'communities', e.body->'communities'))::text as json
      from event e
      where e.stream = $1 or e.stream in (select id from commitment where order_id = $1)
      order by e.at, e.position limit 5000
      """;

  private static final String ASSIGNMENTS =
      """
      select json_strip_nulls(json_build_object('cursor', a.id, 'id', a.id, 'order', a.order_id,
        'volunteer', a.volunteer_id, 'unit', a.unit_id, 'community', a.community, 'state', a.state,
        'source', a.source, 'offeredAt', a.offered_at, 'answerBy', a.answer_by, 'answeredAt', a.answered_at,
        'departedAt', a.departed_at, 'arrivedAt', a.arrived_at, 'arrivedHow', a.arrived_how,
        'relievedAt', a.relieved_at, 'space', a.space, 'version', a.version))::text as json
      from assignment a
      where a.order_id = $1 and a.community like $2 and ($3::uuid is null or a.unit_id = $3)
        and ($4::text is null or a.state = $4) and ($5::uuid is null or a.id > $5)
      order by a.id limit $6
      """;

  private static final String COUNT_ASSIGNMENTS =
      """
      select count(*) as n from assignment a
      where a.order_id = $1 and a.community like $2 and ($3::uuid is null or a.unit_id = $3)
        and ($4::text is null or a.state = $4)
      """;

  private final Database database;

  public OrderViews(Database database) {
    this.database = database;
  }

  /** What narrows a list: how many, after which, in which state. */
  public record Page(Optional<String> limit, Optional<String> after, Optional<String> state) {
    private Optional<java.util.UUID> afterId() {
      try {
        return after.map(java.util.UUID::fromString);
      } catch (IllegalArgumentException e) {
        throw RefusedException.invalid("after", "not a cursor of this list");
      }
    }
  }

  public ObjectNode responses(Principal by, Page page) {
    int limit = Rows.limit(page.limit());
    String area = area(by);
    return database.read(
        sql ->
            Rows.page(
                Rows.list(sql, RESPONSES, area, page.after(), limit + 1),
                limit,
                sql.get(COUNT_RESPONSES, row -> row.getLong("n"), area)));
  }

  public Optional<JsonNode> response(Principal by, ResponseId id) {
    return database.read(sql -> Rows.find(sql, ONE_RESPONSE, id, area(by)));
  }

  public ObjectNode orders(Principal by, Page page) {
    int limit = Rows.limit(page.limit());
    Eyes eyes = Eyes.of(by);
    return database.read(
        sql ->
            Rows.page(
                Rows.list(
                    sql, ORDERS, eyes.kind(), eyes.key(), page.state(), page.afterId(), limit + 1),
                limit,
                sql.get(
                    COUNT_ORDERS, row -> row.getLong("n"), eyes.kind(), eyes.key(), page.state())));
  }

  public Optional<JsonNode> order(Principal by, OrderId id) {
    Eyes eyes = Eyes.of(by);
    return database.read(sql -> Rows.find(sql, ONE_ORDER, eyes.kind(), eyes.key(), id));
  }

  public JsonNode timeline(OrderId id) {
    return database.read(sql -> Rows.array(sql, TIMELINE, id));
  }

  public ObjectNode assignments(Principal by, OrderId id, Page page) {
    int limit = Rows.limit(page.limit());
    String communities = by.is(Role.LIAISON) ? "%" : area(by);
    Optional<java.util.UUID> unit =
        by.is(Role.LIAISON) ? by.unit().map(u -> u.value()) : Optional.empty();
    return database.read(
        sql ->
            Rows.page(
                Rows.list(
                    sql,
                    ASSIGNMENTS,
                    id,
                    communities,
                    unit,
                    page.state(),
                    page.afterId(),
                    limit + 1),
                limit,
                sql.get(
                    COUNT_ASSIGNMENTS,
                    row -> row.getLong("n"),
                    id,
                    communities,
                    unit,
                    page.state())));
  }

  private static String area(Principal by) {
    return by.area().map(AreaCode::prefix).orElse("") + "%";
  }

  /** With whose eyes orders are looked at. */
  private record Eyes(String kind, String key) {
    static Eyes of(Principal by) {
      if (by.is(Role.LIAISON)) {
        return new Eyes(
            "unit",
            by.unit().map(u -> u.value().toString()).orElse(new java.util.UUID(0, 0).toString()));
      }
      return new Eyes(by.is(Role.COMMUNITY) ? "place" : "post", area(by));
    }
  }
}
