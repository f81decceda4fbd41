package org.muster.command.http;

import java.util.Map;
import org.muster.command.desk.AppealDesk;
import org.muster.command.desk.AppealDesk.Appealing;
import org.muster.command.desk.AppealDesk.Deciding;
import org.muster.command.view.AppealViews;
import org.muster.model.access.Role;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.request.AppealId;

/** Ratings as volunteers see them, and appeals against them (申诉). */
public final class AppealRoutes {
  private static final Access VOLUNTEER = Access.of(Role.VOLUNTEER);
  private static final Access POST = Access.of(Role.COMMANDER, Role.DISPATCHER);

  private final AppealDesk desk;
  private final AppealViews views;

  public AppealRoutes(AppealDesk desk, AppealViews views) {
    this.desk = desk;
    this.views = views;
  }

  public void mount(Api api) {
    api.on("listMyRatings", VOLUNTEER, this::mine);
    api.on("appealRating", VOLUNTEER, this::appeal);
    api.on("listAppeals", POST, this::list);
    api.on("decideAppeal", POST, this::decide);
  }

  private Answer mine(Call call) {
    return Answer.ok(Map.of("items", views.mine(FieldRoutes.self(call), call.language())));
  }

  private Answer appeal(Call call) {
    return Answer.created(
        desk.appeal(
            Commands.envelope(call, "appealRating"),
            FieldRoutes.self(call),
            new AssignmentId(Commands.id(call)),
            call.body(Appealing.class)));
  }

  private Answer list(Call call) {
    return Answer.ok(Map.of("items", views.list(call.principal())));
  }

  private Answer decide(Call call) {
    return Answer.ok(
        desk.decide(
            Commands.envelope(call, "decideAppeal"),
            new AppealId(Commands.id(call)),
            call.body(Deciding.class)));
  }
}
