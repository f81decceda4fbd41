package org.muster.command.http;

import java.time.InstantSource;
import org.muster.command.desk.PhotoDesk;
import org.muster.command.view.ReportViews;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.assignment.PhotoId;
import org.muster.model.order.OrderId;

/** Reports from the field, and the photographs that come with them. */
public final class ReportRoutes {
  private static final Access RECEIVING =
      Access.of(Role.COMMUNITY, Role.COMMANDER, Role.DISPATCHER);

  private final PhotoDesk photos;
  private final ReportViews views;
  private final InstantSource clock;

  public ReportRoutes(PhotoDesk photos, ReportViews views, InstantSource clock) {
    this.photos = photos;
    this.views = views;
    this.clock = clock;
  }

  public void mount(Api api) {
    api.on("sendPhoto", Access.of(Role.VOLUNTEER), this::keep);
    api.on("listReports", RECEIVING, this::list);
    api.on("getPhoto", RECEIVING, this::show);
  }

  private Answer keep(Call call) {
    var file = call.upload().orElseThrow(() -> RefusedException.invalid("file", "required"));
    var report = Commands.id("report", call.query("report").orElseThrow());
    var taken = new PhotoDesk.Taken(new AssignmentId(Commands.id(call)), report, file.file());
    photos.keep(FieldRoutes.self(call), taken, clock.instant());
    return Answer.done();
  }

  private Answer list(Call call) {
    var wanted =
        new ReportViews.Wanted(
            Asked.id(call, "order", OrderId::new), call.query("limit"), call.query("after"));
    return Answer.ok(views.list(call.principal(), wanted));
  }

  private Answer show(Call call) {
    byte[] picture = photos.show(call.principal(), new PhotoId(Commands.id(call)));
    return Answer.ok(picture).with("Content-Type", "image/jpeg");
  }
}
