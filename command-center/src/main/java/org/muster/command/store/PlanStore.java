package org.muster.command.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Plan;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.PlanLine;
import org.muster.model.roster.UnitId;

/** Plans: each version is written once and never changed. */
public final class PlanStore {
  private static final String FIND = "select * from plan where id = $1";

  private static final String NEWEST =
      "select * from plan where area = $1 order by number desc limit 1";

  private static final String PAGE =
      """
      select p.*, (select count(*) from plan_line l where l.plan_id = p.id) as line_count,
        (select sum(normal) from plan_line l where l.plan_id = p.id) as normal,
        (select sum(emergency) from plan_line l where l.plan_id = p.id) as emergency,
        (select sum(critical) from plan_line l where l.plan_id = p.id) as critical
      from plan p
      where p.area like $1
        and ($2::uuid is null
             or (p.created_at, p.id) < (select a.created_at, a.id from plan a where a.id = $2))
      order by p.created_at desc, p.id desc limit $3
      """;

  private static final String COUNT = "select count(*) from plan p where p.area like $1";

  private static final String LINES =
      "select * from plan_line where plan_id = $1 order by community, unit_id";

  /** The lock keeps two versions of one area from taking the same number. */
  private static final String LOCK_AREA = "select code from area where code = $1 for update";

  private static final String ADD =
      """
      insert into plan (id, area, name, number, created_by)
      select $1, $2, $3, coalesce(max(number), 0) + 1, $4 from plan where area = $2
      """;

  private static final String ADD_LINES =
      """
      insert into plan_line (plan_id, community, unit_id, normal, emergency, critical,
                             meeting_point, contact_name, contact_cipher)
      select $1, s.community, s.unit, s.normal, s.emergency, s.critical, s."meetingPoint",
             s."contactName", decode(s."contactPhone", 'base64')
      from jsonb_to_recordset($2::text::jsonb) as s
        (community text, unit uuid, normal integer, emergency integer, critical integer,
         "meetingPoint" text, "contactName" text, "contactPhone" text)
      """;

  private PlanStore() {}

  /** A version without its lines. */
  public record Head(PlanId id, AreaCode area, String name, int number, Instant createdAt) {}

  /** A version in a list, with the people of each tier. */
  public record Summary(Head head, int lines, long normal, long emergency, long critical) {}

  /** A line with whom to call; the phone is encrypted. */
  public record Line(PlanLine owed, Optional<String> contactName, Optional<byte[]> contactCipher) {}

  /** A version about to be added; its lines are staged rows in JSON. */
  public record NewPlan(PlanId id, AreaCode area, String name, AccountId by, String lines) {}

  public static Optional<Head> find(Sql sql, PlanId id) {
    return sql.find(FIND, PlanStore::head, id);
  }

  public static Optional<Head> newest(Sql sql, AreaCode area) {
    return sql.find(NEWEST, PlanStore::head, area);
  }

  /** Newest first, after another one. */
  public static List<Summary> list(Sql sql, String areas, Optional<PlanId> after, int limit) {
    return sql.list(PAGE, PlanStore::summary, areas, after, limit);
  }

  public static long count(Sql sql, String areas) {
    return sql.get(COUNT, row -> row.getLong(0), areas);
  }

  public static List<Line> lines(Sql sql, PlanId id) {
    return sql.list(LINES, PlanStore::line, id);
  }

  /** The whole plan as the rules know it. */
  public static Plan plan(Sql sql, Head head) {
    var lines = lines(sql, head.id()).stream().map(Line::owed).toList();
    return new Plan(head.id(), head.area(), head.name(), head.number(), lines);
  }

  /** No other version of the area's plan is added before this transaction ends. */
  public static boolean lock(Sql tx, AreaCode area) {
    return tx.find(LOCK_AREA, row -> row.getString("code"), area).isPresent();
  }

  public static void add(Sql tx, NewPlan plan) {
    tx.run(ADD, plan.id(), plan.area(), plan.name(), plan.by());
    tx.run(ADD_LINES, plan.id(), plan.lines());
  }

  private static Head head(Row row) {
    return new Head(
        new PlanId(row.getUUID("id")),
        new AreaCode(row.getString("area")),
        row.getString("name"),
        row.getInteger("number"),
        row.getOffsetDateTime("created_at").toInstant());
  }

  private static Summary summary(Row row) {
    return new Summary(
        head(row),
        Math.toIntExact(row.getLong("line_count")),
        sum(row, "normal"),
        sum(row, "emergency"),
        sum(row, "critical"));
  }

  private static long sum(Row row, String tier) {
    @Nullable Long sum = row.getLong(tier);
    return sum == null ? 0 : sum;
  }

  private static Line line(Row row) {
    UUID unit = row.getUUID("unit_id");
    var owed =
        new PlanLine(
            new AreaCode(row.getString("community")),
            new UnitId(unit),
            row.getInteger("normal"),
            row.getInteger("emergency"),
            row.getInteger("critical"),
            Optional.ofNullable(row.getString("meeting_point")));
    return new Line(
        owed,
        Optional.ofNullable(row.getString("contact_name")),
        Optional.ofNullable(row.getBuffer("contact_cipher")).map(Buffer::getBytes));
  }
}
