package org.muster.model.roster;

import java.time.Instant;
import org.muster.model.Event;

/** When a unit's shock team (突击队) ceases to be up to strength, and when it is again. */
public sealed interface ShockTeamEvent extends Event {
  UnitId unit();

  /** How many are required. */
  int required();

  /** How many can go today. */
  int eligible();

  /** Too few members can go today. */
  record ShockTeamFellShort(UnitId unit, int required, int eligible, Instant at)
      implements ShockTeamEvent {}

  /** Enough members can go again. */
  record ShockTeamFilled(UnitId unit, int required, int eligible, Instant at)
      implements ShockTeamEvent {}
}
