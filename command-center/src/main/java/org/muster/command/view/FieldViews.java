package org.muster.command.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.record.Served;
import org.muster.model.record.StarLevel;
import org.muster.model.roster.Masking;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** What liaisons, communities and volunteers have before them. */
public final class FieldViews {
  private static final String DESK =
      """
      select json_strip_nulls(json_build_object('id', o.id, 'number', o.number, 'title', d.body->>'title',
        'state', o.state, 'tier', o.tier, 'task', d.body->>'task', 'risk', d.body->>'risk',
        'contact', d.body->>'contact', 'receiptBy', o.receipt_by, 'namesBy', o.names_by, 'arriveBy', o.arrive_by,
        'until', o.until, 'space', o.space, 'version', o.version,
        'receipt', json_build_object('state', case when c.signed_at is not null then 'signed'
                     when c.overdue_at is not null then 'overdue' else 'waiting' end, 'signedAt', c.signed_at),
        'escalation', case when c.escalated_to is null then null else json_build_object('step', c.escalated_to,
          'about', c.escalated_about, 'at', c.escalated_at, 'acknowledgedAt', c.acknowledged_at) end,
        'handover', case when coalesce(c.taken_at, c.handed_at) is null then null else json_build_object(
          'handedAt', c.handed_at, 'handedBy', c.handed_by, 'takenAt', c.taken_at, 'takenBy', c.taken_by,
          'handedByName', (select name from account where id = c.handed_by),
          'takenByName', (select name from account where id = c.taken_by)) end,
        'short', greatest(c.able_short, c.told_short),
        'quotas', (select json_agg(json_build_object('community', q.community, 'name', area.name, 'need', q.need,
            'named', least(q.need, (select count(*) from candidate k where k.quota_id = q.id and k.source <> 'reserve')),
            'filled', (select least(q.need, count(*)) from assignment a where a.quota_id = q.id and a.state in
                       ('offered', 'accepted', 'departed', 'onPost', 'relieved', 'confirmed')),
            'short', q.short) order by q.community)
          from quota q left join area on area.code = q.community
          where q.order_id = o.id and q.unit_id = c.unit_id and not q.withdrawn)))::text as json
      from commitment c
      join orders o on o.id = c.order_id
      join order_document d on d.order_id = o.id and d.revision = o.revision
      where c.unit_id = $1 and o.state = 'signed'
      order by o.signed_at desc, o.id limit 100
      """;

  private static final String MY_ASSIGNMENTS =
      """
      select (m.body::jsonb || jsonb_build_object('cursor', a.id))::text as json from assignment a
      join mailbox_item m on m.recipient = a.volunteer_id and m.item = a.id
      where a.volunteer_id = $1 and ($2::uuid is null or (a.offered_at, a.id) <
        (select x.offered_at, x.id from assignment x where x.id = $2))
      order by a.offered_at desc, a.id desc limit $3
      """;

  private static final String COUNT_MY_ASSIGNMENTS =
      """
      select count(*) as n from assignment a
      join mailbox_item m on m.recipient = a.volunteer_id and m.item = a.id
      where a.volunteer_id = $1
      """;

  private static final String ME =
      """
      select json_strip_nulls(json_build_object('name', v.name, 'unit', v.unit_id, 'unitName', u.name,
        'community', v.community, 'skills', v.skills, 'shock', v.shock, 'insuredUntil', v.insured_until,
        'trainedUntil', v.trained_until,
        'certificates', (select json_agg(json_build_object('skill', c->>'skill', 'until', c->'valid'->>'until')
                           order by c->'valid'->>'until')
                         from jsonb_array_elements(v.certificates) c),
        'consents', (select coalesce(json_agg(json_build_object('kind', c.kind, 'text', c.text,
                       'since', c.given_at)), '[]')
                     from consent c where c.volunteer_id = v.id and c.withdrawn_at is null),
        'minutes', (select coalesce(sum(r.minutes), 0) from service_record r
                    where r.nature = 'voluntary' and r.space = 'live'
                    and r.volunteer_id = any(records_of(v.id))),
        'agreedMinutes', (select coalesce(sum(r.minutes), 0) from service_record r
                          where r.nature = 'voluntary' and r.space = 'live' and r.agreed_by is not null
                          and r.volunteer_id = any(records_of(v.id))),
        'dutyMinutes', (select coalesce(sum(r.minutes), 0) from service_record r
                        where r.nature = 'duty' and r.space = 'live'
                        and r.volunteer_id = any(records_of(v.id)))))::text as json
      from volunteer v join unit u on u.id = v.unit_id where v.id = $1
      """;

  private static final String ROLL =
      """
      select json_strip_nulls(json_build_object('assignment', a.id, 'order', a.order_id, 'name', v.name,
        'unit', u.name, 'unitId', u.id, 'state', a.state, 'offeredAt', a.offered_at, 'arrivedAt', a.arrived_at,
        'arrivedHow', a.arrived_how, 'relievedAt', a.relieved_at, 'departedAt', a.departed_at,
        'arriveBy', o.arrive_by, 'community', a.community, 'spot', a.spot, 'movedFrom', a.moved_from, 'space', a.space,
        'enteredLaterAt', a.entered_later_at,
        'version', a.version))::text as json, v.phone_cipher
      from assignment a
      join volunteer v on v.id = a.volunteer_id
      join unit u on u.id = a.unit_id
      join orders o on o.id = a.order_id
      where a.community like $1 and case when $2::uuid is null
          then a.state in ('accepted', 'departed', 'onPost', 'relieved') else a.order_id = $2 end
      order by a.community, a.state, v.id limit 5000
      """;

  private static final String RECORDS =
      """
      select json_strip_nulls(json_build_object('cursor', r.id, 'id', r.id, 'assignment', r.assignment_id,
        'order', r.order_id, 'volunteer', r.volunteer_id, 'community', r.community, 'nature', r.nature,
        'from', r.served_from, 'to', r.served_until, 'minutes', r.minutes, 'agreed', r.agreed_by is not null, 'agreedBy', r.agreed_by,
        'agreedAt', r.agreed_at, 'corrections', r.corrections,
        'enteredLaterAt', (select a.entered_later_at from assignment a where a.id = r.assignment_id),
        'space', r.space, 'version', r.version,
        'beside', (select json_agg(json_build_object('from', x.served_from, 'to', x.served_until, 'minutes', x.minutes))
          from service_record x
          where x.volunteer_id = r.volunteer_id and x.space = r.space and x.id <> r.id
            and x.served_from < r.served_until + interval '1 day'
            and x.served_until > r.served_from - interval '1 day')))::text as json
      from service_record r join volunteer v on v.id = r.volunteer_id
      where ($1::uuid is null or r.order_id = $1) and ($2::uuid is null or r.volunteer_id = any(records_of($2)))
        and ($3::uuid is null or v.unit_id = $3) and r.community like $4
        and ($5::uuid is null or (r.served_until, r.id) <
          (select x.served_until, x.id from service_record x where x.id = $5))
      order by r.served_until desc, r.id desc limit $6
      """;

  private static final String COUNT_RECORDS =
      """
      select count(*) as n from service_record r join volunteer v on v.id = r.volunteer_id
      where ($1::uuid is null or r.order_id = $1) and ($2::uuid is null or r.volunteer_id = any(records_of($2)))
        and ($3::uuid is null or v.unit_id = $3) and r.community like $4
      """;

  private final Database database;
  private final Vault vault;

  public FieldViews(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /** Which records are asked for. */
  public record RecordsAsked(
      Optional<OrderId> order,
      Optional<VolunteerId> volunteer,
      Optional<String> limit,
      Optional<UUID> after) {}

  /** The orders in force that ask something of a unit. */
  public ArrayNode desk(UnitId unit) {
    return database.read(sql -> Rows.array(sql, DESK, unit));
  }

  /** A volunteer's own assignments, the newest first. */
  public ObjectNode assignments(
      VolunteerId volunteer, Optional<String> limitAsked, Optional<String> afterAsked) {
    int limit = Rows.limit(limitAsked);
    Optional<UUID> after = Rows.after(afterAsked);
    return database.read(
        sql ->
            Rows.page(
                Rows.list(sql, MY_ASSIGNMENTS, volunteer, after, limit + 1),
                limit,
                sql.get(COUNT_MY_ASSIGNMENTS, row -> row.getLong("n"), volunteer)));
  }

  /** A volunteer as they are shown to themself, with the stars their agreed hours come to. */
  public Optional<JsonNode> me(VolunteerId volunteer) {
    return database
        .read(sql -> Rows.find(sql, ME, volunteer))
        .map(
            card ->
                ((ObjectNode) card)
                    .set(
                        "starLevel", Json.tree(StarLevel.of(card.path("agreedMinutes").asLong()))));
  }

  /**
   * The people a community (or a street, for all of its communities) expects or has on post.
   *
   * @param order whose people are all listed, whatever came of it
   */
  public ArrayNode roll(AreaCode place, Optional<OrderId> order) {
    return database.read(
        sql -> {
          var people = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
          for (var row : sql.run(ROLL, place.prefix() + "%", order)) {
            ObjectNode person =
                (ObjectNode) org.muster.model.wire.Json.parse(row.getString("json"));
            String phone = vault.decrypt(row.getBuffer("phone_cipher").getBytes());
            people.add(person.put("phoneMasked", Masking.mobile(phone)));
          }
          return people;
        });
  }

  public ObjectNode records(Principal by, RecordsAsked asked) {
    int limit = Rows.limit(asked.limit());
    Optional<VolunteerId> volunteer = by.is(Role.VOLUNTEER) ? by.volunteer() : asked.volunteer();
    Optional<UnitId> unit = by.is(Role.LIAISON) ? by.unit() : Optional.empty();
    boolean everywhere = by.is(Role.VOLUNTEER) || by.is(Role.LIAISON);
    String place = everywhere ? "%" : by.area().map(AreaCode::prefix).orElse("") + "%";
    return database.read(
        sql ->
            Rows.page(
                doubted(
                    Rows.list(
                        sql,
                        RECORDS,
                        asked.order(),
                        volunteer,
                        unit,
                        place,
                        asked.after(),
                        limit + 1)),
                limit,
                sql.get(
                    COUNT_RECORDS,
                    row -> row.getLong("n"),
                    asked.order(),
                    volunteer,
                    unit,
                    place)));
  }

  /** Instead of the person's other services stands what they make doubtful. */
  private static List<JsonNode> doubted(List<JsonNode> records) {
    for (JsonNode one : records) {
      ObjectNode record = (ObjectNode) one;
      var others = new ArrayList<Served>();
      Optional.ofNullable(record.remove("beside"))
          .ifPresent(beside -> beside.forEach(other -> others.add(served(other))));
      ArrayNode doubts = record.putArray("doubts");
      served(record).doubts(others).forEach(doubt -> doubts.add(EnumNames.of(doubt)));
    }
    return records;
  }

  private static Served served(JsonNode record) {
    var span = new TimeSpan(instant(record, "from"), instant(record, "to"));
    return new Served(span, record.path("minutes").asInt());
  }

  private static Instant instant(JsonNode record, String name) {
    return OffsetDateTime.parse(record.path(name).asText()).toInstant();
  }
}
