package org.muster.model.team;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.model.Decision;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.TeamId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.team.TeamEvent.LeaderNamed;
import org.muster.model.team.TeamEvent.MembersJoined;
import org.muster.model.team.TeamEvent.MembersLeft;
import org.muster.model.team.TeamEvent.TeamDispatched;
import org.muster.model.team.TeamEvent.TeamDissolved;
import org.muster.model.team.TeamEvent.TeamFormed;
import org.muster.model.team.TeamEvent.TeamLiaisonNamed;

/**
 * A specialist or standing team: its members, who leads it, whom to call, and whether it stands.
 */
public sealed interface Team {
  /** A team is a group that one person can lead and a liaison can call. */
  int MEMBERS_MAX = 500;

  record None() implements Team {}

  /**
   * A team that stands.
   *
   * @param until the last day of a temporary team
   */
  record Standing(
      TeamId id,
      TeamKind kind,
      AreaCode area,
      Optional<LocalDate> until,
      Set<VolunteerId> members,
      Optional<VolunteerId> leader,
      Optional<VolunteerId> liaison)
      implements Team {
    public Standing {
      members = Set.copyOf(members);
    }

    /** What is missing on a day before the team may be sent (每支队伍明确责任人和联络员). */
    public List<Lack> lacks(LocalDate today) {
      var lacks = new ArrayList<Lack>();
      if (leader.isEmpty()) {
        lacks.add(Lack.LEADER);
      }
      if (liaison.isEmpty()) {
        lacks.add(Lack.LIAISON);
      }
      if (until.filter(today::isAfter).isPresent()) {
        lacks.add(Lack.TERM);
      }
      return List.copyOf(lacks);
    }

    private Standing with(
        Set<VolunteerId> people, Optional<VolunteerId> leads, Optional<VolunteerId> isCalled) {
      return new Standing(
          id,
          kind,
          area,
          until,
          people,
          leads.filter(people::contains),
          isCalled.filter(people::contains));
    }
  }

  record Dissolved(TeamId id) implements Team {}

  /** What keeps a team from being sent. */
  enum Lack {
    LEADER,
    LIAISON,
    /** The last day of a temporary team is over. */
    TERM
  }

  /** What is asked of a team. */
  sealed interface Command {
    AccountId by();

    Instant at();

    record Join(List<VolunteerId> volunteers, AccountId by, Instant at) implements Command {}

    record Leave(List<VolunteerId> volunteers, AccountId by, Instant at) implements Command {}

    record NameLeader(VolunteerId volunteer, AccountId by, Instant at) implements Command {}

    record NameLiaison(VolunteerId volunteer, AccountId by, Instant at) implements Command {}

    /**
     * @param able the members who can go
     */
    record Dispatch(
        OrderId order, AreaCode community, List<VolunteerId> able, AccountId by, Instant at)
        implements Command {}

    record Dissolve(AccountId by, Instant at) implements Command {}
  }

  static Decision<TeamEvent> decide(Team state, Command command) {
    if (!(state instanceof Standing team)) {
      boolean again = state instanceof Dissolved && command instanceof Command.Dissolve;
      return again
          ? Decision.unchanged()
          : Decision.refused(state instanceof None ? Refusal.NOT_FOUND : Refusal.CONFLICT);
    }
    return switch (command) {
      case Command.Join join -> join(team, join);
      case Command.Leave leave -> leave(team, leave);
      case Command.NameLeader named ->
          charge(
              team,
              team.leader(),
              named.volunteer(),
              new LeaderNamed(team.id(), named.volunteer(), named.by(), named.at()));
      case Command.NameLiaison named ->
          charge(
              team,
              team.liaison(),
              named.volunteer(),
              new TeamLiaisonNamed(team.id(), named.volunteer(), named.by(), named.at()));
      case Command.Dispatch dispatch -> dispatch(team, dispatch);
      case Command.Dissolve dissolve ->
          Decision.accepted(new TeamDissolved(team.id(), dissolve.by(), dissolve.at()));
    };
  }

  private static Decision<TeamEvent> join(Standing team, Command.Join join) {
    List<VolunteerId> fresh =
        join.volunteers().stream().filter(v -> !team.members().contains(v)).distinct().toList();
    if (team.members().size() + fresh.size() > MEMBERS_MAX) {
      return Decision.refused(Refusal.CONFLICT);
    }
    return fresh.isEmpty()
        ? Decision.unchanged()
        : Decision.accepted(new MembersJoined(team.id(), fresh, join.by(), join.at()));
  }

  private static Decision<TeamEvent> leave(Standing team, Command.Leave leave) {
    List<VolunteerId> gone =
        leave.volunteers().stream().filter(team.members()::contains).distinct().toList();
    return gone.isEmpty()
        ? Decision.unchanged()
        : Decision.accepted(new MembersLeft(team.id(), gone, leave.by(), leave.at()));
  }

  /** Whoever is put in charge has to be a member. */
  private static Decision<TeamEvent> charge(
      Standing team, Optional<VolunteerId> before, VolunteerId wanted, TeamEvent named) {
    if (!team.members().contains(wanted)) {
      return Decision.refused(Refusal.UNKNOWN_VOLUNTEER);
    }
    return before.filter(wanted::equals).isPresent()
        ? Decision.unchanged()
        : Decision.accepted(named);
  }

  private static Decision<TeamEvent> dispatch(Standing team, Command.Dispatch dispatch) {
    if (!team.lacks(LocalDate.ofInstant(dispatch.at(), Eligibility.BEIJING)).isEmpty()) {
      return Decision.refused(Refusal.TEAM_INCOMPLETE);
    }
    List<VolunteerId> able = dispatch.able().stream().filter(team.members()::contains).toList();
    return able.isEmpty()
        ? Decision.refused(Refusal.NOT_ELIGIBLE)
        : Decision.accepted(
            new TeamDispatched(
                team.id(),
                dispatch.order(),
                dispatch.community(),
                able,
                dispatch.by(),
                dispatch.at()));
  }

  static Team evolve(Team state, TeamEvent event) {
    if (event instanceof TeamFormed(var id, var kind, var area, _, _, var until, _, _)) {
      return new Standing(id, kind, area, until, Set.of(), Optional.empty(), Optional.empty());
    }
    if (!(state instanceof Standing team)) {
      return state;
    }
    return switch (event) {
      case MembersJoined joined -> {
        var members = new LinkedHashSet<>(team.members());
        members.addAll(joined.volunteers());
        yield team.with(members, team.leader(), team.liaison());
      }
      case MembersLeft left -> {
        var members = new LinkedHashSet<>(team.members());
        left.volunteers().forEach(members::remove);
        yield team.with(members, team.leader(), team.liaison());
      }
      case LeaderNamed named ->
          team.with(team.members(), Optional.of(named.volunteer()), team.liaison());
      case TeamLiaisonNamed named ->
          team.with(team.members(), team.leader(), Optional.of(named.volunteer()));
      case TeamDissolved _ -> new Dissolved(team.id());
      case TeamFormed _, TeamDispatched _ -> team;
    };
  }
}
