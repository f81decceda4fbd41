package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.model.roster.Duties;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;

/**
 * Everybody as the database has them, and who of them changed since.
 *
 * <p>A snapshot says exactly which transactions had been committed. What was written by any other
 * one is told the next time, whether it was long or short; so nothing is missed and nothing is read
 * again and again while somebody imports.
 */
public final class AudienceStore {
  private static final String SNAPSHOT = "select pg_current_snapshot()::text as snapshot";

  private static final String CHANGED =
      """
      with seen as (select $1::text::pg_snapshot as snapshot)
      select pg_current_snapshot()::text as snapshot, array(
        select v.id from volunteer v, seen
        where v.touched >= pg_snapshot_xmin(seen.snapshot)
          and not pg_visible_in_snapshot(v.touched, seen.snapshot)) as people, array(
        select distinct a.volunteer_id from seen, event e join assignment a on a.id = e.stream
        where e.xid >= pg_snapshot_xmin(seen.snapshot)
          and not pg_visible_in_snapshot(e.xid, seen.snapshot)) as engaged
      """;

  private static final String DUTY =
      """
      left join lateral (
        select max(a.relieved_at) as relieved,
          array_agg(lower(a.during)) filter (where a.active) as starts,
          array_agg(upper(a.during)) filter (where a.active) as ends
        from (select relieved_at, during, not isempty(during)
                and state in ('offered', 'accepted', 'departed', 'onPost') as active
              from assignment where volunteer_id = v.id and space = 'live') a
      ) duty on true
      """;

  private static final String SELECT =
      """
      select
      """
          + PeopleStore.COLUMNS
          + """
            , duty.starts, duty.ends, duty.relieved, heard.at as reached
          from volunteer v
          left join contact heard on heard.recipient = v.id
          """
          + DUTY
          + "where v.merged_into is null";

  private static final String HEARD = "select recipient, at from contact where at >= $1";

  private static final String AFTER = SELECT + " and v.id > $1 order by v.id limit $2";

  private static final String OF_IDS = SELECT + " and v.id = any($1)";

  private static final String DUTIES =
      "select v.id, duty.starts, duty.ends, duty.relieved from unnest($1::uuid[]) as v(id) " + DUTY;

  private final Duration rest;

  /**
   * @param rest how long people rest after a post
   */
  public AudienceStore(Duration rest) {
    this.rest = rest;
  }

  /**
   * Somebody who is not a record that stands back for another.
   *
   * @param reached when a phone of theirs was last proven reachable; the epoch when none ever was
   */
  public record Known(Volunteer volunteer, Duties duties, Instant reached) {}

  /**
   * Who changed.
   *
   * @param snapshot what has been seen with this
   * @param people of whom anything may be different
   * @param engaged of whom the duties may be different, and nothing else for that
   */
  public record Changes(String snapshot, List<VolunteerId> people, List<VolunteerId> engaged) {}

  /** From where changes are to be asked for by whoever reads everybody after this. */
  public static String snapshot(Sql sql) {
    return sql.get(SNAPSHOT, row -> row.getString("snapshot"));
  }

  public static Changes since(Sql sql, String snapshot) {
    return sql.get(
        CHANGED,
        row -> new Changes(row.getString("snapshot"), ids(row, "people"), ids(row, "engaged")),
        snapshot);
  }

  /** The next people in the order of ids. */
  public List<Known> after(Sql sql, VolunteerId last, int limit) {
    return sql.list(AFTER, this::known, last, limit);
  }

  public List<Known> ofIds(Sql sql, Collection<VolunteerId> people) {
    return sql.list(OF_IDS, this::known, uuids(people));
  }

  /** What these people have promised; a launch changes that of thousands, and nothing else. */
  public Map<VolunteerId, Duties> duties(Sql sql, Collection<VolunteerId> people) {
    Map<VolunteerId, Duties> duties = HashMap.newHashMap(people.size());
    for (Row row : sql.run(DUTIES, uuids(people))) {
      duties.put(new VolunteerId(row.getUUID("id")), duties(row));
    }
    return duties;
  }

  /** Whose phones were proven reachable then or later, and when last. */
  public static Map<VolunteerId, Instant> heard(Sql sql, Instant since) {
    var heard = new HashMap<VolunteerId, Instant>();
    for (Row row : sql.run(HEARD, since)) {
      heard.put(new VolunteerId(row.getUUID("recipient")), row.getOffsetDateTime("at").toInstant());
    }
    return heard;
  }

  private Known known(Row row) {
    @Nullable OffsetDateTime heard = row.getOffsetDateTime("reached");
    Instant reached = heard == null ? Instant.EPOCH : heard.toInstant();
    return new Known(PeopleStore.volunteer(row), duties(row), reached);
  }

  private Duties duties(Row row) {
    @Nullable OffsetDateTime relieved = row.getOffsetDateTime("relieved");
    Instant rested = relieved == null ? Instant.EPOCH : relieved.toInstant().plus(rest);
    return new Duties(promised(row), rested);
  }

  private static List<VolunteerId> ids(Row row, String column) {
    return Arrays.stream(row.getArrayOfUUIDs(column)).map(VolunteerId::new).toList();
  }

  private static Object uuids(Collection<VolunteerId> people) {
    return people.stream().map(VolunteerId::value).toArray(UUID[]::new);
  }

  private static List<TimeSpan> promised(Row row) {
    OffsetDateTime @Nullable [] starts = row.getArrayOfOffsetDateTimes("starts");
    OffsetDateTime @Nullable [] ends = row.getArrayOfOffsetDateTimes("ends");
    var spans = new ArrayList<TimeSpan>();
    for (int i = 0; starts != null && ends != null && i < starts.length; i++) {
      spans.add(new TimeSpan(starts[i].toInstant(), ends[i].toInstant()));
    }
    return spans;
  }
}
