package org.muster.command.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.EnumNames;

/** Stages rosters and swaps them into the table of volunteers by one statement. */
public final class RosterIntake {
  private static final String KNOWN =
      "select id_hash, unit_id from volunteer where id_hash = any($1)";

  private static final String ALIKE =
      """
      with fresh as (
        select s.*
        from jsonb_to_recordset($1::text::jsonb) as s
               (line integer, unit uuid, name text, birth date, "idHash" text, "phoneHash" text)
        where not exists (
          select from volunteer v where v.id_hash = decode(s."idHash", 'base64')))
      select f.line, 'mobile' as mark, v.name
      from fresh f join volunteer v on v.phone_hash = decode(f."phoneHash", 'base64')
      union all
      select f.line, 'name', v.name
      from fresh f join volunteer v on v.unit_id = f.unit and v.name = f.name and v.birth = f.birth
      order by line, mark
      """;

  private static final String STAGE =
      """
      with s as (
        select s.line, s.unit as unit_id, s.name, s.sex, s.birth,
               decode(s."idCipher", 'base64') as id_cipher, decode(s."idHash", 'base64') as id_hash,
               decode(s."phoneCipher", 'base64') as phone_cipher,
               decode(s."phoneHash", 'base64') as phone_hash, s.department,
               s."dutyTitle" as duty_title, s.political, s.community,
               string_to_array(s.skills, E'\\n') as skills, s.shock, s.health,
               s."healthNote" as health_note, s.remark
        from jsonb_to_recordset($2::text::jsonb) as s
               (line integer, unit uuid, name text, sex text, birth date, "idCipher" text,
                "idHash" text, "phoneCipher" text, "phoneHash" text, department text,
                "dutyTitle" text, political text, community text, skills text, shock boolean,
                health text, "healthNote" text, remark text)),
      judged as (
        select s.*, v.id as known_id, array_remove(array[
                 case when s.unit_id <> v.unit_id then 'unit' end,
                 case when s.name <> v.name then 'name' end,
                 case when s.sex <> v.sex then 'sex' end,
                 case when s.birth <> v.birth then 'birth' end,
                 case when s.phone_hash <> v.phone_hash then 'phone' end,
                 case when s.department is distinct from v.department
                       and s.department is not null then 'department' end,
                 case when s.duty_title is distinct from v.duty_title
                       and s.duty_title is not null then 'dutyTitle' end,
                 case when s.political is distinct from v.political
                       and s.political is not null then 'political' end,
                 case when s.community is distinct from v.community
                       and s.community is not null then 'community' end,
                 case when s.skills <> v.skills then 'skills' end,
                 case when s.shock <> v.shock then 'shock' end,
                 case when s.health <> v.health then 'health' end,
                 case when s.health_note is distinct from v.health_note
                       and s.health_note is not null then 'healthNote' end,
                 case when s.remark is distinct from v.remark
                       and s.remark is not null then 'remark' end], null) as differing
        from s left join volunteer v using (id_hash)),
      put as (
        insert into staged_person
          (import_id, line, unit_id, name, sex, birth, id_cipher, id_hash, phone_cipher, phone_hash,
           department, duty_title, political, community, skills, shock, health, health_note, remark,
           change, differing)
        select $1, line, unit_id, name, sex, birth, id_cipher, id_hash, phone_cipher, phone_hash,
               department, duty_title, political, community, skills, shock, health, health_note,
               remark,
               case when known_id is null then 'added'
                    when cardinality(differing) > 0 then 'changed' end,
               case when known_id is null then '{}' else differing end
        from judged
        returning change)
      select count(*) filter (where change = 'added') as added,
             count(*) filter (where change = 'changed') as changed
      from put
      """;

  /** What the roster does not say stays as it is now. */
  private static final String PUT =
      """
      with wanted as (
        select s.unit_id, s.name, s.sex, s.birth, s.id_cipher, s.id_hash, s.phone_cipher,
               s.phone_hash, coalesce(s.department, v.department) as department,
               coalesce(s.duty_title, v.duty_title) as duty_title,
               coalesce(s.political, v.political) as political,
               coalesce(s.community, v.community) as community,
               coalesce(s.skills, v.skills, '{}') as skills,
               coalesce(s.shock, v.shock, false) as shock,
               coalesce(s.health, v.health, 'good') as health,
               coalesce(s.health_note, v.health_note) as health_note,
               coalesce(s.remark, v.remark) as remark,
               v.id as known_id, v as known
        from staged_person s left join volunteer v using (id_hash)
        where s.import_id = $1),
      judged as (
        select w.*, known_id is null as fresh,
               known_id is not null and
               ((known).unit_id, (known).name, (known).sex, (known).birth, (known).phone_hash,
                (known).department, (known).duty_title, (known).political, (known).community,
                (known).skills, (known).shock, (known).health, (known).health_note, (known).remark)
               is distinct from
               (unit_id, name, sex, birth, phone_hash, department, duty_title, political,
                community, skills, shock, health, health_note, remark) as differs
        from wanted w),
      put as (
        insert into volunteer
          (id, unit_id, name, sex, birth, id_cipher, id_hash, phone_cipher, phone_hash,
           department, duty_title, political, community, skills, shock, health, health_note,
           remark)
        select gen_random_uuid(), unit_id, name, sex, birth, id_cipher, id_hash, phone_cipher,
               phone_hash, department, duty_title, political, community, skills, shock, health,
               health_note, remark
        from judged where fresh or differs order by id_hash
        on conflict (id_hash) do update
        set unit_id = excluded.unit_id, name = excluded.name, sex = excluded.sex,
            birth = excluded.birth, phone_cipher = excluded.phone_cipher,
            phone_hash = excluded.phone_hash, department = excluded.department,
            duty_title = excluded.duty_title, political = excluded.political,
            community = excluded.community, skills = excluded.skills, shock = excluded.shock,
            health = excluded.health, health_note = excluded.health_note,
            remark = excluded.remark, version = volunteer.version + 1
        returning id),
      mailboxes as (
        insert into recipient (id) select id from put on conflict (id) do nothing)
      select count(*) filter (where fresh) as added, count(*) filter (where differs) as changed
      from judged
      """;

  private static final String CHANGES =
      """
      select s.line, s.name as subject, u.name as unit, s.differing as columns,
             s.line::text as key
      from staged_person s join unit u on u.id = s.unit_id
      where s.import_id = $1 and s.change = $2 and s.line > $3
      order by s.line limit $4
      """;

  private static final String MISSING =
      """
      from volunteer v join unit u on u.id = v.unit_id
      where v.unit_id in (select s.unit_id from staged_person s where s.import_id = $1)
        and v.merged_into is null
        and not exists (
          select from staged_person s where s.import_id = $1 and s.id_hash = v.id_hash)
      """;

  private static final String ABSENT =
      """
      select null::integer as line, v.name as subject, u.name as unit, '{}'::text[] as columns,
             v.id::text as key
      """
          + MISSING
          + "and v.id > $2 order by v.id limit $3";

  private static final String COUNT_ABSENT = "select count(*) " + MISSING;

  private RosterIntake() {}

  /**
   * Somebody on the roster who may be the one in a line of the file, though the ID numbers differ.
   *
   * @param byMobile true when the phone is the same, false when unit, name and birthday are
   */
  public record Alike(int line, boolean byMobile, String name) {}

  /** The units of those of the hashes (Base64) that are on the roster. */
  public static Map<String, UnitId> known(Sql sql, Collection<String> hashes) {
    Buffer[] wanted =
        hashes.stream()
            .map(hash -> Buffer.buffer(Base64.getDecoder().decode(hash)))
            .toArray(Buffer[]::new);
    var known = new HashMap<String, UnitId>();
    for (var row : sql.run(KNOWN, (Object) wanted)) {
      known.put(
          Base64.getEncoder().encodeToString(row.getBuffer("id_hash").getBytes()),
          new UnitId(row.getUUID("unit_id")));
    }
    return known;
  }

  /** Who of the known people resembles somebody new, the likeliest of each line first. */
  public static List<Alike> alike(Sql sql, String people) {
    return sql.list(
        ALIKE,
        row ->
            new Alike(
                row.getInteger("line"),
                row.getString("mark").equals("mobile"),
                row.getString("name")),
        people);
  }

  /** Adds people to those who wait for the commit; what it would do as the tables stand. */
  public static Counts stage(Sql tx, UUID id, String people) {
    return tx.get(STAGE, Counts::of, id, people);
  }

  /** Adds who is new, each with a mailbox, and changes who differs. */
  public static Counts put(Sql tx, UUID id) {
    return tx.get(PUT, Counts::of, id);
  }

  /** Who would be added or changed, by line. */
  public static List<Change> changes(Sql sql, UUID id, Change.Kind kind, Page page) {
    int after = page.after().map(Integer::parseInt).orElse(0);
    return sql.list(CHANGES, RosterIntake::change, id, EnumNames.of(kind), after, page.limit());
  }

  /** Who is on the roster of one of the file's units, but not among its good rows. */
  public static List<Change> absent(Sql sql, UUID id, Page page) {
    UUID after = page.after().map(UUID::fromString).orElse(new UUID(0, 0));
    return sql.list(ABSENT, RosterIntake::change, id, after, page.limit());
  }

  public static int countAbsent(Sql sql, UUID id) {
    return sql.get(COUNT_ABSENT, row -> Math.toIntExact(row.getLong(0)), id);
  }

  /** A part of a list: so many, after a key. */
  public record Page(Optional<String> after, int limit) {}

  static Change change(Row row) {
    Integer line = row.getInteger("line");
    return new Change(
        line == null ? OptionalInt.empty() : OptionalInt.of(line),
        row.getString("subject"),
        Optional.ofNullable(row.getString("unit")),
        List.of(row.getArrayOfStrings("columns")),
        row.getString("key"));
  }
}
