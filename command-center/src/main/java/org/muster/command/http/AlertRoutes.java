package org.muster.command.http;

import org.muster.command.desk.DeadLetterDesk;
import org.muster.command.desk.RobotDesk;
import org.muster.command.desk.SmsReplyDesk;
import org.muster.model.access.Role;
import org.muster.model.roster.UnitId;

/** Alerts beside the sockets: what did not get through, what people answer, the units' robots. */
public final class AlertRoutes {
  private static final Access POST = Access.of(Role.DISPATCHER, Role.COMMANDER);
  private static final Access LIAISON_OR_POST =
      Access.of(Role.LIAISON, Role.DISPATCHER, Role.COMMANDER);

  private final DeadLetterDesk deadLetters;
  private final SmsReplyDesk replies;
  private final RobotDesk robots;

  public AlertRoutes(DeadLetterDesk deadLetters, SmsReplyDesk replies, RobotDesk robots) {
    this.deadLetters = deadLetters;
    this.replies = replies;
    this.robots = robots;
  }

  public void mount(Api api) {
    api.on("listDeadAlerts", LIAISON_OR_POST, this::list);
    api.on("retryAlert", LIAISON_OR_POST, this::retry);
    api.on("closeAlert", LIAISON_OR_POST, this::close);
    api.on("takeSmsReply", Access.OPEN, this::reply);
    api.on("setUnitRobot", POST, this::setRobot);
    api.on("removeUnitRobot", POST, this::removeRobot);
  }

  private record Dead(Object items) {}

  private Answer list(Call call) {
    return Answer.ok(new Dead(deadLetters.list(call.principal())));
  }

  private Answer retry(Call call) {
    return Answer.ok(
        deadLetters.tryAgain(Commands.envelope(call, "retryAlert"), Commands.id(call)));
  }

  private Answer close(Call call) {
    return Answer.ok(deadLetters.close(Commands.envelope(call, "closeAlert"), Commands.id(call)));
  }

  private Answer reply(Call call) {
    return Answer.ok(replies.take(call.body(SmsReplyDesk.Reply.class)));
  }

  private Answer setRobot(Call call) {
    var envelope = Commands.envelope(call, "setUnitRobot");
    return Answer.ok(
        robots.set(envelope, new UnitId(Commands.id(call)), call.body(RobotDesk.Robot.class)));
  }

  private Answer removeRobot(Call call) {
    var envelope = Commands.envelope(call, "removeUnitRobot");
    return Answer.ok(robots.remove(envelope, new UnitId(Commands.id(call))));
  }
}
