package org.muster.command.http;

import org.muster.command.desk.ResponseDesk;
import org.muster.command.desk.ResponseDesk.Changing;
import org.muster.command.desk.ResponseDesk.Ending;
import org.muster.command.desk.ResponseDesk.Raising;
import org.muster.command.view.OrderViews;
import org.muster.command.view.OrderViews.Page;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.order.ResponseId;

/** Responses (响应): raised, changed in tier and ended by a commander's signature. */
public final class ResponseRoutes {
  private static final Access COMMANDER = Access.of(Role.COMMANDER);
  private static final Access READERS =
      Access.of(Role.COMMANDER, Role.DISPATCHER, Role.LIAISON, Role.COMMUNITY, Role.AUDITOR);

  private final ResponseDesk desk;
  private final OrderViews views;

  public ResponseRoutes(ResponseDesk desk, OrderViews views) {
    this.desk = desk;
    this.views = views;
  }

  public void mount(Api api) {
    api.on("raiseResponse", COMMANDER, this::raise);
    api.on("listResponses", READERS, this::list);
    api.on("getResponse", READERS, this::get);
    api.on("changeTier", COMMANDER, this::changeTier);
    api.on("endResponse", COMMANDER, this::end);
  }

  private Answer raise(Call call) {
    var envelope = Commands.envelope(call, "raiseResponse");
    return Answer.created(desk.raise(envelope, call.body(Raising.class)));
  }

  private Answer list(Call call) {
    return Answer.ok(
        views.responses(call.principal(), call.query("active").map(Boolean::valueOf), page(call)));
  }

  private Answer get(Call call) {
    return Answer.ok(
        views
            .response(call.principal(), new ResponseId(Commands.id(call)))
            .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND)));
  }

  private Answer changeTier(Call call) {
    var envelope = Commands.envelope(call, "changeTier");
    var id = new ResponseId(Commands.id(call));
    return Answer.ok(desk.changeTier(envelope, id, call.body(Changing.class)));
  }

  private Answer end(Call call) {
    var envelope = Commands.envelope(call, "endResponse");
    var id = new ResponseId(Commands.id(call));
    return Answer.ok(desk.end(envelope, id, call.body(Ending.class)));
  }

  static Page page(Call call) {
    return new Page(call.query("limit"), call.query("after"));
  }
}
