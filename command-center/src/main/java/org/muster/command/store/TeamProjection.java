package org.muster.command.store;

import java.util.List;
import org.muster.model.registry.RosterEvent;
import org.muster.model.registry.RosterEvent.MergeUndone;
import org.muster.model.registry.RosterEvent.RosterExported;
import org.muster.model.registry.RosterEvent.TimeOffGranted;
import org.muster.model.registry.RosterEvent.TimeOffReturned;
import org.muster.model.registry.RosterEvent.VolunteersMerged;
import org.muster.model.roster.ShockTeamEvent;
import org.muster.model.roster.ShockTeamEvent.ShockTeamFellShort;
import org.muster.model.roster.ShockTeamEvent.ShockTeamFilled;
import org.muster.model.team.TeamEvent;
import org.muster.model.team.TeamEvent.LeaderNamed;
import org.muster.model.team.TeamEvent.MembersJoined;
import org.muster.model.team.TeamEvent.MembersLeft;
import org.muster.model.team.TeamEvent.TeamDispatched;
import org.muster.model.team.TeamEvent.TeamDissolved;
import org.muster.model.team.TeamEvent.TeamFormed;
import org.muster.model.team.TeamEvent.TeamLiaisonNamed;

/** How events of shock teams, other teams and records of volunteers change the state tables. */
final class TeamProjection {
  private static final String SHOCK_TEAM =
      """
      insert into shock_team (unit_id, short, required, eligible, since, version)
      select e.unit, @short, e.required, e.eligible, e.at, e.version
      from jsonb_to_recordset($1::text::jsonb) as e(unit uuid, required int, eligible int, at timestamptz, version int)
      on conflict (unit_id) do update set short = excluded.short, required = excluded.required,
        eligible = excluded.eligible, since = excluded.since, version = excluded.version
      """;

  private static final String SHOCK_TEAM_FELL_SHORT = SHOCK_TEAM.replace("@short", "true");

  private static final String SHOCK_TEAM_FILLED = SHOCK_TEAM.replace("@short", "false");

  private static final String TEAM_FORMED =
      """
      insert into team (id, kind, area, name_id, unit_id, until, formed_at, version)
      select e.team, e.kind, e.area, e.name, e.unit, e.until, e.at, e.version
      from jsonb_to_recordset($1::text::jsonb) as e(team uuid, kind text, area text, name uuid, unit uuid, until date,
           at timestamptz, version int)
      """;

  private static final String VERSION =
      """
      update team t set version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(team uuid, version int) where t.id = e.team
      """;

  private static final String MEMBERS_JOINED =
      """
      insert into team_member (team_id, volunteer_id, since)
      select e.team, v.id::uuid, e.at
      from jsonb_to_recordset($1::text::jsonb) as e(team uuid, volunteers jsonb, at timestamptz),
           jsonb_array_elements_text(e.volunteers) as v(id)
      """;

  private static final String MEMBERS_LEFT =
      """
      delete from team_member m
      using jsonb_to_recordset($1::text::jsonb) as e(team uuid, volunteers jsonb)
      where m.team_id = e.team and e.volunteers ? m.volunteer_id::text
      """;

  private static final String CHARGES_LEFT =
      """
      update team t set version = e.version,
        leader_id = case when e.volunteers ? t.leader_id::text then null else t.leader_id end,
        liaison_id = case when e.volunteers ? t.liaison_id::text then null else t.liaison_id end
      from jsonb_to_recordset($1::text::jsonb) as e(team uuid, volunteers jsonb, version int)
      where t.id = e.team
      """;

  private static final String LEADER_NAMED =
      """
      update team t set leader_id = e.volunteer, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(team uuid, volunteer uuid, version int) where t.id = e.team
      """;

  private static final String LIAISON_NAMED =
      """
      update team t set liaison_id = e.volunteer, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(team uuid, volunteer uuid, version int) where t.id = e.team
      """;

  private static final String DISPATCHED =
      """
      insert into team_dispatch (team_id, version, order_id, community, people, at)
      select e.team, e.version, e."order", e.community, jsonb_array_length(e.volunteers), e.at
      from jsonb_to_recordset($1::text::jsonb) as e(team uuid, version int, "order" uuid, community text,
           volunteers jsonb, at timestamptz)
      """;

  private static final String DISSOLVED =
      """
      update team t set dissolved_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(team uuid, at timestamptz, version int) where t.id = e.team
      """;

  private static final String MERGED =
      """
      insert into volunteer_merge (merged_id, kept_id, merged_at, version)
      select e.merged, e.kept, e.at, e.version
      from jsonb_to_recordset($1::text::jsonb) as e(merged uuid, kept uuid, at timestamptz, version int)
      on conflict (merged_id) do update set kept_id = excluded.kept_id, merged_at = excluded.merged_at,
        undone_at = null, version = excluded.version
      """;

  private static final String MERGE_UNDONE =
      """
      update volunteer_merge m set undone_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(merged uuid, at timestamptz, version int)
      where m.merged_id = e.merged
      """;

  private static final String TIME_OFF_GRANTED =
      """
      insert into time_off (id, volunteer_id, minutes, from_at, until_at, granted_by, granted_at, version)
      select e.entry, e.volunteer, e.minutes, d."from", d.until, e.by, e.at, e.version
      from jsonb_to_recordset($1::text::jsonb) as e(entry uuid, volunteer uuid, minutes int, during jsonb, by uuid,
           at timestamptz, version int),
           jsonb_to_record(e.during) as d("from" timestamptz, until timestamptz)
      """;

  private static final String TIME_OFF_RETURNED =
      """
      update time_off t set returned_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(entry uuid, at timestamptz, version int) where t.id = e.entry
      """;

  private TeamProjection() {}

  static List<String> statements(ShockTeamEvent event) {
    return switch (event) {
      case ShockTeamFellShort _ -> List.of(SHOCK_TEAM_FELL_SHORT);
      case ShockTeamFilled _ -> List.of(SHOCK_TEAM_FILLED);
    };
  }

  static List<String> statements(TeamEvent event) {
    return switch (event) {
      case TeamFormed _ -> List.of(TEAM_FORMED);
      case MembersJoined _ -> List.of(MEMBERS_JOINED, VERSION);
      case MembersLeft _ -> List.of(MEMBERS_LEFT, CHARGES_LEFT);
      case LeaderNamed _ -> List.of(LEADER_NAMED);
      case TeamLiaisonNamed _ -> List.of(LIAISON_NAMED);
      case TeamDispatched _ -> List.of(DISPATCHED, VERSION);
      case TeamDissolved _ -> List.of(DISSOLVED);
    };
  }

  /** An export leaves nothing behind but the fact. */
  static List<String> statements(RosterEvent event) {
    return switch (event) {
      case VolunteersMerged _ -> List.of(MERGED);
      case MergeUndone _ -> List.of(MERGE_UNDONE);
      case RosterExported _ -> List.of();
      case TimeOffGranted _ -> List.of(TIME_OFF_GRANTED);
      case TimeOffReturned _ -> List.of(TIME_OFF_RETURNED);
    };
  }
}
