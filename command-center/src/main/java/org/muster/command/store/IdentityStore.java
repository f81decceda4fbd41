package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.roster.VolunteerId;

/** Who goes on an assignment, as it is shown to people they meet there. */
public final class IdentityStore {
  private static final String FIND =
      """
      select a.volunteer_id, v.name, u.name as unit, o.number, coalesce(area.name, a.community) as community,
        a.state, a.space <> 'live' as drill
      from assignment a
      join volunteer v on v.id = a.volunteer_id
      join unit u on u.id = a.unit_id
      join orders o on o.id = a.order_id
      left join area on area.code = a.community
      where a.id = $1 and a.state in ('accepted', 'departed', 'onPost')
      """;

  private IdentityStore() {}

  /**
   * Somebody under way.
   *
   * @param number of the order
   * @param drill the order is a rehearsal
   */
  public record Identity(
      VolunteerId volunteer,
      String name,
      String unit,
      Optional<String> number,
      String community,
      String state,
      boolean drill) {}

  /** From the acceptance to the end of the assignment; nobody before and after. */
  public static Optional<Identity> find(Sql sql, AssignmentId assignment) {
    return sql.find(FIND, IdentityStore::identity, assignment);
  }

  private static Identity identity(Row row) {
    @Nullable String number = row.getString("number");
    return new Identity(
        new VolunteerId(row.getUUID("volunteer_id")),
        row.getString("name"),
        row.getString("unit"),
        Optional.ofNullable(number),
        row.getString("community"),
        row.getString("state"),
        row.getBoolean("drill"));
  }
}
