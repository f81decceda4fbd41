package org.muster.command.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Arrangement;
import org.muster.model.plan.Frame;
import org.muster.model.plan.Hazard;
import org.muster.model.plan.LineReason;
import org.muster.model.plan.Plan;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.PlanLine;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** Plans: each version is written once and never changed; a draft only gets its number. */
public final class PlanStore {
  private static final String FIND = "select * from plan where id = $1";

  private static final String NEWEST =
      "select * from plan where area = $1 and hazard = $2 and number > 0 order by number desc limit"
          + " 1";

  private static final String PAGE =
      """
      select p.*, (select count(*) from plan_line l where l.plan_id = p.id) as line_count,
        (select sum(normal) from plan_line l where l.plan_id = p.id) as normal,
        (select sum(emergency) from plan_line l where l.plan_id = p.id) as emergency,
        (select sum(critical) from plan_line l where l.plan_id = p.id) as critical
      from plan p
      where p.area like $1 and ($2::text is null or p.hazard = $2)
        and ($3::uuid is null
             or (p.created_at, p.id) < (select a.created_at, a.id from plan a where a.id = $3))
      order by p.created_at desc, p.id desc limit $4
      """;

  private static final String COUNT =
      "select count(*) from plan p where p.area like $1 and ($2::text is null or p.hazard = $2)";

  private static final String LINES =
      "select * from plan_line where plan_id = $1 order by community, unit_id";

  /** The lock keeps two versions of one area from taking the same number. */
  private static final String LOCK_AREA = "select code from area where code = $1 for update";

  private static final String ADD =
      """
      insert into plan (id, area, name, hazard, trigger, teams, channels, number, created_by)
      select $1, $2, $3, $4, $5, $6, $7,
             case when $8 then 0 else coalesce(max(number), 0) + 1 end, $9
      from plan where area = $2 and hazard = $4
      """;

  private static final String ADOPT =
      """
      update plan p set created_at = now(),
        number = 1 + (select max(o.number) from plan o where o.area = p.area and o.hazard = p.hazard)
      where p.id = $1 and p.number = 0
      """;

  private static final String ADD_LINES =
      """
      insert into plan_line (plan_id, community, unit_id, normal, emergency, critical,
                             meeting_point, contact_name, contact_cipher, reasons)
      select $1, s.community, s.unit, s.normal, s.emergency, s.critical, s."meetingPoint",
             s."contactName", decode(s."contactPhone", 'base64'), coalesce(s.reasons, '[]')
      from jsonb_to_recordset($2::text::jsonb) as s
        (community text, unit uuid, normal integer, emergency integer, critical integer,
         "meetingPoint" text, "contactName" text, "contactPhone" text, reasons jsonb)
      """;

  private static final String ADD_ARRANGEMENTS =
      """
      insert into plan_arrangement (plan_id, community, tier, shifts, skills, lead_unit,
                                    meeting_point, supplies)
      select $1, s.community, s.tier,
             array(select jsonb_array_elements_text(s.shifts)), s.skills, s.lead,
             s."meetingPoint", s.supplies
      from jsonb_to_recordset($2::text::jsonb) as s
        (community text, tier text, shifts jsonb, skills jsonb, lead uuid, "meetingPoint" text,
         supplies jsonb)
      """;

  private static final String ARRANGEMENTS =
      """
      select json_build_object('community', community, 'tier', tier, 'shifts', shifts,
        'skills', skills, 'lead', lead_unit, 'meetingPoint', meeting_point,
        'supplies', supplies)::text as json
      from plan_arrangement where plan_id = $1 order by community, tier
      """;

  private PlanStore() {}

  /**
   * A version without its lines.
   *
   * @param number 0 for a draft
   */
  public record Head(PlanId id, AreaCode area, Frame frame, int number, Instant createdAt) {
    public boolean isDraft() {
      return number == 0;
    }
  }

  /**
   * Which versions are wanted: those of areas whose code is like a pattern, of one hazard or all.
   */
  public record Wanted(String areas, Optional<Hazard> hazard) {
    private Optional<String> word() {
      return hazard.map(EnumNames::of);
    }
  }

  /** A version in a list, with the people of each tier. */
  public record Summary(Head head, int lines, long normal, long emergency, long critical) {}

  /** A line with whom to call, and why it is so; the phone is encrypted. */
  public record Line(
      PlanLine owed,
      Optional<String> contactName,
      Optional<byte[]> contactCipher,
      List<LineReason> reasons) {}

  /**
   * A version about to be added.
   *
   * @param draft gets no number until it is adopted
   */
  public record NewPlan(PlanId id, AreaCode area, Frame frame, AccountId by, boolean draft) {}

  /** What a version about to be added says. */
  public record Content(List<Staged.Line> lines, List<Arrangement> arrangements) {
    public Content {
      lines = List.copyOf(lines);
      arrangements = List.copyOf(arrangements);
    }
  }

  public static Optional<Head> find(Sql sql, PlanId id) {
    return sql.find(FIND, PlanStore::head, id);
  }

  /** The version in force of an area's plan for a hazard. */
  public static Optional<Head> newest(Sql sql, AreaCode area, Hazard hazard) {
    return sql.find(NEWEST, PlanStore::head, area, EnumNames.of(hazard));
  }

  /** Newest first, after another one; drafts among them. */
  public static List<Summary> list(Sql sql, Wanted wanted, Optional<PlanId> after, int limit) {
    return sql.list(PAGE, PlanStore::summary, wanted.areas(), wanted.word(), after, limit);
  }

  public static long count(Sql sql, Wanted wanted) {
    return sql.get(COUNT, row -> row.getLong(0), wanted.areas(), wanted.word());
  }

  public static List<Line> lines(Sql sql, PlanId id) {
    return sql.list(LINES, PlanStore::line, id);
  }

  public static List<Arrangement> arrangements(Sql sql, PlanId id) {
    return sql.list(ARRANGEMENTS, row -> Json.read(row.getString("json"), Arrangement.class), id);
  }

  /** What a tier of a version wants of each unit for each community. */
  public static Map<Plan.Place, Integer> needs(Sql sql, PlanId id, Tier tier) {
    var needs = new HashMap<Plan.Place, Integer>();
    for (Line line : lines(sql, id)) {
      var place = new Plan.Place(line.owed().community(), line.owed().unit());
      needs.put(place, line.owed().need(tier));
    }
    return needs;
  }

  /** The whole plan as the rules know it. */
  public static Plan plan(Sql sql, Head head) {
    var lines = lines(sql, head.id()).stream().map(Line::owed).toList();
    return new Plan(
        head.id(), head.area(), head.frame(), head.number(), lines, arrangements(sql, head.id()));
  }

  /** No other version of the area's plan is added before this transaction ends. */
  public static boolean lock(Sql tx, AreaCode area) {
    return tx.find(LOCK_AREA, row -> row.getString("code"), area).isPresent();
  }

  public static void add(Sql tx, NewPlan plan, Content content) {
    Frame frame = plan.frame();
    tx.run(
        ADD,
        plan.id(),
        plan.area(),
        frame.name(),
        EnumNames.of(frame.hazard()),
        frame.trigger(),
        frame.teams().toArray(String[]::new),
        frame.channels().toArray(String[]::new),
        plan.draft(),
        plan.by());
    tx.run(ADD_LINES, plan.id(), Json.write(content.lines()));
    tx.run(ADD_ARRANGEMENTS, plan.id(), Json.write(content.arrangements()));
  }

  /** A draft becomes the newest version; false when it is none. */
  public static boolean adopt(Sql tx, PlanId draft) {
    return tx.change(ADOPT, draft) > 0;
  }

  private static Head head(Row row) {
    return new Head(
        new PlanId(row.getUUID("id")),
        new AreaCode(row.getString("area")),
        new Frame(
            row.getString("name"),
            Words.of(Hazard.class, row.getString("hazard")),
            Optional.ofNullable(row.getString("trigger")),
            List.of(row.getArrayOfStrings("teams")),
            List.of(row.getArrayOfStrings("channels"))),
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
        Optional.ofNullable(row.getBuffer("contact_cipher")).map(Buffer::getBytes),
        List.of(Json.read(String.valueOf(row.getValue("reasons")), LineReason[].class)));
  }
}
