package org.muster.command.http;

import org.muster.command.desk.TaskGroupDesk;
import org.muster.command.view.DutyViews;
import org.muster.model.access.Role;
import org.muster.model.duty.TaskGroup;
import org.muster.model.duty.TaskGroupId;

/** The groups of the command post (专班). */
public final class TaskGroupRoutes {
  private static final Access POST = Access.of(Role.COMMANDER, Role.DISPATCHER);

  private final TaskGroupDesk desk;
  private final DutyViews views;

  public TaskGroupRoutes(TaskGroupDesk desk, DutyViews views) {
    this.desk = desk;
    this.views = views;
  }

  public void mount(Api api) {
    api.on("listTaskGroups", POST, call -> Answer.ok(views.groups(call.principal())));
    api.on("formTaskGroup", POST, this::form);
    api.on("changeTaskGroup", POST, this::change);
    api.on("dissolveTaskGroup", POST, this::dissolve);
  }

  private Answer form(Call call) {
    return Answer.created(
        desk.form(Commands.envelope(call, "formTaskGroup"), call.body(TaskGroup.class)));
  }

  private Answer change(Call call) {
    return Answer.ok(
        desk.change(
            Commands.envelope(call, "changeTaskGroup"),
            id(call),
            Asked.version(call),
            call.body(TaskGroup.class)));
  }

  private Answer dissolve(Call call) {
    return Answer.ok(desk.dissolve(Commands.envelope(call, "dissolveTaskGroup"), id(call)));
  }

  private static TaskGroupId id(Call call) {
    return new TaskGroupId(Commands.id(call));
  }
}
