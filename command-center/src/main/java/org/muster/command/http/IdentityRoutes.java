package org.muster.command.http;

import java.time.InstantSource;
import org.muster.command.desk.IdentityDesk;
import org.muster.model.Texts;
import org.muster.model.access.Role;
import org.muster.model.assignment.AssignmentId;

/** The volunteer's identity card, and its check by whoever it is shown to. */
public final class IdentityRoutes {
  private final IdentityDesk desk;
  private final InstantSource clock;

  public IdentityRoutes(IdentityDesk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  public void mount(Api api) {
    api.on("getMyIdentity", Access.of(Role.VOLUNTEER), this::issue);
    api.on("checkIdentity", Access.OPEN, this::check);
  }

  record Checking(String ticket) {
    Checking {
      ticket = Texts.required("ticket", ticket);
    }
  }

  private Answer issue(Call call) {
    var assignment = new AssignmentId(Commands.id(call));
    return Answer.ok(desk.issue(FieldRoutes.self(call), assignment, clock.instant()));
  }

  private Answer check(Call call) {
    String ticket = call.body(Checking.class).ticket();
    return Answer.ok(desk.check(ticket, call.remoteAddress(), clock.instant()));
  }
}
