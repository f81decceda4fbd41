package org.muster.command;

import java.time.InstantSource;
import org.muster.command.desk.AppealDesk;
import org.muster.command.desk.PhoneSignInDesk.CodeSender;
import org.muster.command.desk.ResidentDesk;
import org.muster.command.desk.SessionDesk;
import org.muster.command.http.Api;
import org.muster.command.http.AppealRoutes;
import org.muster.command.http.RequestRoutes;
import org.muster.command.http.ResidentRoutes;
import org.muster.command.view.AppealViews;
import org.muster.command.view.RequestViews;

/** What residents ask for (点单): their own door, and the queue behind it. */
record Requests(Foundation on, Desks desks, SessionDesk sessions, InstantSource clock) {

  void mount(Api api, CodeSender sender) {
    var views = new RequestViews(on.database(), on.vault(), clock);
    var residents = new ResidentDesk(on.database(), on.vault(), sessions, sender);
    new ResidentRoutes(residents, desks.requests(), views, clock).mount(api);
    new AppealRoutes(new AppealDesk(desks.counter()), new AppealViews(on.database(), clock))
        .mount(api);
    new RequestRoutes(desks.requests(), desks.requestDispatch(), views).mount(api);
  }
}
