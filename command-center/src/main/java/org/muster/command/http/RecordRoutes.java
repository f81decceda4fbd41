package org.muster.command.http;

import org.muster.command.desk.RecordDesk;
import org.muster.command.desk.RecordDesk.Correction;
import org.muster.command.view.FieldViews;
import org.muster.command.view.FieldViews.RecordsAsked;
import org.muster.command.view.LogViews;
import org.muster.model.access.Role;
import org.muster.model.order.OrderId;
import org.muster.model.record.RecordId;
import org.muster.model.roster.VolunteerId;

/** Service records (服务记录), and the sealed log for auditors. */
public final class RecordRoutes {
  private static final Access READERS =
      Access.of(
          Role.COMMANDER,
          Role.DISPATCHER,
          Role.LIAISON,
          Role.COMMUNITY,
          Role.VOLUNTEER,
          Role.AUDITOR);
  private static final Access AUDITOR = Access.of(Role.AUDITOR);

  private final RecordDesk desk;
  private final FieldViews views;
  private final LogViews log;

  public RecordRoutes(RecordDesk desk, FieldViews views, LogViews log) {
    this.desk = desk;
    this.views = views;
    this.log = log;
  }

  public void mount(Api api) {
    api.on("listRecords", READERS, this::list);
    api.on("listMyRecords", Access.of(Role.VOLUNTEER), this::list);
    api.on(
        "correctRecord", Access.of(Role.COMMUNITY, Role.COMMANDER, Role.DISPATCHER), this::correct);
    api.on("agreeRecord", Access.of(Role.VOLUNTEER, Role.LIAISON), this::agree);
    api.on("listEvents", AUDITOR, this::events);
    api.on("getSeal", AUDITOR, _ -> Answer.ok(log.seal()));
  }

  private Answer list(Call call) {
    var asked =
        new RecordsAsked(
            call.query("order").map(o -> new OrderId(Commands.id("order", o))),
            call.query("volunteer").map(v -> new VolunteerId(Commands.id("volunteer", v))),
            call.query("limit"),
            call.query("after").map(after -> Commands.id("after", after)));
    return Answer.ok(views.records(call.principal(), asked));
  }

  private Answer correct(Call call) {
    return Answer.ok(
        desk.correct(
            Commands.envelope(call, "correctRecord"), id(call), call.body(Correction.class)));
  }

  private Answer agree(Call call) {
    return Answer.ok(desk.agree(Commands.envelope(call, "agreeRecord"), id(call)));
  }

  private Answer events(Call call) {
    return Answer.ok(log.events(call.query("after"), call.query("limit")));
  }

  private static RecordId id(Call call) {
    return new RecordId(Commands.id(call));
  }
}
