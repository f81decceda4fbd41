package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** Whom trial accounts are made for: liaisons, streets and communities, some volunteers. */
public final class TrialStore {
  /** A unit without a primary liaison gets one for the trial, so that it can be mobilised. */
  private static final String LIAISONS =
      """
      select unit.id as unit_id, ranks.rank, coalesce(liaison.name, unit.name || '联络员') as name
      from unit
        cross join (values ('primary'), ('deputy')) ranks (rank)
        left join liaison on liaison.unit_id = unit.id and liaison.rank = ranks.rank
      where ranks.rank = 'primary' or liaison.name is not null
      order by unit.code nulls last, unit.name, ranks.rank desc
      """;

  private static final String RECEIVERS =
      "select code, name from area where level in ('street', 'community') order by code";

  /** One of each unit first, and of those one who can be sent. */
  private static final String VOLUNTEERS =
      """
      select id, name
      from (select id, name, unit_id,
                   row_number() over (partition by unit_id
                                      order by coalesce(insured_until >= current_date
                                                 and trained_until >= current_date
                                                 and health <> 'unfit', false) desc,
                                               shock desc, id) as place
            from volunteer where merged_into is null) placed
      order by place, unit_id
      limit $1
      """;

  private static final String PHONES =
      "select id, phone_cipher from volunteer where id = any($1) and phone_cipher <> ''";

  /** Held until the transaction ends, by one at a time. */
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtext('first accounts'))";

  private TrialStore() {}

  /** A liaison officer; {@code primary} or else the deputy. */
  public record Liaison(UnitId unit, boolean primary, String name) {}

  /** A street or community that receives people. */
  public record Receiver(AreaCode code, String name) {}

  /** A volunteer who gets an account besides a device. */
  public record Person(VolunteerId id, String name) {}

  public static void waitForTurn(Sql sql) {
    sql.run(ONE_AT_A_TIME);
  }

  public static List<Liaison> listLiaisons(Sql sql) {
    return sql.list(LIAISONS, TrialStore::liaison);
  }

  public static List<Receiver> listReceivers(Sql sql) {
    return sql.list(
        RECEIVERS, row -> new Receiver(AreaCode.of(row.getString("code")), row.getString("name")));
  }

  public static List<Person> listVolunteers(Sql sql, int limit) {
    return sql.list(
        VOLUNTEERS,
        row -> new Person(new VolunteerId(row.getUUID("id")), row.getString("name")),
        limit);
  }

  /** The numbers of these volunteers, encrypted as they are stored. */
  public static Map<VolunteerId, byte[]> phones(Sql sql, List<VolunteerId> volunteers) {
    var phones = new HashMap<VolunteerId, byte[]>();
    UUID[] ids = volunteers.stream().map(VolunteerId::value).toArray(UUID[]::new);
    for (Row row : sql.run(PHONES, (Object) ids)) {
      phones.put(new VolunteerId(row.getUUID("id")), row.getBuffer("phone_cipher").getBytes());
    }
    return phones;
  }

  private static Liaison liaison(Row row) {
    UUID unit = row.getUUID("unit_id");
    return new Liaison(
        new UnitId(unit), row.getString("rank").equals("primary"), row.getString("name"));
  }
}
