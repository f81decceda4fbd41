package org.muster.command.http;

import org.muster.command.desk.StationDesk;
import org.muster.command.view.CoverageViews;
import org.muster.model.access.Role;
import org.muster.model.place.StationId;

/** The register of stations (服务站点). */
public final class StationRoutes {
  private static final Access POST = Access.of(Role.DISPATCHER, Role.COMMANDER);

  private final StationDesk desk;
  private final CoverageViews views;

  public StationRoutes(StationDesk desk, CoverageViews views) {
    this.desk = desk;
    this.views = views;
  }

  public void mount(Api api) {
    api.on("listStations", Access.SIGNED_IN, this::list);
    api.on("openStation", POST, this::open);
    api.on("closeStation", POST, this::close);
  }

  private Answer list(Call call) {
    return Answer.ok(views.stations(call.principal(), Asked.area(call, "area")));
  }

  private Answer open(Call call) {
    var envelope = Commands.envelope(call, "openStation");
    return Answer.created(desk.open(envelope, call.body(StationDesk.Opening.class)));
  }

  private Answer close(Call call) {
    var envelope = Commands.envelope(call, "closeStation");
    return Answer.ok(desk.close(envelope, new StationId(Commands.id(call))));
  }
}
