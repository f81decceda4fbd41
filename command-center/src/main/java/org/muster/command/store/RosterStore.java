package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.HealthLimit;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;
import org.muster.model.roster.Window;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** The table of volunteers. Records that stand back for another one are found by their id only. */
public final class RosterStore {
  private static final String OF_UNITS =
      "select * from volunteer where unit_id = any($1) and merged_into is null order by id";

  private static final String SHOCK_TEAMS =
      "select * from volunteer where unit_id = any($1) and shock and merged_into is null order by"
          + " id";

  private static final String OF_IDS =
      "select * from volunteer where id = any($1) and merged_into is null order by id";

  private static final String NAMES = "select id, name from volunteer where id = any($1)";

  private static final String SELECT =
      "select v.*, u.name as unit_name from volunteer v join unit u on u.id = v.unit_id ";

  private static final String FIND = SELECT + "where v.id = $1";

  private static final String SEES =
      "select exists (select from volunteer v where v.id = $5 and " + Sight.OF_VOLUNTEERS + ")";

  private static final String LOCK = FIND + " for update of v";

  /**
   * The units before are named apart: their index leads past them, so that no page sorts the whole
   * roster.
   */
  private static final String PAGE =
      """
       and u.name >= coalesce((select b.name from volunteer a join unit b on b.id = a.unit_id
                               where a.id = @after), '')
       and (@after::uuid is null or (u.name, v.name, v.id) >
         (select b.name, a.name, a.id from volunteer a join unit b on b.id = a.unit_id
          where a.id = @after))
      order by u.name, v.name, v.id limit @limit
      """;

  private static final String COUNT =
      "select count(*) from volunteer v join unit u on u.id = v.unit_id ";

  private static final String CHANGE =
      """
      update volunteer
      set department = $3, phone_cipher = $4, phone_hash = $5, community = $6, skills = $7,
          shock = $8, health = $9, absences = $10::text::jsonb, certificates = $11::text::jsonb,
          windows = $12::text::jsonb, limits = $13, paired = $14, insured_from = $15,
          insured_until = $16, policy = $17, trained_on = $18, trained_until = $19, remark = $20,
          duty_title = $21, political = $22, version = version + 1
      where id = $1 and version = $2
      """;

  private static final String DISCLOSED =
      """
      insert into disclosure (account_id, volunteer_id, reason)
      select $1, v.id, $3 from unnest($2::uuid[]) as v(id)
      """;

  private RosterStore() {}

  /**
   * A volunteer with everything people see of them.
   *
   * @param rules what the rules know
   * @param written what is kept as it was written
   * @param wishes what concerns peace-time service
   * @param secrets what is encrypted
   * @param mergedInto the record this one stands back for
   */
  public record Person(
      Volunteer rules,
      String unitName,
      Written written,
      Wishes wishes,
      Secrets secrets,
      Optional<VolunteerId> mergedInto,
      int version) {

    public VolunteerId id() {
      return rules.id();
    }

    /** The same with other facts for the rules. */
    public Person with(Volunteer changed) {
      return new Person(changed, unitName, written, wishes, secrets, mergedInto, version);
    }
  }

  /** Texts of a record. */
  public record Written(
      String name,
      String sex,
      Optional<String> department,
      Optional<String> dutyTitle,
      Optional<String> political,
      Optional<String> healthNote,
      Optional<String> policy,
      Optional<String> remark) {}

  /**
   * What somebody offers and should be spared.
   *
   * @param paired the community the person is paired with (结对)
   */
  public record Wishes(Optional<AreaCode> paired, Set<HealthLimit> limits, List<Window> windows) {
    public Wishes {
      limits = Set.copyOf(limits);
      windows = List.copyOf(windows);
    }
  }

  /** ID number and phone, encrypted; the hash finds the phone. */
  public record Secrets(Sealed id, Sealed phone, Sealed phoneHash) {}

  /** All volunteers of these units, as the rules know them. */
  public static List<Volunteer> ofUnits(Sql sql, Collection<UnitId> units) {
    return sql.list(OF_UNITS, PeopleStore::volunteer, (Object) units(units));
  }

  /** Those of them who are on the list of a shock team. */
  static List<Volunteer> shockTeamsOf(Sql sql, Collection<UnitId> units) {
    return sql.list(SHOCK_TEAMS, PeopleStore::volunteer, (Object) units(units));
  }

  /** Those of the ids who are on the roster, as the rules know them. */
  public static List<Volunteer> ofIds(Sql sql, Collection<VolunteerId> volunteers) {
    return sql.list(OF_IDS, PeopleStore::volunteer, (Object) ids(volunteers));
  }

  public static Map<VolunteerId, String> names(Sql sql, Collection<VolunteerId> volunteers) {
    var names = new HashMap<VolunteerId, String>();
    for (Row row : sql.run(NAMES, (Object) ids(volunteers))) {
      names.put(new VolunteerId(row.getUUID("id")), row.getString("name"));
    }
    return names;
  }

  public static Optional<Person> find(Sql sql, VolunteerId id) {
    return sql.find(FIND, RosterStore::person, id);
  }

  /** Somebody, if they are in sight. */
  public static Optional<Person> find(Sql sql, Sight sight, VolunteerId id) {
    boolean sees = sql.get(SEES, row -> row.getBoolean(0), sight.with(id));
    return sees ? find(sql, id) : Optional.empty();
  }

  /** The person as nobody else can change them before this transaction ends. */
  public static Optional<Person> lock(Sql tx, VolunteerId id) {
    return tx.find(LOCK, RosterStore::person, id);
  }

  /** Those after another one, by unit and name. */
  public static List<Person> list(
      Sql sql, RosterSearch wanted, Optional<VolunteerId> after, int limit) {
    RosterSearch.Clause clause = wanted.clause();
    int last = clause.values().size();
    String page = PAGE.replace("@after", "$" + (last + 1)).replace("@limit", "$" + (last + 2));
    return sql.list(SELECT + clause.sql() + page, RosterStore::person, clause.with(after, limit));
  }

  public static long count(Sql sql, RosterSearch wanted) {
    RosterSearch.Clause clause = wanted.clause();
    return sql.get(COUNT + clause.sql(), row -> row.getLong(0), clause.with());
  }

  /** False when somebody else changed the record since. */
  public static boolean change(Sql tx, Person to) {
    Volunteer rules = to.rules();
    Written written = to.written();
    return tx.change(
            CHANGE,
            to.id(),
            to.version(),
            written.department(),
            to.secrets().phone().bytes(),
            to.secrets().phoneHash().bytes(),
            rules.community(),
            rules.skills().stream().sorted().toArray(String[]::new),
            rules.shock(),
            EnumNames.of(rules.health()),
            Json.write(rules.absences()),
            Json.write(rules.certificates()),
            Json.write(to.wishes().windows()),
            to.wishes().limits().stream().map(EnumNames::of).sorted().toArray(String[]::new),
            to.wishes().paired(),
            rules.insured().map(DateSpan::from),
            rules.insured().map(DateSpan::until),
            written.policy(),
            rules.trained().map(DateSpan::from),
            rules.trained().map(DateSpan::until),
            written.remark(),
            written.dutyTitle(),
            written.political())
        == 1;
  }

  /** Notes that somebody looked at unmasked data of these people, and why. */
  public static void disclosed(
      Sql tx, AccountId reader, Collection<VolunteerId> volunteers, String reason) {
    tx.run(DISCLOSED, reader, ids(volunteers), reason);
  }

  private static UUID[] ids(Collection<VolunteerId> volunteers) {
    return volunteers.stream().map(VolunteerId::value).toArray(UUID[]::new);
  }

  private static UUID[] units(Collection<UnitId> units) {
    return units.stream().map(UnitId::value).toArray(UUID[]::new);
  }

  private static Person person(Row row) {
    return new Person(
        PeopleStore.volunteer(row),
        row.getString("unit_name"),
        new Written(
            row.getString("name"),
            row.getString("sex"),
            text(row, "department"),
            text(row, "duty_title"),
            text(row, "political"),
            text(row, "health_note"),
            text(row, "policy"),
            text(row, "remark")),
        new Wishes(
            text(row, "paired").map(AreaCode::new),
            Arrays.stream(row.getArrayOfStrings("limits"))
                .map(word -> Words.of(HealthLimit.class, word))
                .collect(Collectors.toUnmodifiableSet()),
            Documents.list(row, "windows", Window.class)),
        new Secrets(
            sealed(row, "id_cipher"), sealed(row, "phone_cipher"), sealed(row, "phone_hash")),
        Optional.ofNullable(row.getUUID("merged_into")).map(VolunteerId::new),
        row.getInteger("version"));
  }

  private static Sealed sealed(Row row, String column) {
    return Sealed.of(row.getBuffer(column).getBytes());
  }

  private static Optional<String> text(Row row, String column) {
    return Optional.ofNullable(row.getString(column)).filter(text -> !text.isEmpty());
  }
}
