package org.muster.command.store;

import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.muster.model.roster.UnitId;

/** Swaps rosters, insurance and training lists into the table of volunteers. */
public final class RosterIntake {
  private static final String KNOWN =
      "select id_hash, name, unit_id from volunteer where id_hash = any($1)";

  private static final String WANTED =
      """
      with wanted as (
        select s.unit, s.name, s.sex, s.birth,
               decode(s."idCipher", 'base64') as id_cipher, decode(s."idHash", 'base64') as id_hash,
               decode(s."phoneCipher", 'base64') as phone_cipher,
               decode(s."phoneHash", 'base64') as phone_hash,
               coalesce(s.department, v.department) as department,
               coalesce(s."dutyTitle", v.duty_title) as duty_title,
               coalesce(s.political, v.political) as political,
               coalesce(s.community, v.community) as community,
               coalesce(string_to_array(s.skills, E'\\n'), v.skills, '{}') as skills,
               coalesce(s.shock, v.shock, false) as shock,
               coalesce(s.health, v.health, 'good') as health,
               coalesce(s."healthNote", v.health_note) as health_note,
               coalesce(s.remark, v.remark) as remark,
               v.id as known_id, v as known
        from jsonb_to_recordset($1::text::jsonb) as s
               (unit uuid, name text, sex text, birth date, "idCipher" text, "idHash" text,
                "phoneCipher" text, "phoneHash" text, department text, "dutyTitle" text,
                political text, community text, skills text, shock boolean, health text,
                "healthNote" text, remark text)
        left join volunteer v on v.id_hash = decode(s."idHash", 'base64')),
      judged as (
        select w.*, known_id is null as fresh,
               known_id is not null and
               ((known).unit_id, (known).name, (known).sex, (known).birth, (known).phone_hash,
                (known).department, (known).duty_title, (known).political, (known).community,
                (known).skills, (known).shock, (known).health, (known).health_note, (known).remark)
               is distinct from
               (unit, name, sex, birth, phone_hash, department, duty_title, political, community,
                skills, shock, health, health_note, remark) as differs
        from wanted w)
      """;

  private static final String TALLY =
      """
      select count(*) filter (where fresh) as added, count(*) filter (where differs) as changed
      from judged
      """;

  private static final String COMPARE = WANTED + TALLY;

  private static final String PUT =
      WANTED
          + """
          , put as (
            insert into volunteer
              (id, unit_id, name, sex, birth, id_cipher, id_hash, phone_cipher, phone_hash,
               department, duty_title, political, community, skills, shock, health, health_note,
               remark)
            select gen_random_uuid(), unit, name, sex, birth, id_cipher, id_hash, phone_cipher,
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
          """
          + TALLY;

  /** Insurance and training: nobody is added, and who is unknown is left out. */
  private static final String COVERED =
      """
      with wanted as (
        select v.id, s."from" as first, s.until as last, coalesce(s.policy, v.policy) as policy,
               v.@from as known_first, v.@until as known_last, v.policy as known_policy
        from jsonb_to_recordset($1::text::jsonb) as s
               ("idHash" text, "from" date, until date, policy text)
        join volunteer v on v.id_hash = decode(s."idHash", 'base64')),
      judged as (
        select w.*, known_first is null as fresh,
               (known_first, known_last, known_policy) is distinct from (first, last, policy)
                 as differs
        from wanted w)
      """;

  private static final String COVERED_TALLY =
      """
      select count(*) filter (where fresh) as added,
             count(*) filter (where differs and not fresh) as changed
      from judged
      """;

  private static final String PUT_COVERED =
      """
      , put as (
        update volunteer v
        set @from = j.first, @until = j.last, policy = j.policy, version = v.version + 1
        from judged j where v.id = j.id and j.differs)
      """;

  /** What a list is about. */
  public enum Cover {
    INSURANCE("insured_from", "insured_until"),
    TRAINING("trained_on", "trained_until");

    private final String compare;
    private final String put;

    Cover(String from, String until) {
      compare = statement(COVERED + COVERED_TALLY, from, until);
      put = statement(COVERED + PUT_COVERED + COVERED_TALLY, from, until);
    }
  }

  private RosterIntake() {}

  private static String statement(String text, String from, String until) {
    return text.replace("@from", from).replace("@until", until);
  }

  /** Somebody on the roster. */
  public record Known(String name, UnitId unit) {}

  /** Those of the hashes (Base64) that are on the roster. */
  public static Map<String, Known> known(Sql sql, Collection<String> hashes) {
    Buffer[] wanted =
        hashes.stream()
            .map(hash -> Buffer.buffer(Base64.getDecoder().decode(hash)))
            .toArray(Buffer[]::new);
    var known = new HashMap<String, Known>();
    for (var row : sql.run(KNOWN, (Object) wanted)) {
      UUID unit = row.getUUID("unit_id");
      known.put(
          Base64.getEncoder().encodeToString(row.getBuffer("id_hash").getBytes()),
          new Known(row.getString("name"), new UnitId(unit)));
    }
    return known;
  }

  /** What {@link #put} would do. */
  public static Counts compare(Sql sql, String people) {
    return sql.get(COMPARE, Counts::of, people);
  }

  /** Adds who is new, each with a mailbox, and changes who differs. */
  public static Counts put(Sql tx, String people) {
    return tx.get(PUT, Counts::of, people);
  }

  /** What {@link #put(Sql, Cover, String)} would do. */
  public static Counts compare(Sql sql, Cover cover, String rows) {
    return sql.get(cover.compare, Counts::of, rows);
  }

  /** Gives people their days of insurance or training; those who had none count as added. */
  public static Counts put(Sql tx, Cover cover, String rows) {
    return tx.get(cover.put, Counts::of, rows);
  }
}
