package org.muster.command.http;

import java.util.Optional;
import org.muster.command.desk.VolunteerChange;
import org.muster.command.desk.VolunteerDesk;
import org.muster.command.view.RosterViews;
import org.muster.model.access.Role;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** Volunteers, masked; with {@code reveal} and a reason, which is kept, one of them unmasked. */
public final class VolunteerRoutes {
  private static final Access WRITERS = Access.of(Role.DISPATCHER, Role.LIAISON);

  private final RosterViews views;
  private final VolunteerDesk desk;

  public VolunteerRoutes(RosterViews views, VolunteerDesk desk) {
    this.views = views;
    this.desk = desk;
  }

  public void mount(Api api) {
    api.on("listVolunteers", UnitRoutes.READERS, this::list);
    api.on("getVolunteer", UnitRoutes.READERS, this::get);
    api.on("changeVolunteer", WRITERS, this::change);
  }

  private Answer list(Call call) {
    var wanted =
        new RosterViews.Wanted(
            Asked.id(call, "unit", UnitId::new),
            Asked.area(call, "community"),
            call.query("skill"),
            call.query("shock").map(Boolean::parseBoolean),
            call.query("q"),
            Asked.id(call, "after", VolunteerId::new),
            call.query("limit"));
    return Answer.ok(views.list(call.principal(), wanted));
  }

  private Answer get(Call call) {
    var id = new VolunteerId(Commands.id(call));
    Optional<String> reason = call.query("reveal");
    if (reason.isEmpty()) {
      return Answer.ok(views.get(call.principal(), id));
    }
    desk.disclose(call.principal(), id, reason.get());
    return Answer.ok(views.disclosed(call.principal(), id));
  }

  private Answer change(Call call) {
    var id = new VolunteerId(Commands.id(call));
    desk.change(
        Commands.envelope(call, "changeVolunteer"),
        id,
        Asked.version(call),
        new VolunteerChange(call.body()));
    return Answer.ok(views.get(call.principal(), id));
  }
}
