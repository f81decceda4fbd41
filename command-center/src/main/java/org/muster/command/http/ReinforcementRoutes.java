package org.muster.command.http;

import org.muster.command.desk.ReinforcementDesk;
import org.muster.command.desk.ReinforcementDesk.Answering;
import org.muster.command.desk.ReinforcementDesk.Asking;
import org.muster.command.view.ReinforcementViews;
import org.muster.model.access.Role;
import org.muster.model.order.ReinforcementId;

/** Requests for more people (增援请求), from a community to the command post. */
public final class ReinforcementRoutes {
  private static final Access POST = Access.of(Role.COMMANDER, Role.DISPATCHER);
  private static final Access BOTH = Access.of(Role.COMMANDER, Role.DISPATCHER, Role.COMMUNITY);

  private final ReinforcementDesk desk;
  private final ReinforcementViews views;

  public ReinforcementRoutes(ReinforcementDesk desk, ReinforcementViews views) {
    this.desk = desk;
    this.views = views;
  }

  public void mount(Api api) {
    api.on("listReinforcements", BOTH, call -> Answer.ok(views.list(call.principal())));
    api.on("askReinforcement", BOTH, this::ask);
    api.on("answerReinforcement", POST, this::answer);
    api.on("takeBackReinforcement", BOTH, this::takeBack);
  }

  private Answer ask(Call call) {
    return Answer.created(
        desk.ask(Commands.envelope(call, "askReinforcement"), call.body(Asking.class)));
  }

  private Answer answer(Call call) {
    return Answer.ok(
        desk.answer(
            Commands.envelope(call, "answerReinforcement"), id(call), call.body(Answering.class)));
  }

  private Answer takeBack(Call call) {
    return Answer.ok(desk.takeBack(Commands.envelope(call, "takeBackReinforcement"), id(call)));
  }

  private static ReinforcementId id(Call call) {
    return new ReinforcementId(Commands.id(call));
  }
}
