package org.muster.command.http;

import java.util.List;
import java.util.Optional;
import org.muster.command.desk.DutyDesk;
import org.muster.command.desk.ReminderDesk;
import org.muster.command.view.DutyViews;
import org.muster.model.access.Role;
import org.muster.model.duty.HandoverId;
import org.muster.model.order.OrderId;
import org.muster.model.roster.UnitId;

/** The watch (值班): reminding units, and handing over. */
public final class DutyRoutes {
  private static final Access POST = Access.of(Role.COMMANDER, Role.DISPATCHER);

  private final ReminderDesk reminders;
  private final DutyDesk desk;
  private final DutyViews views;

  public DutyRoutes(ReminderDesk reminders, DutyDesk desk, DutyViews views) {
    this.reminders = reminders;
    this.desk = desk;
    this.views = views;
  }

  public void mount(Api api) {
    api.on("remindUnits", POST, this::remind);
    api.on("getDuty", POST, this::duty);
    api.on("drawHandover", POST, this::draw);
    api.on("takeHandover", POST, this::take);
    api.on("takeBackHandover", POST, this::takeBack);
  }

  private record Reminding(Optional<List<UnitId>> units) {}

  private record Drawing(Optional<String> remark) {}

  private record Taking(Optional<String> leader) {}

  private Answer remind(Call call) {
    return Answer.ok(
        reminders.remind(
            Commands.envelope(call, "remindUnits"),
            new OrderId(Commands.id(call)),
            call.body(Reminding.class).units()));
  }

  private Answer duty(Call call) {
    return Answer.ok(views.duty(call.principal()));
  }

  private Answer draw(Call call) {
    return Answer.created(
        desk.draw(Commands.envelope(call, "drawHandover"), call.body(Drawing.class).remark()));
  }

  private Answer take(Call call) {
    return Answer.ok(
        desk.take(
            Commands.envelope(call, "takeHandover"), id(call), call.body(Taking.class).leader()));
  }

  private Answer takeBack(Call call) {
    return Answer.ok(desk.takeBack(Commands.envelope(call, "takeBackHandover"), id(call)));
  }

  private static HandoverId id(Call call) {
    return new HandoverId(Commands.id(call));
  }
}
