package org.muster.command.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.muster.model.roster.UnitId;

/** When people were last proven reachable by a phone of theirs. */
public final class ContactStore {
  /** In the order of ids, so that nodes never deadlock. */
  private static final String NOTE =
      """
      insert into contact (recipient, at)
      select id, $2 from unnest($1::uuid[]) as heard (id) order by id
      on conflict (recipient) do update set at = greatest(contact.at, excluded.at)
      """;

  private static final String REACHED =
      """
      select v.unit_id, count(*) as reached
      from volunteer v join contact c on c.recipient = v.id
      where v.unit_id = any($1) and v.merged_into is null and c.at > $2
      group by v.unit_id
      """;

  private ContactStore() {}

  /** Notes that these people were reached. */
  public static void note(Sql tx, Collection<UUID> people, Instant at) {
    tx.run(NOTE, people.toArray(UUID[]::new), at);
  }

  /** How many volunteers of each unit were reached since then; units with none are left out. */
  public static Map<UnitId, Integer> reached(Sql sql, Collection<UnitId> units, Instant since) {
    var reached = new HashMap<UnitId, Integer>();
    UUID[] ids = units.stream().map(UnitId::value).toArray(UUID[]::new);
    for (var row : sql.run(REACHED, ids, since)) {
      reached.put(new UnitId(row.getUUID("unit_id")), Math.toIntExact(row.getLong("reached")));
    }
    return reached;
  }
}
