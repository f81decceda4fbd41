package org.muster.command.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.store.ShockTeamStore;
import org.muster.command.store.ShockTeamStore.Watched;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.ShockTeam;
import org.muster.model.roster.Strength;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;

/**
 * Counts shock teams when something changed or a date passed, and records every flip.
 *
 * <p>Who asks for a count: the database itself, by a due row that a trigger sets in the very
 * transaction that changes people or a unit, and each count, for the next moment at which time
 * alone may change it. Who counts: the leader's timer loop, so that of two changes at once one
 * count follows that sees both. A count that finds what was told before records nothing.
 */
public final class ShockTeamDesk {
  private final Strength base;
  private final Timers timers = new Timers();

  /**
   * @param base the number a tenth is taken of
   */
  public ShockTeamDesk(Strength base) {
    this.base = base;
  }

  /** Counts these units as they stand now. */
  public void count(Work work, List<UUID> units) {
    List<Watched> watched = ShockTeamStore.watched(work.tx(), units);
    Map<UnitId, List<Volunteer>> members =
        ShockTeamStore.members(work.tx(), watched.stream().map(Watched::unit).toList());
    Eligibility.Task today = Eligibility.today(work.now());
    var entries = new ArrayList<Entry>();
    for (Watched one : watched) {
      List<Volunteer> people = members.getOrDefault(one.unit(), List.of());
      ShockTeam team = ShockTeam.of(base.of(one.staff(), one.party()), people, today);
      entries.addAll(
          Work.entries(
              one.unit().value(), one.version(), one.watch().count(one.unit(), team, work.now())));
      ShockTeam.nextChange(people, work.now())
          .ifPresent(
              turn -> timers.set(work.tx(), Kind.SHOCK_TEAM, List.of(one.unit().value()), turn));
    }
    work.record(entries, Origin.LIVE);
  }
}
