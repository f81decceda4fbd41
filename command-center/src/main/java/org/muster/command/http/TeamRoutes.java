package org.muster.command.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.muster.command.desk.TeamDesk;
import org.muster.command.desk.TeamDesk.Forming;
import org.muster.command.desk.TeamDispatch;
import org.muster.command.desk.TeamDispatch.Sending;
import org.muster.command.view.TeamViews;
import org.muster.model.Texts;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.TeamId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.team.TeamKind;

/** Specialist and standing teams: who belongs to them, who answers for them, where they go. */
public final class TeamRoutes {
  private static final Access WRITERS = Access.of(Role.DISPATCHER, Role.LIAISON);

  private final TeamViews views;
  private final TeamDesk desk;
  private final TeamDispatch dispatch;

  public TeamRoutes(TeamViews views, TeamDesk desk, TeamDispatch dispatch) {
    this.views = views;
    this.desk = desk;
    this.dispatch = dispatch;
  }

  /** People who join. */
  public record Joining(List<VolunteerId> volunteers) {
    public Joining {
      volunteers = Texts.orEmpty(volunteers);
    }
  }

  /** Who is put in charge. */
  public record Charging(VolunteerId volunteer) {
    public Charging {
      volunteer = Texts.required("volunteer", volunteer);
    }
  }

  public void mount(Api api) {
    api.on("listTeams", UnitRoutes.READERS, this::list);
    api.on("getTeamMatrix", UnitRoutes.READERS, this::matrix);
    api.on("getTeam", UnitRoutes.READERS, call -> Answer.ok(shown(call)));
    api.on("formTeam", WRITERS, this::form);
    api.on("joinTeam", WRITERS, this::join);
    api.on("leaveTeam", WRITERS, this::leave);
    api.on("nameTeamLeader", WRITERS, this::nameLeader);
    api.on("nameTeamLiaison", WRITERS, this::nameLiaison);
    api.on("dispatchTeam", Access.of(Role.DISPATCHER), this::send);
    api.on("dissolveTeam", WRITERS, this::dissolve);
  }

  private Answer list(Call call) {
    var wanted =
        new TeamViews.Wanted(
            Asked.word(call, "kind", TeamKind.class),
            Asked.area(call, "area"),
            Asked.id(call, "unit", UnitId::new),
            call.query("dissolved").map(Boolean::parseBoolean).orElse(false),
            call.query("after"),
            call.query("limit"));
    return Answer.ok(views.list(call.principal(), wanted));
  }

  private Answer matrix(Call call) {
    return Answer.ok(
        views.matrix(
            call.principal(),
            Asked.word(call, "level", AreaCode.Level.class),
            Asked.area(call, "parent")));
  }

  private Answer form(Call call) {
    JsonNode formed = desk.form(Commands.envelope(call, "formTeam"), call.body(Forming.class));
    var id = new TeamId(Commands.id("id", formed.path("id").asText()));
    return Answer.created(views.get(call.principal(), id));
  }

  private Answer join(Call call) {
    List<VolunteerId> volunteers = call.body(Joining.class).volunteers();
    var _ = desk.join(Commands.envelope(call, "joinTeam"), id(call), volunteers);
    return Answer.ok(shown(call));
  }

  private Answer leave(Call call) {
    var volunteer = new VolunteerId(Commands.id("volunteer", call.path("volunteer")));
    var _ = desk.leave(Commands.envelope(call, "leaveTeam"), id(call), volunteer);
    return Answer.ok(shown(call));
  }

  private Answer nameLeader(Call call) {
    VolunteerId volunteer = call.body(Charging.class).volunteer();
    var _ =
        desk.nameLeader(
            Commands.envelope(call, "nameTeamLeader"), id(call), Asked.version(call), volunteer);
    return Answer.ok(shown(call));
  }

  private Answer nameLiaison(Call call) {
    VolunteerId volunteer = call.body(Charging.class).volunteer();
    var _ =
        desk.nameLiaison(
            Commands.envelope(call, "nameTeamLiaison"), id(call), Asked.version(call), volunteer);
    return Answer.ok(shown(call));
  }

  private Answer send(Call call) {
    return Answer.ok(
        dispatch.send(Commands.envelope(call, "dispatchTeam"), id(call), call.body(Sending.class)));
  }

  private Answer dissolve(Call call) {
    var _ = desk.dissolve(Commands.envelope(call, "dissolveTeam"), id(call));
    return Answer.ok(shown(call));
  }

  private Object shown(Call call) {
    return views.get(call.principal(), id(call));
  }

  private static TeamId id(Call call) {
    return new TeamId(Commands.id(call));
  }
}
