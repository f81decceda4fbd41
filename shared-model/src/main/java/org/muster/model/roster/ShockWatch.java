package org.muster.model.roster;

import java.time.Instant;
import org.muster.model.Decision;
import org.muster.model.roster.ShockTeamEvent.ShockTeamFellShort;
import org.muster.model.roster.ShockTeamEvent.ShockTeamFilled;

/**
 * What was last told of a unit's shock team: a unit that was never counted counts as complete, so
 * that only the want of people is ever news.
 */
public record ShockWatch(boolean isShort) {
  public static final ShockWatch NONE = new ShockWatch(false);

  /** A fact when the state flips, none when the count says what was told before. */
  public Decision<ShockTeamEvent> count(UnitId unit, ShockTeam team, Instant at) {
    if (team.isShort() == isShort) {
      return Decision.unchanged();
    }
    return Decision.accepted(
        team.isShort()
            ? new ShockTeamFellShort(unit, team.required(), team.eligible(), at)
            : new ShockTeamFilled(unit, team.required(), team.eligible(), at));
  }

  public static ShockWatch evolve(ShockTeamEvent event) {
    return switch (event) {
      case ShockTeamFellShort _ -> new ShockWatch(true);
      case ShockTeamFilled _ -> new ShockWatch(false);
    };
  }
}
