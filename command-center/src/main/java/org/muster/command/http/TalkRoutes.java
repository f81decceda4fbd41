package org.muster.command.http;

import java.util.Optional;
import org.muster.command.desk.FeedbackDesk;
import org.muster.command.desk.NoticeDesk;
import org.muster.command.desk.NoticeDesk.Publishing;
import org.muster.command.desk.QuestionDesk;
import org.muster.command.desk.QuestionDesk.Answering;
import org.muster.command.view.NoticeViews;
import org.muster.command.view.QuestionViews;
import org.muster.model.access.Role;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.talk.NoticeId;

/** What people tell each other: notices (通知公告), questions on an order (提问), feedback (反馈意见). */
public final class TalkRoutes {
  private static final Access POST = Access.of(Role.COMMANDER, Role.DISPATCHER);
  private static final Access SENDERS = Access.of(Role.COMMANDER, Role.DISPATCHER, Role.LIAISON);
  private static final Access OF_ORDER =
      Access.of(Role.COMMANDER, Role.DISPATCHER, Role.LIAISON, Role.VOLUNTEER);

  private final Desks desks;
  private final NoticeViews notices;
  private final QuestionViews questions;

  /** Where it is handed in. */
  public record Desks(NoticeDesk notices, QuestionDesk questions, FeedbackDesk feedback) {}

  public TalkRoutes(Desks desks, NoticeViews notices, QuestionViews questions) {
    this.desks = desks;
    this.notices = notices;
    this.questions = questions;
  }

  public void mount(Api api) {
    api.on("publishNotice", SENDERS, this::publish);
    api.on("listNotices", SENDERS, call -> Answer.ok(notices.list(call.principal())));
    api.on("listNoticeReaders", SENDERS, this::readers);
    api.on("withdrawNotice", SENDERS, this::withdraw);
    api.on("askQuestion", Access.of(Role.VOLUNTEER, Role.LIAISON), this::ask);
    api.on(
        "listQuestions", OF_ORDER, call -> Answer.ok(questions.of(call.principal(), order(call))));
    api.on("answerQuestions", POST, this::answer);
    api.on("giveFeedback", Access.of(Role.VOLUNTEER), this::giveFeedback);
    api.on(
        "listFeedback",
        SENDERS,
        call -> Answer.ok(questions.feedback(call.principal(), order(call))));
  }

  private record Written(String text) {}

  private Answer publish(Call call) {
    return Answer.created(
        desks
            .notices()
            .publish(Commands.envelope(call, "publishNotice"), call.body(Publishing.class)));
  }

  private Answer readers(Call call) {
    Optional<Boolean> read = call.query("read").map(Boolean::valueOf);
    return Answer.ok(notices.readers(call.principal(), notice(call), read));
  }

  private Answer withdraw(Call call) {
    return Answer.ok(
        desks.notices().withdraw(Commands.envelope(call, "withdrawNotice"), notice(call)));
  }

  private Answer ask(Call call) {
    return Answer.created(
        desks
            .questions()
            .ask(
                Commands.envelope(call, "askQuestion"),
                order(call),
                call.body(Written.class).text()));
  }

  private Answer answer(Call call) {
    return Answer.ok(
        desks
            .questions()
            .answer(
                Commands.envelope(call, "answerQuestions"),
                order(call),
                call.body(Answering.class)));
  }

  private Answer giveFeedback(Call call) {
    return Answer.created(
        desks
            .feedback()
            .give(
                Commands.envelope(call, "giveFeedback"),
                new AssignmentId(Commands.id(call)),
                call.body(Written.class).text()));
  }

  private static OrderId order(Call call) {
    return new OrderId(Commands.id(call));
  }

  private static NoticeId notice(Call call) {
    return new NoticeId(Commands.id(call));
  }
}
