package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.store.RosterStore;
import org.muster.command.store.Scopes;
import org.muster.command.store.Sql;
import org.muster.command.store.TeamStore;
import org.muster.command.store.TeamStore.Recorded;
import org.muster.model.Decision;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.TeamId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;
import org.muster.model.team.Team;
import org.muster.model.team.Team.Command;
import org.muster.model.team.TeamEvent;
import org.muster.model.team.TeamEvent.TeamFormed;
import org.muster.model.team.TeamKind;

/** Forms specialist and standing teams, and says who belongs to them and who answers for them. */
public final class TeamDesk {
  private static final int NAME_MAX = 60;

  private final Counter counter;

  public TeamDesk(Counter counter) {
    this.counter = counter;
  }

  /**
   * A team as it is to be formed.
   *
   * @param unit whose team it is; a liaison's own when left out
   * @param until the day a temporary team ends
   */
  public record Forming(
      TeamKind kind,
      AreaCode area,
      String name,
      Optional<UnitId> unit,
      Optional<LocalDate> until,
      List<VolunteerId> members,
      Optional<VolunteerId> leader,
      Optional<VolunteerId> liaison) {
    public Forming {
      kind = Texts.required("kind", kind);
      area = Texts.required("area", area);
      name = Texts.required("name", name, NAME_MAX);
      members = Texts.orEmpty(members);
    }
  }

  /** Forms a team, with its people and those in charge as far as they are known yet. */
  public JsonNode form(Envelope envelope, Forming forming) {
    Principal by = envelope.principal();
    Optional<UnitId> unit = unit(by, forming);
    return counter.handle(
        envelope,
        work -> {
          check(work, by, forming, unit);
          var id = new TeamId(UUID.randomUUID());
          var formed =
              new TeamFormed(
                  id,
                  forming.kind(),
                  forming.area(),
                  work.note(forming.name()),
                  unit,
                  forming.until(),
                  by.id(),
                  work.now());
          var events = new ArrayList<TeamEvent>(List.of(formed));
          Team state = Team.evolve(new Team.None(), formed);
          for (Command command : commands(work, by, forming)) {
            for (TeamEvent event : accepted(Team.decide(state, command))) {
              state = Team.evolve(state, event);
              events.add(event);
            }
          }
          work.record(Work.entries(id.value(), 0, Decision.acceptedAll(events)), Origin.LIVE);
          return Map.of("id", id, "version", events.size());
        });
  }

  private static List<Command> commands(Work work, Principal by, Forming forming) {
    var commands = new ArrayList<Command>();
    if (!forming.members().isEmpty()) {
      known(work.tx(), by, "members", forming.members());
      commands.add(new Command.Join(forming.members(), by.id(), work.now()));
    }
    forming.leader().ifPresent(v -> commands.add(new Command.NameLeader(v, by.id(), work.now())));
    forming.liaison().ifPresent(v -> commands.add(new Command.NameLiaison(v, by.id(), work.now())));
    return commands;
  }

  /** Takes people into a team; who is in it already stays. */
  public JsonNode join(Envelope envelope, TeamId id, List<VolunteerId> volunteers) {
    Principal by = envelope.principal();
    return change(
        envelope,
        id,
        work -> {
          known(work.tx(), by, "volunteers", volunteers);
          return new Command.Join(volunteers, by.id(), work.now());
        });
  }

  public JsonNode leave(Envelope envelope, TeamId id, VolunteerId volunteer) {
    return change(
        envelope,
        id,
        work -> new Command.Leave(List.of(volunteer), envelope.principal().id(), work.now()));
  }

  /** Puts a member in charge of the team, as the team's version stood when the sender saw it. */
  public JsonNode nameLeader(Envelope envelope, TeamId id, int version, VolunteerId volunteer) {
    return change(
        envelope,
        id,
        Optional.of(version),
        work -> new Command.NameLeader(volunteer, envelope.principal().id(), work.now()));
  }

  /** Says whom to call, likewise. */
  public JsonNode nameLiaison(Envelope envelope, TeamId id, int version, VolunteerId volunteer) {
    return change(
        envelope,
        id,
        Optional.of(version),
        work -> new Command.NameLiaison(volunteer, envelope.principal().id(), work.now()));
  }

  public JsonNode dissolve(Envelope envelope, TeamId id) {
    return change(
        envelope, id, work -> new Command.Dissolve(envelope.principal().id(), work.now()));
  }

  private JsonNode change(Envelope envelope, TeamId id, Function<Work, Command> command) {
    return change(envelope, id, Optional.empty(), command);
  }

  private JsonNode change(
      Envelope envelope, TeamId id, Optional<Integer> version, Function<Work, Command> command) {
    return counter.handle(
        envelope,
        work -> {
          Recorded team = lock(work.tx(), envelope.principal(), id);
          if (version.filter(v -> v != team.version()).isPresent()) {
            throw new RefusedException(Refusal.VERSION_MISMATCH);
          }
          List<Entry> entries =
              Work.entries(
                  id.value(), team.version(), Team.decide(team.state(), command.apply(work)));
          work.record(entries, Origin.LIVE);
          return Map.of("id", id, "version", team.version() + entries.size());
        });
  }

  /** A team of the sender's own area or unit. */
  static Recorded lock(Sql tx, Principal by, TeamId id) {
    return TeamStore.lock(tx, id)
        .filter(
            team ->
                (by.commands() && by.sees(team.area()))
                    || (by.is(Role.LIAISON) && team.unit().filter(by::sees).isPresent()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static Optional<UnitId> unit(Principal by, Forming forming) {
    if (!by.is(Role.LIAISON)) {
      return forming.unit();
    }
    if (forming.unit().filter(unit -> !by.sees(unit)).isPresent()) {
      throw RefusedException.invalid("unit", "unknown");
    }
    return by.unit();
  }

  private static void check(Work work, Principal by, Forming forming, Optional<UnitId> unit) {
    boolean outside = by.commands() && !by.sees(forming.area());
    if (outside || !Scopes.has(work.tx(), forming.area())) {
      throw new RefusedException(
          Refusal.UNKNOWN_AREA, List.of(new FieldProblem("area", "unknown")));
    }
    if (unit.filter(one -> !Scopes.has(work.tx(), one)).isPresent()) {
      throw new RefusedException(
          Refusal.UNKNOWN_UNIT, List.of(new FieldProblem("unit", "unknown")));
    }
  }

  /** Everybody has to be on the part of the roster that the sender may change. */
  private static void known(Sql tx, Principal by, String field, List<VolunteerId> wanted) {
    var people = new HashMap<VolunteerId, Volunteer>();
    RosterStore.ofIds(tx, wanted).forEach(person -> people.put(person.id(), person));
    var problems = new ArrayList<FieldProblem>();
    for (int i = 0; i < wanted.size(); i++) {
      Volunteer person = people.get(wanted.get(i));
      if (person == null || !VolunteerDesk.mayChange(by, person)) {
        problems.add(new FieldProblem(field + "[" + i + "]", Refusal.UNKNOWN_VOLUNTEER.code()));
      }
    }
    if (!problems.isEmpty()) {
      throw new RefusedException(Refusal.UNKNOWN_VOLUNTEER, problems);
    }
  }

  private static List<TeamEvent> accepted(Decision<TeamEvent> decision) {
    return switch (decision) {
      case Decision.Refused<TeamEvent>(var refusal) -> throw new RefusedException(refusal);
      case Decision.Accepted<TeamEvent>(var events) -> events;
    };
  }
}
