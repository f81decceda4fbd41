package org.muster.command.store;

import java.util.List;
import java.util.UUID;
import org.muster.model.wire.EnumNames;

/** Stages lists of insurance and training and gives their days to the people they name. */
public final class CoverIntake {
  /**
   * By ID number, else by phone, else by name and unit; for a record that stands back for another,
   * the one that goes on.
   */
  private static final String MEANT =
      """
      with s as (
        select s.* from jsonb_to_recordset($1::text::jsonb) as s
          (line integer, name text, unit uuid, "idHash" text, "phoneHash" text))
      select s.line, coalesce(v.merged_into, v.id) as id, v.name
      from s join volunteer v on v.id_hash = decode(s."idHash", 'base64')
      union all
      select s.line, v.id, v.name
      from s join volunteer v on v.phone_hash = decode(s."phoneHash", 'base64')
      where s."idHash" is null and (s.name is null or s.name = v.name) and v.merged_into is null
      union all
      select s.line, v.id, v.name
      from s join volunteer v on v.unit_id = s.unit and v.name = s.name
      where s."idHash" is null and s."phoneHash" is null and v.merged_into is null
      """;

  /**
   * What goes on where the known days end, or before, prolongs them; anything else replaces them.
   */
  private static final String STAGE =
      """
      with s as (
        select s.line, s.volunteer, s.until, s.policy,
               case when v.@from < s."from" and s."from" <= v.@until + 1 and s.until >= v.@until
                    then v.@from else s."from" end as "from",
               v.@from as known_first, v.@until as known_last, v.policy as known_policy
        from jsonb_to_recordset($2::text::jsonb) as s
               (line integer, volunteer uuid, "from" date, until date, policy text)
        join volunteer v on v.id = s.volunteer)
      insert into staged_cover (import_id, line, volunteer_id, first_day, last_day, policy, change)
      select $1, line, volunteer, "from", until, policy,
             case when known_first is null then 'added'
                  when (known_first, known_last, known_policy)
                         is distinct from ("from", until, coalesce(policy, known_policy))
                    then 'changed' end
      from s
      on conflict (import_id, volunteer_id) do update
      set line = excluded.line, first_day = excluded.first_day, last_day = excluded.last_day,
          policy = excluded.policy, change = excluded.change
      where excluded.last_day > staged_cover.last_day
      """;

  private static final String TALLY =
      """
      select count(*) filter (where change = 'added') as added,
             count(*) filter (where change = 'changed') as changed
      from staged_cover where import_id = $1
      """;

  private static final String PUT =
      """
      with wanted as (
        select v.id, s.first_day, s.last_day, coalesce(s.policy, v.policy) as policy,
               v.@from is null as fresh,
               (v.@from, v.@until, v.policy)
                 is distinct from (s.first_day, s.last_day, coalesce(s.policy, v.policy)) as differs
        from staged_cover s join volunteer v on v.id = s.volunteer_id
        where s.import_id = $1),
      put as (
        update volunteer v
        set @from = w.first_day, @until = w.last_day, policy = w.policy, version = v.version + 1
        from wanted w where v.id = w.id and w.differs)
      select count(*) filter (where fresh) as added,
             count(*) filter (where differs and not fresh) as changed
      from wanted
      """;

  private static final String CHANGES =
      """
      select s.line, v.name as subject, u.name as unit, '{}'::text[] as columns, s.line::text as key
      from staged_cover s join volunteer v on v.id = s.volunteer_id join unit u on u.id = v.unit_id
      where s.import_id = $1 and s.change = $2 and s.line > $3
      order by s.line limit $4
      """;

  /** What a list is about. */
  public enum Cover {
    INSURANCE("insured_from", "insured_until"),
    TRAINING("trained_on", "trained_until");

    private final String stage;
    private final String put;

    Cover(String from, String until) {
      stage = STAGE.replace("@from", from).replace("@until", until);
      put = PUT.replace("@from", from).replace("@until", until);
    }
  }

  /** Somebody whom a line may mean. */
  public record Meant(int line, UUID volunteer, String name) {}

  private CoverIntake() {}

  /** Everybody whom the lines may mean. */
  public static List<Meant> meant(Sql sql, String lines) {
    return sql.list(
        MEANT,
        row -> new Meant(row.getInteger("line"), row.getUUID("id"), row.getString("name")),
        lines);
  }

  /** Adds days to those that wait for the commit; no person twice in one call. */
  public static void stage(Sql tx, Cover cover, UUID id, String days) {
    tx.run(cover.stage, id, days);
  }

  /** What {@link #put} would do. */
  public static Counts tally(Sql sql, UUID id) {
    return sql.get(TALLY, Counts::of, id);
  }

  /** Gives people their days; those who had none count as added. */
  public static Counts put(Sql tx, Cover cover, UUID id) {
    return tx.get(cover.put, Counts::of, id);
  }

  /** Who would be given days, or others than before, by line. */
  public static List<Change> changes(Sql sql, UUID id, Change.Kind kind, RosterIntake.Page page) {
    int after = page.after().map(Integer::parseInt).orElse(0);
    return sql.list(CHANGES, RosterIntake::change, id, EnumNames.of(kind), after, page.limit());
  }
}
