package org.muster.command.http;

import org.muster.command.view.UnitViews;
import org.muster.model.access.Role;
import org.muster.model.roster.UnitId;

/** Sending units (派出单位): all for the command post, the own one for a liaison. */
public final class UnitRoutes {
  static final Access READERS =
      Access.of(Role.COMMANDER, Role.DISPATCHER, Role.LIAISON, Role.AUDITOR);

  private final UnitViews views;

  public UnitRoutes(UnitViews views) {
    this.views = views;
  }

  public void mount(Api api) {
    api.on("listUnits", READERS, this::list);
    api.on("getUnit", READERS, this::get);
    api.on("getShockTeam", READERS, this::shockTeam);
  }

  private Answer list(Call call) {
    var wanted =
        new UnitViews.Wanted(
            call.query("q"), Asked.id(call, "after", UnitId::new), call.query("limit"));
    return Answer.ok(views.list(call.principal(), wanted));
  }

  private Answer get(Call call) {
    return Answer.ok(views.get(call.principal(), new UnitId(Commands.id(call))));
  }

  private Answer shockTeam(Call call) {
    return Answer.ok(views.shockTeam(call.principal(), new UnitId(Commands.id(call))));
  }
}
