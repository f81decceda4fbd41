package org.muster.command.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.model.access.AccountId;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.EnumNames;

/** The tables of sending units and their liaisons. */
public final class UnitStore {
  private static final String OTHER_LIAISON =
      """
      select exists (select from account
        where unit_id = $1 and 'liaison' = any(roles) and not disabled and id <> $2) as is_there
      """;

  private static final String NAMES = "select id, name from unit";

  private static final String CODES = "select id, code from unit where code is not null";

  private static final String SELECT =
      """
      select u.*,
        (select count(*) from volunteer v where v.unit_id = u.id and v.merged_into is null) as volunteers,
        (select count(*) from volunteer v where v.unit_id = u.id and v.shock and v.merged_into is null) as shock,
        (select s.short from shock_team s where s.unit_id = u.id) as shock_team_short
      from unit u
      """;

  private static final String FIND = SELECT + "where u.id = $1";

  private static final String WANTED_UNITS = "where u.name like $5 and " + Sight.OF_UNITS;

  private static final String PAGE =
      SELECT
          + WANTED_UNITS
          + """
          and ($6::uuid is null
               or (coalesce(u.code, ''), u.name) > (select coalesce(b.code, ''), b.name from unit b where b.id = $6))
          order by coalesce(u.code, ''), u.name limit $7
          """;

  private static final String COUNT = "select count(*) from unit u " + WANTED_UNITS;

  private static final String SEEN = SELECT + "where u.id = $5 and " + Sight.OF_UNITS;

  private static final String LIAISONS =
      "select unit_id, rank, name, phone_cipher from liaison where unit_id = any($1) order by rank"
          + " desc";

  private static final String TENURES =
      """
      select rank, name, phone_cipher, since, until from liaison_tenure
      where unit_id = $1 order by n desc limit 200
      """;

  private static final String CHANGE =
      """
      update unit set headcount = $3, party = $4, leader = $5, version = version + 1
      where id = $1 and version = $2
      """;

  private static final String TOUCH =
      "update unit set version = version + 1 where id = $1 and version = $2";

  private static final String PUT_LIAISON =
      """
      insert into liaison (unit_id, rank, name, phone_cipher, phone_hash) values ($1, $2, $3, $4, $5)
      on conflict (unit_id, rank) do update
      set name = excluded.name, phone_cipher = excluded.phone_cipher, phone_hash = excluded.phone_hash
      """;

  /** A unit is known by its credit code, else by its name. */
  private static final String WANTED =
      """
      with staged as (
        select * from jsonb_to_recordset($1::text::jsonb) as s
          (code text, name text, headcount integer, party integer, leader text, liaisons jsonb)),
      wanted as materialized (
        select s.*, coalesce(c.id, n.id, gen_random_uuid()) as id,
               c.id is null and n.id is null as fresh,
               (coalesce(c.code, n.code), coalesce(c.name, n.name), coalesce(c.headcount, n.headcount),
                coalesce(c.party, n.party), coalesce(c.leader, n.leader)) is distinct from
                 (coalesce(s.code, c.code, n.code), s.name, s.headcount, s.party,
                  coalesce(s.leader, c.leader, n.leader)) as differs
        from staged s left join unit c on c.code = s.code
             left join unit n on n.name = s.name),
      called as (
        select w.id as unit_id, l.rank, l.name, decode(l."phoneCipher", 'base64') as phone_cipher,
               decode(l."phoneHash", 'base64') as phone_hash
        from wanted w, jsonb_to_recordset(w.liaisons) as l
          (rank text, name text, "phoneCipher" text, "phoneHash" text)),
      moved as (
        select called.* from called left join liaison o using (unit_id, rank)
        where (o.name, o.phone_hash) is distinct from (called.name, called.phone_hash))
      """;

  private static final String TALLY =
      """
      select count(*) filter (where fresh) as added,
             count(*) filter (where not fresh
               and (differs or exists (select from moved m where m.unit_id = wanted.id))) as changed
      from wanted
      """;

  private static final String COMPARE = WANTED + TALLY;

  private static final String CHANGES =
      WANTED
          + """
          select null::integer as line, name as subject, null::text as unit,
                 '{}'::text[] as columns, name as key
          from wanted
          where case $2 when 'added' then fresh
                        when 'changed' then not fresh
                          and (differs or exists (select from moved m where m.unit_id = wanted.id))
                        else false end
          """;

  private static final String PUT =
      WANTED
          + """
          , put as (
            insert into unit (id, code, name, headcount, party, leader)
            select id, code, name, headcount, party, leader
            from wanted where fresh or differs order by id
            on conflict (id) do update
            set code = coalesce(excluded.code, unit.code), name = excluded.name,
                headcount = excluded.headcount, party = excluded.party,
                leader = coalesce(excluded.leader, unit.leader), version = unit.version + 1),
          put_liaisons as (
            insert into liaison (unit_id, rank, name, phone_cipher, phone_hash)
            select unit_id, rank, name, phone_cipher, phone_hash from moved
            on conflict (unit_id, rank) do update
            set name = excluded.name, phone_cipher = excluded.phone_cipher,
                phone_hash = excluded.phone_hash)
          """
          + TALLY;

  private UnitStore() {}

  /**
   * A unit as it stands.
   *
   * @param shock how many are on the shock team's list
   * @param shockTeamShort what was last told of it; absent before anything was
   */
  public record Unit(
      UnitId id,
      Optional<String> code,
      String name,
      int headcount,
      int party,
      Optional<String> leader,
      int volunteers,
      int shock,
      Optional<Boolean> shockTeamShort,
      int version) {}

  /** Numbers and names of a unit that are to stand from now on. */
  public record Numbers(int headcount, int party, Optional<String> leader) {}

  /** Somebody who was or is liaison of a unit; the phone is encrypted. */
  public record Tenure(
      String rank,
      String name,
      Optional<byte[]> phoneCipher,
      Instant since,
      Optional<Instant> until) {}

  /** A liaison who is entered by hand. */
  public record NewLiaison(String rank, String name, Sealed phoneCipher, Sealed phoneHash) {}

  /** Whom to call in a unit; the phone is encrypted. */
  public record Liaison(UnitId unit, String rank, String name, Optional<byte[]> phoneCipher) {}

  /** Which of the units in sight are wanted: those with this in their name. */
  public record Wanted(Sight sight, String name) {
    private String pattern() {
      return "%" + name.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
  }

  public static Map<String, UnitId> names(Sql sql) {
    var names = new HashMap<String, UnitId>();
    sql.run(NAMES).forEach(row -> names.put(row.getString("name"), id(row)));
    return names;
  }

  public static Map<String, UnitId> codes(Sql sql) {
    var codes = new HashMap<String, UnitId>();
    sql.run(CODES).forEach(row -> codes.put(row.getString("code"), id(row)));
    return codes;
  }

  public static Optional<Unit> find(Sql sql, UnitId id) {
    return sql.find(FIND, UnitStore::unit, id);
  }

  /** A unit, if it is in sight. */
  public static Optional<Unit> find(Sql sql, Sight sight, UnitId id) {
    return sql.find(SEEN, UnitStore::unit, sight.with(id));
  }

  /** Those after another one, in the order of codes. */
  public static List<Unit> list(Sql sql, Wanted wanted, Optional<UnitId> after, int limit) {
    return sql.list(PAGE, UnitStore::unit, wanted.sight().with(wanted.pattern(), after, limit));
  }

  public static long count(Sql sql, Wanted wanted) {
    return sql.get(COUNT, row -> row.getLong(0), wanted.sight().with(wanted.pattern()));
  }

  public static List<Liaison> liaisons(Sql sql, List<UnitId> units) {
    var ids = units.stream().map(UnitId::value).toArray(java.util.UUID[]::new);
    return sql.list(
        LIAISONS,
        row ->
            new Liaison(
                new UnitId(row.getUUID("unit_id")),
                row.getString("rank"),
                row.getString("name"),
                Optional.ofNullable(row.getBuffer("phone_cipher")).map(Buffer::getBytes)),
        (Object) ids);
  }

  public static List<Tenure> tenures(Sql sql, UnitId unit) {
    return sql.list(
        TENURES,
        row ->
            new Tenure(
                row.getString("rank"),
                row.getString("name"),
                Optional.ofNullable(row.getBuffer("phone_cipher")).map(Buffer::getBytes),
                row.getOffsetDateTime("since").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("until")).map(OffsetDateTime::toInstant)),
        unit);
  }

  /** False when somebody else changed the unit since. */
  public static boolean change(Sql tx, UnitId unit, int version, Numbers to) {
    return tx.change(CHANGE, unit, version, to.headcount(), to.party(), to.leader()) == 1;
  }

  /** True when somebody else can sign in as a liaison of the unit. */
  public static boolean hasOtherLiaison(Sql sql, UnitId unit, AccountId than) {
    return sql.get(OTHER_LIAISON, row -> row.getBoolean("is_there"), unit, than);
  }

  /** Puts a liaison in place of whoever held the rank; the unit's version rises. */
  public static boolean change(Sql tx, UnitId unit, int version, NewLiaison liaison) {
    if (tx.change(TOUCH, unit, version) != 1) {
      return false;
    }
    tx.run(
        PUT_LIAISON,
        unit,
        liaison.rank(),
        liaison.name(),
        liaison.phoneCipher().bytes(),
        liaison.phoneHash().bytes());
    return true;
  }

  /** What {@link #put} would do. */
  public static Counts compare(Sql sql, String units) {
    return sql.get(COMPARE, Counts::of, units);
  }

  /** The units that {@link #put} would add or change. */
  public static List<Change> changes(Sql sql, Change.Kind kind, String units) {
    return sql.list(CHANGES, RosterIntake::change, units, EnumNames.of(kind));
  }

  public static Counts put(Sql tx, String units) {
    return tx.get(PUT, Counts::of, units);
  }

  private static UnitId id(Row row) {
    return new UnitId(row.getUUID("id"));
  }

  private static Unit unit(Row row) {
    return new Unit(
        id(row),
        Optional.ofNullable(row.getString("code")),
        row.getString("name"),
        row.getInteger("headcount"),
        row.getInteger("party"),
        Optional.ofNullable(row.getString("leader")),
        Math.toIntExact(row.getLong("volunteers")),
        Math.toIntExact(row.getLong("shock")),
        Optional.ofNullable(row.getBoolean("shock_team_short")),
        row.getInteger("version"));
  }
}
