package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.TeamId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.team.Team;
import org.muster.model.team.TeamKind;

/** Specialist and standing teams as events left them. */
public final class TeamStore {
  private static final String LOCK =
      """
      select t.*, array(select m.volunteer_id from team_member m where m.team_id = t.id) as members
      from team t where t.id = $1 for update of t
      """;

  private TeamStore() {}

  /**
   * A team with what is needed to decide about it.
   *
   * @param unit the unit it belongs to
   */
  public record Recorded(Team state, AreaCode area, Optional<UnitId> unit, int version) {}

  /** The team as nobody else can change it before this transaction ends. */
  public static Optional<Recorded> lock(Sql tx, TeamId id) {
    return tx.find(LOCK, TeamStore::recorded, id);
  }

  private static Recorded recorded(Row row) {
    var id = new TeamId(row.getUUID("id"));
    var area = new AreaCode(row.getString("area"));
    Team state =
        row.getOffsetDateTime("dissolved_at") != null
            ? new Team.Dissolved(id)
            : new Team.Standing(
                id,
                Words.of(TeamKind.class, row.getString("kind")),
                area,
                Optional.ofNullable(row.getLocalDate("until")),
                Arrays.stream(row.getArrayOfUUIDs("members"))
                    .map(VolunteerId::new)
                    .collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(row.getUUID("leader_id")).map(VolunteerId::new),
                Optional.ofNullable(row.getUUID("liaison_id")).map(VolunteerId::new));
    return new Recorded(
        state,
        area,
        Optional.ofNullable(row.getUUID("unit_id")).map(UnitId::new),
        row.getInteger("version"));
  }
}
