package org.muster.command.http;

import org.muster.command.desk.TimeOffDesk;
import org.muster.command.desk.TimeOffDesk.Granting;
import org.muster.command.view.TimeOffViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.roster.VolunteerId;

/** Compensatory leave (调休): earned by duty, granted by the unit. */
public final class TimeOffRoutes {
  private static final Access GRANTS = Access.of(Role.LIAISON);

  private final TimeOffViews views;
  private final TimeOffDesk desk;

  public TimeOffRoutes(TimeOffViews views, TimeOffDesk desk) {
    this.views = views;
    this.desk = desk;
  }

  public void mount(Api api) {
    api.on("getTimeOff", UnitRoutes.READERS, this::get);
    api.on("grantTimeOff", GRANTS, this::grant);
    api.on("takeBackTimeOff", GRANTS, this::takeBack);
    api.on("getMyTimeOff", Access.of(Role.VOLUNTEER), this::mine);
  }

  private Answer get(Call call) {
    return Answer.ok(views.get(call.principal(), id(call)));
  }

  private Answer mine(Call call) {
    VolunteerId self =
        call.principal().volunteer().orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    return Answer.ok(views.get(call.principal(), self));
  }

  private Answer grant(Call call) {
    return Answer.created(
        desk.grant(Commands.envelope(call, "grantTimeOff"), id(call), call.body(Granting.class)));
  }

  private Answer takeBack(Call call) {
    return Answer.ok(
        desk.takeBack(
            Commands.envelope(call, "takeBackTimeOff"),
            id(call),
            Commands.id("entry", call.path("entry"))));
  }

  private static VolunteerId id(Call call) {
    return new VolunteerId(Commands.id(call));
  }
}
