package org.muster.command.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.Sql;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.request.RequestId;
import org.muster.model.roster.Masking;
import org.muster.model.wire.Json;

/** Residents' requests as the resident follows them and as the queue of a command post. */
public final class RequestViews {
  private static final String MENU =
      """
      select json_build_object('code', code, 'name', case when $1 then name_en else name end,
        'minutes', minutes)::text as json
      from service_kind where offered order by ordinal
      """;

  private static final String MINE =
      """
      select json_strip_nulls(json_build_object('id', r.id, 'service', r.service,
        'serviceName', case when $2 then k.name_en else k.name end, 'community', r.community,
        'communityName', area.name, 'state', r.state, 'wish', wish.text, 'wantedAt', r.wanted_at,
        'raisedAt', r.raised_at, 'acceptedAt', r.accepted_at, 'dispatchedAt', r.dispatched_at,
        'servedAt', r.served_at, 'closedAt', r.closed_at, 'reason', reason.text, 'stars', r.stars,
        'complaint', (select json_build_object('text', t.text, 'madeAt', c.made_at, 'answerBy', c.answer_by,
            'answer', a.text, 'answeredAt', c.answered_at)
          from complaint c left join note t on t.id = c.text_id left join note a on a.id = c.answer_id
          where c.request_id = r.id order by c.made_at desc limit 1),
        'version', r.version))::text as json, r.order_id
      from request r
      left join service_kind k on k.code = r.service
      left join area on area.code = r.community
      left join note wish on wish.id = r.wish_id
      left join note reason on reason.id = r.reason_id
      where r.resident = $1 order by r.raised_at desc, r.id limit 50
      """;

  /** Who comes, by a masked name: enough to know them at the door by their card. */
  private static final String COMING =
      """
      select a.state, v.name, u.name as unit from assignment a
      join volunteer v on v.id = a.volunteer_id join unit u on u.id = a.unit_id
      where a.order_id = $1 and a.state in ('accepted', 'departed', 'onPost', 'relieved', 'confirmed')
      order by a.offered_at, a.id
      """;

  private static final String WHERE_QUEUE =
      """
       where r.community like $1 and ($2::text is null or r.state = $2)
      """;

  private static final String QUEUE =
      """
      select json_strip_nulls(json_build_object('cursor', r.id, 'id', r.id, 'service', r.service,
        'serviceName', k.name, 'skills', k.skills, 'community', r.community, 'communityName', area.name,
        'channel', r.channel, 'state', r.state, 'wish', wish.text, 'wantedAt', r.wanted_at,
        'raisedAt', r.raised_at, 'repeats', r.repeats, 'returns', r.returns, 'acceptedAt', r.accepted_at,
        'dispatchedAt', r.dispatched_at, 'servedAt', r.served_at, 'closedAt', r.closed_at,
        'reason', reason.text, 'order', r.order_id, 'stars', r.stars, 'words', words.text,
        'offered', (select count(*) from assignment a where a.order_id = r.order_id and a.state = 'offered'),
        'coming', (select count(*) from assignment a where a.order_id = r.order_id
                   and a.state in ('accepted', 'departed', 'onPost')),
        'version', r.version))::text as json, contact.phone_cipher
      from request r
      left join request_contact contact on contact.request_id = r.id
      left join service_kind k on k.code = r.service
      left join area on area.code = r.community
      left join note wish on wish.id = r.wish_id
      left join note reason on reason.id = r.reason_id
      left join note words on words.id = r.words_id
      """
          + WHERE_QUEUE
          + """
          and ($3::uuid is null or (r.raised_at, r.id) > (select x.raised_at, x.id from request x where x.id = $3))
          order by r.raised_at, r.id limit $4
          """;

  private static final String COUNT_QUEUE = "select count(*) as n from request r" + WHERE_QUEUE;

  /** Units that have somebody with the skills; those that the plan pairs with the place first. */
  private static final String UNITS =
      """
      select json_build_object('unit', u.id, 'name', u.name, 'people', count(v.id),
        'paired', exists (select from plan_line l where l.community = r.community and l.unit_id = u.id),
        'near', count(v.id) filter (where v.community = r.community))::text as json
      from request r join service_kind k on k.code = r.service
      cross join unit u join volunteer v on v.unit_id = u.id and v.merged_into is null and v.skills @> k.skills
      where r.id = $1 and r.community like $2
      group by r.community, u.id, u.name
      order by exists (select from plan_line l where l.community = r.community and l.unit_id = u.id) desc,
        count(v.id) filter (where v.community = r.community) desc, count(v.id) desc, u.name limit 30
      """;

  private static final String COMPLAINTS =
      """
      select json_strip_nulls(json_build_object('id', c.id, 'request', c.request_id, 'serviceName', k.name,
        'community', r.community, 'communityName', area.name, 'text', t.text, 'madeAt', c.made_at,
        'answerBy', c.answer_by, 'answer', a.text, 'answeredAt', c.answered_at,
        'units', (select json_agg(distinct u.name) from request_dispatch d join assignment s on s.order_id = d.order_id
                  join unit u on u.id = s.unit_id where d.request_id = r.id)))::text as json
      from complaint c join request r on r.id = c.request_id
      left join service_kind k on k.code = r.service
      left join area on area.code = r.community
      left join note t on t.id = c.text_id left join note a on a.id = c.answer_id
      where r.community like $1 order by c.answered_at is not null, c.answer_by, c.id limit 200
      """;

  /** How long each stage takes, in seconds: the median of what was finished in the last 90 days. */
  private static final String STAGES =
      """
      select json_build_object(
        'requests', count(*), 'refused', count(*) filter (where r.state = 'refused'),
        'rated', count(*) filter (where r.state = 'rated'), 'stars', round(avg(r.stars) filter (where not exists (
          select from appeal p where p.request_id = r.id and p.upheld)), 2),
        'returned', count(*) filter (where r.returns > 0),
        'acceptS', percentile_cont(0.5) within group (order by extract(epoch from r.accepted_at - r.raised_at)),
        'dispatchS', percentile_cont(0.5) within group (order by extract(epoch from r.dispatched_at - r.accepted_at)),
        'serveS', percentile_cont(0.5) within group (order by extract(epoch from r.served_at - r.dispatched_at)),
        'rateS', percentile_cont(0.5) within group (order by extract(epoch from r.closed_at - r.served_at)
                 ) filter (where r.state = 'rated'),
        'complaints', (select count(*) from complaint c join request q on q.id = c.request_id
                       where q.community like $1 and c.made_at > $2),
        'complaintsLate', (select count(*) from complaint c join request q on q.id = c.request_id
                           where q.community like $1 and c.made_at > $2
                           and coalesce(c.answered_at, $3) > c.answer_by))::text as json
      from request r where r.community like $1 and r.raised_at > $2
      """;

  /** The menu beside what was asked for and who could do it. */
  private static final String DEMAND =
      """
      select json_build_object('service', k.code, 'name', k.name,
        'asked', (select count(*) from request r where r.service = k.code and r.community like $1 and r.raised_at > $2),
        'refused', (select count(*) from request r where r.service = k.code and r.community like $1
                    and r.raised_at > $2 and (r.state = 'refused' or r.returns > 0)),
        'people', (select count(*) from volunteer v where v.merged_into is null and v.skills @> k.skills))::text as json
      from service_kind k order by k.ordinal
      """;

  private static final Duration REPORTED = Duration.ofDays(90);

  private final Database database;
  private final Vault vault;
  private final InstantSource clock;

  public RequestViews(Database database, Vault vault, InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** Which part of the queue is wanted. */
  public record Wanted(
      Optional<AreaCode> area,
      Optional<String> state,
      Optional<String> limit,
      Optional<String> after) {}

  public ArrayNode menu(Locale language) {
    return database.read(sql -> Rows.array(sql, MENU, english(language)));
  }

  /** A resident's own requests, the newest first. */
  public ArrayNode mine(AccountId resident, Locale language) {
    return database.read(
        sql -> {
          ArrayNode mine = JsonNodeFactory.instance.arrayNode();
          for (var row : sql.run(MINE, resident, english(language))) {
            ObjectNode one = (ObjectNode) Json.parse(row.getString("json"));
            coming(sql, one, Optional.ofNullable(row.getUUID("order_id")));
            mine.add(one);
          }
          return mine;
        });
  }

  private static void coming(Sql sql, ObjectNode request, Optional<UUID> order) {
    ArrayNode people = request.putArray("coming");
    if (order.isPresent()) {
      for (var row : sql.run(COMING, order.get())) {
        people
            .addObject()
            .put("name", Masking.name(row.getString("name")))
            .put("unit", row.getString("unit"))
            .put("state", row.getString("state"));
      }
    }
  }

  private static boolean english(Locale language) {
    return language.getLanguage().equals("en");
  }

  /** The queue of a command post or a community, the oldest first; numbers are masked. */
  public ObjectNode queue(Principal reader, Wanted wanted) {
    int limit = Rows.limit(wanted.limit());
    Optional<UUID> after = Rows.after(wanted.after());
    String place = place(reader, wanted.area());
    return database.read(
        sql -> {
          List<JsonNode> rows =
              sql.list(QUEUE, this::queued, place, wanted.state(), after, limit + 1);
          long total = sql.get(COUNT_QUEUE, row -> row.getLong("n"), place, wanted.state());
          return Rows.page(rows, limit, total);
        });
  }

  private JsonNode queued(Row row) {
    ObjectNode request = (ObjectNode) Json.parse(row.getString("json"));
    Optional.ofNullable(row.getBuffer("phone_cipher"))
        .ifPresent(
            cipher -> request.put("phoneMasked", Masking.mobile(vault.decrypt(cipher.getBytes()))));
    return request;
  }

  /** Units that could serve a request. */
  public ArrayNode units(Principal reader, RequestId request) {
    return database.read(sql -> Rows.array(sql, UNITS, request, place(reader, Optional.empty())));
  }

  /** Complaints, the open ones first, the most pressing before the others. */
  public ArrayNode complaints(Principal reader) {
    return database.read(sql -> Rows.array(sql, COMPLAINTS, place(reader, Optional.empty())));
  }

  /** How long the stages take, and how the menu answers what is asked for. */
  public ObjectNode report(Principal reader, Optional<AreaCode> area) {
    String place = place(reader, area);
    Instant now = clock.instant();
    Instant since = now.minus(REPORTED);
    return database.read(
        sql -> {
          ObjectNode report = (ObjectNode) Rows.find(sql, STAGES, place, since, now).orElseThrow();
          report.set("services", Rows.array(sql, DEMAND, place, since));
          return report;
        });
  }

  private static String place(Principal reader, Optional<AreaCode> asked) {
    if (asked.filter(area -> !reader.sees(area)).isPresent()) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    return asked.or(reader::area).map(AreaCode::prefix).orElse("") + "%";
  }
}
