package org.muster.command.http;

import java.util.Optional;
import org.muster.command.view.TaskViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.assignment.AssignmentId;

/** What the card of a volunteer's task shows beside the task itself. */
public final class TaskRoutes {
  private static final Access VOLUNTEER = Access.of(Role.VOLUNTEER);

  private final TaskViews views;

  public TaskRoutes(TaskViews views) {
    this.views = views;
  }

  public void mount(Api api) {
    api.on("getMyPlace", VOLUNTEER, call -> found(views.place(FieldRoutes.self(call), id(call))));
    api.on("getMyLeader", VOLUNTEER, call -> found(views.leader(FieldRoutes.self(call), id(call))));
  }

  private static Answer found(Optional<?> shown) {
    return Answer.ok(shown.orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND)));
  }

  private static AssignmentId id(Call call) {
    return new AssignmentId(Commands.id(call));
  }
}
