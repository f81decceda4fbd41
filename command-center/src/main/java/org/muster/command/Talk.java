package org.muster.command;

import org.muster.command.desk.NoticeDesk;
import org.muster.command.http.Api;
import org.muster.command.http.TalkRoutes;
import org.muster.command.view.NoticeViews;
import org.muster.command.view.QuestionViews;

/** What people tell each other: notices, questions on an order, feedback. */
record Talk(Foundation on, Desks desks) {

  void mount(Api api) {
    var notices = new NoticeDesk(desks.counter(), desks.orders());
    new TalkRoutes(
            new TalkRoutes.Desks(notices, desks.questions(), desks.feedback()),
            new NoticeViews(on.database()),
            new QuestionViews(on.database()))
        .mount(api);
  }
}
