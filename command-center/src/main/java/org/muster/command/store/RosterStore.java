package org.muster.command.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.access.AccountId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;

/** The volunteers as the roster has them: to be looked up, listed and corrected. */
public final class RosterStore {
  private static final String OF_UNITS =
      "select * from volunteer where unit_id = any($1) order by id";

  private static final String NAMES = "select id, name from volunteer where id = any($1)";

  private static final String PHONES = "select id, phone_cipher from volunteer where id = any($1)";

  private static final String SELECT =
      "select v.*, u.name as unit_name from volunteer v join unit u on u.id = v.unit_id ";

  private static final String FIND = SELECT + "where v.id = $1";

  private static final String LOCK = FIND + " for update of v";

  /** People without a home community are seen by every command post. */
  private static final String WHERE =
      """
      where ($1::uuid is null or v.unit_id = $1)
        and ($2::text is null or v.community like $2)
        and ($3::text is null or v.community is null or v.community like $3)
        and ($4::text is null or $4 = any(v.skills))
        and ($5::boolean is null or v.shock = $5)
        and ($6::text is null or v.name like $6)
        and ($7::bytea is null or v.phone_hash = $7 or v.id_hash = $7)
      """;

  private static final String PAGE =
      SELECT
          + WHERE
          + """
            and ($8::uuid is null or (u.name, v.name, v.id) >
                 (select b.name, a.name, a.id from volunteer a join unit b on b.id = a.unit_id
                  where a.id = $8))
          order by u.name, v.name, v.id limit $9
          """;

  private static final String COUNT = "select count(*) from volunteer v " + WHERE;

  private static final String CHANGE =
      """
      update volunteer
      set department = $3, phone_cipher = $4, phone_hash = $5, community = $6, skills = $7,
          shock = $8, health = $9, unavailable_from = $10, unavailable_until = $11, remark = $12,
          version = version + 1
      where id = $1 and version = $2
      """;

  private static final String DISCLOSED =
      "insert into disclosure (account_id, volunteer_id, reason) values ($1, $2, $3)";

  private RosterStore() {}

  /**
   * A volunteer with everything people see of them.
   *
   * @param rules what the rules know
   * @param written what is kept as it was written
   * @param secrets what is encrypted
   */
  public record Person(
      Volunteer rules, String unitName, Written written, Secrets secrets, int version) {

    public VolunteerId id() {
      return rules.id();
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
      Optional<String> remark) {}

  /** ID number and phone, encrypted; the hash finds the phone. */
  public record Secrets(Buffer id, Buffer phone, Buffer phoneHash) {}

  /**
   * Which volunteers are wanted.
   *
   * @param community code prefix with a wildcard
   * @param seen likewise, as far as the reader may see
   * @param hash of a phone or ID number
   */
  public record Wanted(
      Optional<UnitId> unit,
      Optional<String> community,
      Optional<String> seen,
      Optional<String> skill,
      Optional<Boolean> shock,
      Optional<String> name,
      Optional<byte[]> hash) {}

  /** All volunteers of these units, as the rules know them. */
  public static List<Volunteer> ofUnits(Sql sql, Collection<UnitId> units) {
    UUID[] ids = units.stream().map(UnitId::value).toArray(UUID[]::new);
    return sql.list(OF_UNITS, PeopleStore::volunteer, (Object) ids);
  }

  public static Map<VolunteerId, String> names(Sql sql, Collection<VolunteerId> volunteers) {
    var names = new HashMap<VolunteerId, String>();
    for (Row row : sql.run(NAMES, (Object) ids(volunteers))) {
      names.put(new VolunteerId(row.getUUID("id")), row.getString("name"));
    }
    return names;
  }

  /** The phones, encrypted. */
  public static Map<VolunteerId, Buffer> phones(Sql sql, Collection<VolunteerId> volunteers) {
    var phones = new HashMap<VolunteerId, Buffer>();
    for (Row row : sql.run(PHONES, (Object) ids(volunteers))) {
      phones.put(new VolunteerId(row.getUUID("id")), row.getBuffer("phone_cipher"));
    }
    return phones;
  }

  public static Optional<Person> find(Sql sql, VolunteerId id) {
    return sql.find(FIND, RosterStore::person, id);
  }

  /** The person as nobody else can change them before this transaction ends. */
  public static Optional<Person> lock(Sql tx, VolunteerId id) {
    return tx.find(LOCK, RosterStore::person, id);
  }

  /** Those after another one, by unit and name. */
  public static List<Person> list(Sql sql, Wanted wanted, Optional<VolunteerId> after, int limit) {
    return sql.list(
        PAGE,
        RosterStore::person,
        wanted.unit(),
        wanted.community(),
        wanted.seen(),
        wanted.skill(),
        wanted.shock(),
        wanted.name(),
        wanted.hash(),
        after,
        limit);
  }

  public static long count(Sql sql, Wanted wanted) {
    return sql.get(
        COUNT,
        row -> row.getLong(0),
        wanted.unit(),
        wanted.community(),
        wanted.seen(),
        wanted.skill(),
        wanted.shock(),
        wanted.name(),
        wanted.hash());
  }

  /** False when somebody else changed the record since. */
  public static boolean change(Sql tx, Person to) {
    Volunteer rules = to.rules();
    return tx.change(
            CHANGE,
            to.id(),
            to.version(),
            to.written().department(),
            to.secrets().phone(),
            to.secrets().phoneHash(),
            rules.community(),
            rules.skills().stream().sorted().toArray(String[]::new),
            rules.shock(),
            org.muster.model.wire.EnumNames.of(rules.health()),
            rules.unavailable().map(span -> offset(span.from())),
            rules.unavailable().map(span -> offset(span.until())),
            to.written().remark())
        == 1;
  }

  /** Notes that somebody looked at unmasked data, and why. */
  public static void disclosed(Sql tx, AccountId reader, VolunteerId volunteer, String reason) {
    tx.run(DISCLOSED, reader, volunteer, reason);
  }

  private static java.time.OffsetDateTime offset(Instant at) {
    return at.atOffset(java.time.ZoneOffset.UTC);
  }

  private static UUID[] ids(Collection<VolunteerId> volunteers) {
    return volunteers.stream().map(VolunteerId::value).toArray(UUID[]::new);
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
            text(row, "remark")),
        new Secrets(
            row.getBuffer("id_cipher"), row.getBuffer("phone_cipher"), row.getBuffer("phone_hash")),
        row.getInteger("version"));
  }

  private static Optional<String> text(Row row, String column) {
    return Optional.ofNullable(row.getString(column)).filter(text -> !text.isEmpty());
  }
}
