package org.muster.command.http;

import java.util.List;
import java.util.Optional;
import org.muster.command.desk.DutyDesk;
import org.muster.command.desk.EscalationDesk;
import org.muster.command.desk.ReminderDesk;
import org.muster.command.view.DutyViews;
import org.muster.model.access.Role;
import org.muster.model.duty.HandoverId;
import org.muster.model.order.OrderId;
import org.muster.model.roster.UnitId;

/** The watch (值班): reminding units, taking silent ones in hand, and handing over. */
public final class DutyRoutes {
  private static final Access POST = Access.of(Role.COMMANDER, Role.DISPATCHER);

  private static final Access UNIT_OR_POST =
      Access.of(Role.LIAISON, Role.COMMANDER, Role.DISPATCHER);

  private final ReminderDesk reminders;
  private final EscalationDesk escalations;
  private final DutyDesk desk;
  private final DutyViews views;

  public DutyRoutes(
      ReminderDesk reminders, EscalationDesk escalations, DutyDesk desk, DutyViews views) {
    this.reminders = reminders;
    this.escalations = escalations;
    this.desk = desk;
    this.views = views;
  }

  public void mount(Api api) {
    api.on("remindUnits", POST, this::remind);
    api.on("acknowledgeEscalation", UNIT_OR_POST, this::acknowledge);
    api.on("getDuty", POST, this::duty);
    api.on("drawHandover", POST, this::draw);
    api.on("takeHandover", POST, this::take);
    api.on("takeBackHandover", POST, this::takeBack);
  }

  private record Reminding(Optional<List<UnitId>> units) {}

  private record Acknowledging(Optional<UnitId> unit) {}

  private record Drawing(Optional<String> remark) {}

  private record Taking(Optional<String> leader) {}

  private Answer remind(Call call) {
    return Answer.ok(
        reminders.remind(
            Commands.envelope(call, "remindUnits"),
            new OrderId(Commands.id(call)),
            call.body(Reminding.class).units()));
  }

  private Answer acknowledge(Call call) {
    return Answer.ok(
        escalations.acknowledge(
            Commands.envelope(call, "acknowledgeEscalation"),
            new OrderId(Commands.id(call)),
            call.body(Acknowledging.class).unit()));
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
