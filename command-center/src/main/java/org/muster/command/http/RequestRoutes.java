package org.muster.command.http;

import java.util.Map;
import java.util.Optional;
import org.muster.command.desk.RequestDesk;
import org.muster.command.desk.RequestDesk.Asking;
import org.muster.command.desk.RequestDispatch;
import org.muster.command.desk.RequestDispatch.Sending;
import org.muster.command.view.RequestViews;
import org.muster.model.access.Role;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.request.ComplaintId;
import org.muster.model.request.RequestId;

/** The queue of residents' requests: taken in, accepted or refused, dispatched, answered for. */
public final class RequestRoutes {
  private static final Access POST = Access.of(Role.COMMANDER, Role.DISPATCHER);
  private static final Access RECEIVING =
      Access.of(Role.COMMANDER, Role.DISPATCHER, Role.COMMUNITY);
  private static final Access ASKING =
      Access.of(Role.COMMANDER, Role.DISPATCHER, Role.COMMUNITY, Role.RESIDENT);

  private final RequestDesk desk;
  private final RequestDispatch dispatch;
  private final RequestViews views;

  public RequestRoutes(RequestDesk desk, RequestDispatch dispatch, RequestViews views) {
    this.desk = desk;
    this.dispatch = dispatch;
    this.views = views;
  }

  public void mount(Api api) {
    api.on("raiseRequest", ASKING, this::raise);
    api.on("listRequests", RECEIVING, this::queue);
    api.on("getRequestReport", RECEIVING, this::report);
    api.on("acceptRequest", RECEIVING, this::accept);
    api.on("refuseRequest", RECEIVING, this::refuse);
    api.on("listRequestUnits", POST, this::units);
    api.on("dispatchRequest", POST, this::send);
    api.on("listComplaints", RECEIVING, this::complaints);
    api.on("answerComplaint", POST, this::answer);
    // The desk's account of repeats would keep the address.
    api.once("showResident", Access.of(Role.VOLUNTEER), this::contact);
  }

  private record Refusing(Optional<String> reason) {}

  private record Written(Optional<String> text) {}

  private Answer raise(Call call) {
    return Answer.created(
        desk.raise(Commands.envelope(call, "raiseRequest"), call.body(Asking.class)));
  }

  private Answer queue(Call call) {
    return Answer.ok(
        views.queue(
            call.principal(),
            new RequestViews.Wanted(
                Asked.area(call, "area"),
                call.query("state"),
                call.query("limit"),
                call.query("after"))));
  }

  private Answer report(Call call) {
    return Answer.ok(views.report(call.principal(), Asked.area(call, "area")));
  }

  private Answer accept(Call call) {
    return Answer.ok(desk.accept(Commands.envelope(call, "acceptRequest"), id(call)));
  }

  private Answer refuse(Call call) {
    return Answer.ok(
        desk.refuse(
            Commands.envelope(call, "refuseRequest"),
            id(call),
            call.body(Refusing.class).reason()));
  }

  private Answer units(Call call) {
    return Answer.ok(Map.of("items", views.units(call.principal(), id(call))));
  }

  private Answer send(Call call) {
    return Answer.ok(
        dispatch.send(
            Commands.envelope(call, "dispatchRequest"), id(call), call.body(Sending.class)));
  }

  private Answer complaints(Call call) {
    return Answer.ok(Map.of("items", views.complaints(call.principal())));
  }

  private Answer answer(Call call) {
    return Answer.ok(
        desk.answer(
            Commands.envelope(call, "answerComplaint"),
            new ComplaintId(Commands.id(call)),
            call.body(Written.class).text()));
  }

  private Answer contact(Call call) {
    return Answer.ok(dispatch.contact(call.principal(), new AssignmentId(Commands.id(call))))
        .with("Cache-Control", "no-store");
  }

  private static RequestId id(Call call) {
    return new RequestId(Commands.id(call));
  }
}
