package org.muster.command.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.muster.command.desk.OrderDesk;
import org.muster.command.desk.OrderDesk.Signing;
import org.muster.command.desk.OrderDesk.Withdrawing;
import org.muster.command.view.Boards;
import org.muster.command.view.OrderViews;
import org.muster.command.view.OrderViews.AssignmentsAsked;
import org.muster.command.view.OrderViews.OrdersAsked;
import org.muster.command.view.PreviewView;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Role;
import org.muster.model.order.OrderDocument;
import org.muster.model.order.OrderId;
import org.muster.model.order.ResponseId;
import org.muster.model.roster.UnitId;

/** Mobilisation orders (动员令): 拟稿、审核、签发、撤销、变更、办结, and how far they got. */
public final class OrderRoutes {
  private static final Access POST = Access.of(Role.COMMANDER, Role.DISPATCHER);
  private static final Access COMMANDER = Access.of(Role.COMMANDER);
  private static final Access READERS =
      Access.of(Role.COMMANDER, Role.DISPATCHER, Role.LIAISON, Role.COMMUNITY, Role.AUDITOR);

  private final OrderDesk desk;
  private final OrderViews views;
  private final Boards boards;
  private final PreviewView previews;

  /** The views that orders are shown by. */
  public record Views(OrderViews orders, Boards boards, PreviewView previews) {}

  public OrderRoutes(OrderDesk desk, Views views) {
    this.desk = desk;
    this.views = views.orders();
    this.boards = views.boards();
    this.previews = views.previews();
  }

  public void mount(Api api) {
    api.on("draftOrder", Access.of(Role.DISPATCHER, Role.COMMANDER), this::draft);
    api.on("listOrders", READERS, this::list);
    api.on("getOrder", READERS, this::get);
    api.on("reviseOrder", POST, this::revise);
    api.on("previewOrder", POST, this::preview);
    api.on("reviewOrder", POST, this::review);
    api.on("signOrder", COMMANDER, this::sign);
    api.on("withdrawOrder", COMMANDER, this::withdraw);
    api.on("amendOrder", POST, this::amend);
    api.on("closeOrder", POST, this::close);
    api.on("getBoard", READERS, this::board);
    api.on("getTimeline", READERS, this::timeline);
    api.on("listAssignments", READERS, this::assignments);
  }

  record Reviewing(Boolean pass, Optional<String> remark) {
    Reviewing {
      pass = Texts.required("pass", pass);
    }
  }

  private Answer draft(Call call) {
    return Answer.created(
        desk.draft(Commands.envelope(call, "draftOrder"), call.body(OrderDocument.class)));
  }

  private Answer list(Call call) {
    var asked = new OrdersAsked(call.query("state"), Asked.id(call, "response", ResponseId::new));
    return Answer.ok(views.orders(call.principal(), asked, ResponseRoutes.page(call)));
  }

  private Answer get(Call call) {
    return Answer.ok(seen(call));
  }

  private Answer revise(Call call) {
    return Answer.ok(
        desk.revise(
            Commands.envelope(call, "reviseOrder"), id(call), call.body(), Asked.version(call)));
  }

  private Answer preview(Call call) {
    return Answer.ok(previews.of(desk.preview(call.principal(), id(call)), call.language()));
  }

  private Answer review(Call call) {
    Reviewing reviewing = call.body(Reviewing.class);
    return Answer.ok(
        desk.review(
            Commands.envelope(call, "reviewOrder"),
            id(call),
            reviewing.pass(),
            reviewing.remark()));
  }

  private Answer sign(Call call) {
    return Answer.ok(
        desk.sign(Commands.envelope(call, "signOrder"), id(call), call.body(Signing.class)));
  }

  private Answer withdraw(Call call) {
    return Answer.ok(
        desk.withdraw(
            Commands.envelope(call, "withdrawOrder"), id(call), call.body(Withdrawing.class)));
  }

  private Answer amend(Call call) {
    return Answer.created(desk.amend(Commands.envelope(call, "amendOrder"), id(call), call.body()));
  }

  private Answer close(Call call) {
    return Answer.ok(desk.close(Commands.envelope(call, "closeOrder"), id(call)));
  }

  private Answer board(Call call) {
    JsonNode _ = seen(call);
    return Answer.ok(boards.find(call.principal(), id(call)).orElseThrow(OrderRoutes::notFound));
  }

  private Answer timeline(Call call) {
    JsonNode _ = seen(call);
    return Answer.ok(views.timeline(call.principal(), id(call), ResponseRoutes.page(call)));
  }

  private Answer assignments(Call call) {
    JsonNode _ = seen(call);
    var asked =
        new AssignmentsAsked(
            call.query("state"),
            Asked.id(call, "unit", UnitId::new),
            Asked.area(call, "community"));
    return Answer.ok(
        views.assignments(call.principal(), id(call), asked, ResponseRoutes.page(call)));
  }

  private JsonNode seen(Call call) {
    return views.order(call.principal(), id(call)).orElseThrow(OrderRoutes::notFound);
  }

  private static OrderId id(Call call) {
    return new OrderId(Commands.id(call));
  }

  private static RefusedException notFound() {
    return new RefusedException(Refusal.NOT_FOUND);
  }
}
