package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Eligibility;
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

  private static final String MEMBERS_OF =
      """
      select array_agg(m.volunteer_id order by m.volunteer_id) as members
      from team t join team_member m on m.team_id = t.id
      where m.volunteer_id = any($1) and t.dissolved_at is null and (t.until is null or t.until >= $2)
      group by t.id order by t.id
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

  /** Who of these people are in one team, for every team that stands at that time. */
  public static List<Set<VolunteerId>> membersOf(
      Sql sql, Collection<VolunteerId> people, Instant at) {
    UUID[] ids = people.stream().map(VolunteerId::value).toArray(UUID[]::new);
    return sql.list(
        MEMBERS_OF, TeamStore::members, ids, LocalDate.ofInstant(at, Eligibility.BEIJING));
  }

  private static Set<VolunteerId> members(Row row) {
    return Arrays.stream(row.getArrayOfUUIDs("members"))
        .map(VolunteerId::new)
        .collect(Collectors.toUnmodifiableSet());
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
                members(row),
                Optional.ofNullable(row.getUUID("leader_id")).map(VolunteerId::new),
                Optional.ofNullable(row.getUUID("liaison_id")).map(VolunteerId::new));
    return new Recorded(
        state,
        area,
        Optional.ofNullable(row.getUUID("unit_id")).map(UnitId::new),
        row.getInteger("version"));
  }
}
