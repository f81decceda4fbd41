package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.model.matching.Person;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Absence;
import org.muster.model.roster.Bar;
import org.muster.model.roster.Certificate;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;

/** The people of units as they stand at a moment: who could go on a task, and why others cannot. */
public final class PeopleStore {
  /** What {@link #volunteer} reads, of the table as {@code v}. */
  static final String COLUMNS =
      """
        v.id, v.unit_id, v.birth, v.shock, v.health, v.community, v.skills, v.insured_from,
        v.insured_until, v.trained_on, v.trained_until, nullif(v.absences, '[]') as absences, nullif(v.certificates, '[]') as certificates\
      """;

  /** What somebody did lately, or has promised elsewhere. */
  private static final String PAST =
      """
       cross join lateral (
        select
          coalesce(bool_or(a.state in ('offered', 'accepted', 'departed', 'onPost')
            and a.during && tstzrange($2, $3)), false) as elsewhere,
          max(a.relieved_at) as relieved,
          count(*) filter (where a.relieved_at > $2 - interval '7 days') as recent
        from assignment a
        where a.volunteer_id = v.id and a.space = $4
          and a.state in ('offered', 'accepted', 'departed', 'onPost', 'relieved', 'confirmed')) past\
      """;

  /**
   * A reserve who was thanked and not needed may be asked again. What somebody was asked under
   * other orders, and did not take, is not looked at: it is most of what lies behind people.
   */
  private static final String SELECT =
      "select "
          + COLUMNS
          + """
            , v.paired, own.*, past.*, %s as listed
          from %s
          cross join lateral (
            select
              coalesce(bool_or(not (a.source = 'reserve' and a.state = 'withdrawn')), false) as asked,
              coalesce(bool_or(a.source = 'reserve' and a.state = 'withdrawn'), false) as thanked
            from assignment a where a.order_id = $5 and a.volunteer_id = v.id) own\
          """
          + PAST;

  private static final String LISTED =
      """
      exists (select from candidate c join quota q on q.id = c.quota_id
        where c.volunteer_id = v.id and q.order_id = $5 and c.source <> 'reserve')\
      """;

  /** Whole units are compared with the whole line of the order, which is read once. */
  private static final String AMONG_LISTED =
      """
      v.id in (select c.volunteer_id from candidate c join quota q on q.id = c.quota_id
        where q.order_id = $5 and c.source <> 'reserve')\
      """;

  private static final String WHOLE_UNITS =
      " where v.unit_id = any($1) and v.merged_into is null order by v.id";

  private static final String OF_UNITS =
      SELECT.formatted(AMONG_LISTED, "volunteer v") + WHOLE_UNITS;

  private static final String PEOPLE_OF_UNITS =
      "select " + COLUMNS + ", v.paired, past.* from volunteer v" + PAST + WHOLE_UNITS;

  /** A join, or the planner may walk a whole index that only ends with the id. */
  private static final String BY_ID =
      "unnest($1::uuid[]) as wanted(id) join volunteer v using (id)";

  private static final String PRESENT = " where v.merged_into is null order by v.id";

  private static final String OF_IDS = SELECT.formatted(LISTED, BY_ID) + PRESENT;

  private static final String IN_LINE = SELECT.formatted("true", BY_ID) + PRESENT;

  private static final String ROSTER =
      "select * from volunteer where unit_id = any($1) and merged_into is null order by id";

  private final Duration rest;

  /**
   * @param rest how long people rest after a post
   */
  public PeopleStore(Duration rest) {
    this.rest = rest;
  }

  /**
   * What the people are wanted for.
   *
   * @param order under which nobody is asked twice
   */
  public record Wanted(OrderId order, Eligibility.Task task, String space) {}

  /**
   * Somebody with the state of the asking under the order.
   *
   * @param asked and not stood down as a reserve who was not needed
   * @param listed is in line for some quota of the order already
   * @param thanked was asked as a reserve and stood down
   */
  public record Known(Person person, boolean asked, boolean listed, boolean thanked) {
    public VolunteerId id() {
      return person.volunteer().id();
    }

    public UnitId unit() {
      return person.volunteer().unit();
    }

    /** Can go, and was neither asked nor put in line under the order, or was thanked since. */
    public boolean isFree() {
      return !asked && !listed && person.isAble();
    }
  }

  public List<Known> ofUnits(Sql sql, Collection<UnitId> units, Wanted wanted) {
    return list(sql, OF_UNITS, array(units), wanted);
  }

  /** The people of units, apart from what an order has asked of them. */
  public List<Person> peopleOf(
      Sql sql, Collection<UnitId> units, Eligibility.Task task, String space) {
    TimeSpan during = task.during();
    return sql.list(
        PEOPLE_OF_UNITS,
        row -> person(row, task),
        array(units),
        during.from(),
        during.until(),
        space);
  }

  private static UUID[] array(Collection<UnitId> units) {
    return units.stream().map(UnitId::value).toArray(UUID[]::new);
  }

  public List<Known> ofIds(Sql sql, Collection<VolunteerId> volunteers, Wanted wanted) {
    UUID[] ids = volunteers.stream().map(VolunteerId::value).distinct().toArray(UUID[]::new);
    return list(sql, OF_IDS, ids, wanted);
  }

  /** Of those who stand in line for a place of the order, what else is to be known. */
  public List<Known> inLine(Sql sql, Collection<VolunteerId> volunteers, Wanted wanted) {
    UUID[] ids = volunteers.stream().map(VolunteerId::value).distinct().toArray(UUID[]::new);
    return list(sql, IN_LINE, ids, wanted);
  }

  /** Everybody on the rosters of these units, whatever they are doing now. */
  public static List<Volunteer> ofUnits(Sql sql, Collection<UnitId> units) {
    return sql.list(ROSTER, PeopleStore::volunteer, (Object) array(units));
  }

  private List<Known> list(Sql sql, String statement, UUID[] ids, Wanted wanted) {
    TimeSpan during = wanted.task().during();
    return sql.list(
        statement,
        row -> known(row, wanted.task()),
        ids,
        during.from(),
        during.until(),
        wanted.space(),
        wanted.order());
  }

  private Known known(Row row, Eligibility.Task task) {
    return new Known(
        person(row, task),
        row.getBoolean("asked"),
        row.getBoolean("listed"),
        row.getBoolean("thanked"));
  }

  private Person person(Row row, Eligibility.Task task) {
    Volunteer volunteer = volunteer(row);
    var engagement = new Eligibility.Engagement(row.getBoolean("elsewhere"), restedFrom(row));
    Set<Bar> bars = EnumSet.noneOf(Bar.class);
    bars.addAll(Eligibility.bars(volunteer, task, engagement));
    return new Person(
        volunteer,
        bars,
        Math.toIntExact(row.getLong("recent")),
        Optional.ofNullable(row.getString("paired")).map(AreaCode::new));
  }

  private Instant restedFrom(Row row) {
    @Nullable OffsetDateTime relieved = row.getOffsetDateTime("relieved");
    return relieved == null ? Instant.EPOCH : relieved.toInstant().plus(rest);
  }

  /** A row of the table as the rules know the person. */
  public static Volunteer volunteer(Row row) {
    return new Volunteer(
        new VolunteerId(row.getUUID("id")),
        new UnitId(row.getUUID("unit_id")),
        row.getLocalDate("birth"),
        row.getBoolean("shock"),
        Words.of(Volunteer.Health.class, row.getString("health")),
        Optional.ofNullable(row.getString("community")).map(AreaCode::new),
        Set.of(row.getArrayOfStrings("skills")),
        days(row.getLocalDate("insured_from"), row.getLocalDate("insured_until")),
        days(row.getLocalDate("trained_on"), row.getLocalDate("trained_until")),
        Documents.list(row, "absences", Absence.class),
        Documents.list(row, "certificates", Certificate.class));
  }

  private static Optional<DateSpan> days(@Nullable LocalDate from, @Nullable LocalDate until) {
    return from == null || until == null
        ? Optional.empty()
        : Optional.of(new DateSpan(from, until));
  }
}
