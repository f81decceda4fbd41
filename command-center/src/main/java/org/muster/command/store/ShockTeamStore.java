package org.muster.command.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.muster.model.roster.ShockWatch;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;

/** What was last told of shock teams, and the numbers they are measured by. */
public final class ShockTeamStore {
  private static final String UNITS =
      """
      select u.id, u.headcount, u.party, coalesce(s.short, false) as short, coalesce(s.version, 0) as version
      from unit u left join shock_team s on s.unit_id = u.id where u.id = any($1) order by u.id
      """;

  private ShockTeamStore() {}

  /**
   * A unit that is to be counted.
   *
   * @param version of its stream of facts; 0 when nothing was told yet
   */
  public record Watched(UnitId unit, int staff, int party, ShockWatch watch, int version) {}

  /** In the order of their ids. */
  public static List<Watched> watched(Sql tx, Collection<UUID> units) {
    return tx.list(
        UNITS,
        row ->
            new Watched(
                new UnitId(row.getUUID("id")),
                row.getInteger("headcount"),
                row.getInteger("party"),
                new ShockWatch(row.getBoolean("short")),
                row.getInteger("version")),
        (Object) units.toArray(UUID[]::new));
  }

  /** The people on shock teams' lists, by unit; nobody else matters to a count. */
  public static Map<UnitId, List<Volunteer>> members(Sql tx, Collection<UnitId> units) {
    var members = new HashMap<UnitId, List<Volunteer>>();
    for (var volunteer : RosterStore.shockTeamsOf(tx, units)) {
      members.computeIfAbsent(volunteer.unit(), _ -> new ArrayList<>()).add(volunteer);
    }
    return members;
  }
}
