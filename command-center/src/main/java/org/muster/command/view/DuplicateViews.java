package org.muster.command.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.store.Database;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Masking;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** Records that may be one person; people decide whether they are. */
public final class DuplicateViews {
  /** More than one sitting can clear; the rest shows when these are done. */
  private static final int GROUPS_MAX = 200;

  private static final String SEEN =
      """
      from volunteer v where v.merged_into is null and ($1::uuid is null or v.unit_id = $1)
        and ($2::text is null or v.community is null or v.community like $2)
      """;

  private static final String GROUPS =
      """
      select 'samePhone' as reason, array_agg(v.id order by v.id) as ids
      @ group by v.phone_hash having count(*) > 1
      union all
      select 'sameNameAndBirth', array_agg(v.id order by v.id)
      @ group by v.name, v.birth having count(*) > 1
      union all
      select 'sameNameAndUnit', array_agg(v.id order by v.id)
      @ group by v.name, v.unit_id having count(*) > 1 and count(distinct v.birth) > 1
      limit $3
      """
          .replace("@", SEEN);

  private static final String PEOPLE =
      """
      select v.id, v.unit_id, u.name as unit_name, v.name, v.birth, v.version
      from volunteer v join unit u on u.id = v.unit_id where v.id = any($1) order by v.id
      """;

  private final Database database;

  public DuplicateViews(Database database) {
    this.database = database;
  }

  /** Why some records may be one person. */
  public record Group(String reason, List<Twin> volunteers) {}

  /** One of them. */
  public record Twin(
      VolunteerId id, UnitId unit, String unitName, String name, int birthYear, int version) {}

  public List<Group> list(Principal reader) {
    boolean wide = reader.overlooks();
    Optional<UnitId> unit = wide ? Optional.empty() : reader.unit();
    Optional<String> seen =
        wide ? reader.area().map(AreaCode::prefix).map(p -> p + "%") : Optional.empty();
    return database.read(
        sql -> {
          var groups = new ArrayList<Group>();
          for (var row : sql.run(GROUPS, unit, seen, GROUPS_MAX)) {
            UUID[] ids = row.getArrayOfUUIDs("ids");
            List<Twin> twins =
                sql.list(
                    PEOPLE,
                    r ->
                        new Twin(
                            new VolunteerId(r.getUUID("id")),
                            new UnitId(r.getUUID("unit_id")),
                            r.getString("unit_name"),
                            Masking.name(r.getString("name")),
                            r.getLocalDate("birth").getYear(),
                            r.getInteger("version")),
                    (Object) ids);
            groups.add(new Group(row.getString("reason"), twins));
          }
          return groups;
        });
  }
}
