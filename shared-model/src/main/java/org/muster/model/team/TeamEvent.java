package org.muster.model.team;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.TeamId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** What happens to a specialist or standing team. */
public sealed interface TeamEvent extends Event {
  TeamId team();

  /**
   * A team was formed.
   *
   * @param name what it is called; people wrote it, so it stands outside the log
   * @param unit the unit it belongs to; absent for a team of several units
   * @param until the day a temporary team (先锋队、攻坚队) ends
   */
  record TeamFormed(
      TeamId team,
      TeamKind kind,
      AreaCode area,
      NoteId name,
      Optional<UnitId> unit,
      Optional<LocalDate> until,
      AccountId by,
      Instant at)
      implements TeamEvent {}

  record MembersJoined(TeamId team, List<VolunteerId> volunteers, AccountId by, Instant at)
      implements TeamEvent {
    public MembersJoined {
      volunteers = List.copyOf(volunteers);
    }
  }

  /** Members left; a leader or liaison who leaves is one no more. */
  record MembersLeft(TeamId team, List<VolunteerId> volunteers, AccountId by, Instant at)
      implements TeamEvent {
    public MembersLeft {
      volunteers = List.copyOf(volunteers);
    }
  }

  /** The leader answers for the team (责任人). */
  record LeaderNamed(TeamId team, VolunteerId volunteer, AccountId by, Instant at)
      implements TeamEvent {}

  /** The liaison is called (联络员). */
  record TeamLiaisonNamed(TeamId team, VolunteerId volunteer, AccountId by, Instant at)
      implements TeamEvent {}

  /** The members who can go were put forward for a community under an order. */
  record TeamDispatched(
      TeamId team,
      OrderId order,
      AreaCode community,
      List<VolunteerId> volunteers,
      AccountId by,
      Instant at)
      implements TeamEvent {
    public TeamDispatched {
      volunteers = List.copyOf(volunteers);
    }
  }

  /** The team is no more; its record stays. */
  record TeamDissolved(TeamId team, AccountId by, Instant at) implements TeamEvent {}
}
