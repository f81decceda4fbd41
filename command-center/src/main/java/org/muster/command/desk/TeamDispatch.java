package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.command.desk.LiaisonDesk.Given;
import org.muster.command.desk.LiaisonDesk.Item;
import org.muster.command.desk.LiaisonDesk.Nameable;
import org.muster.command.desk.LiaisonDesk.Naming;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.store.TeamStore.Recorded;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Bar;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.TeamId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.team.Team;
import org.muster.model.team.Team.Command;

/**
 * Sends a team: the command post names, on behalf of the units, those of its members who can go and
 * whose unit owes the community somebody. From there on they are asked like everybody else.
 */
public final class TeamDispatch {
  private final Counter counter;
  private final LiaisonDesk liaisons;

  public TeamDispatch(Counter counter, LiaisonDesk liaisons) {
    this.counter = counter;
    this.liaisons = liaisons;
  }

  /** Where a team is to go. */
  public record Sending(OrderId order, AreaCode community) {
    public Sending {
      order = Texts.required("order", order);
      community = Texts.required("community", community);
    }
  }

  /**
   * A member who is not sent.
   *
   * @param reasons empty when only the unit owes nobody there
   */
  public record Left(VolunteerId volunteer, Set<Bar> reasons) {}

  /** Refuses a team without leader or liaison, and one of which nobody can go. */
  public JsonNode send(Envelope envelope, TeamId id, Sending sending) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          Recorded recorded = TeamDesk.lock(work.tx(), by, id);
          if (!(recorded.state() instanceof Team.Standing team)) {
            throw new RefusedException(Refusal.CONFLICT);
          }
          if (!team.lacks(LocalDate.ofInstant(work.now(), Eligibility.BEIJING)).isEmpty()) {
            throw new RefusedException(Refusal.TEAM_INCOMPLETE);
          }
          Nameable people = nameable(work, team, sending);
          List<VolunteerId> able = people.able().values().stream().flatMap(List::stream).toList();
          var command =
              new Command.Dispatch(sending.order(), sending.community(), able, by.id(), work.now());
          work.record(
              Work.entries(id.value(), recorded.version(), Team.decide(team, command)),
              Origin.LIVE);
          int named = 0;
          for (var unit : people.able().entrySet()) {
            var item = new Item(sending.community(), unit.getValue());
            var naming = Naming.of(List.of(item), Optional.of(unit.getKey()));
            named += liaisons.name(work, by, new Given(sending.order(), unit.getKey(), naming));
          }
          var left =
              people.barred().entrySet().stream()
                  .map(one -> new Left(one.getKey(), one.getValue()))
                  .toList();
          return Map.of("id", id, "order", sending.order(), "named", named, "left", left);
        });
  }

  private Nameable nameable(Work work, Team.Standing team, Sending sending) {
    List<VolunteerId> members =
        team.members().stream().sorted(Comparator.comparing(VolunteerId::value)).toList();
    Set<String> skills = Set.copyOf(team.kind().skill().stream().toList());
    return liaisons.nameable(work, sending.order(), sending.community(), members, skills);
  }
}
