package org.muster.command;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.muster.command.desk.IdentityDesk;
import org.muster.command.desk.PhotoDesk;
import org.muster.command.http.Api;
import org.muster.command.http.IdentityRoutes;
import org.muster.command.http.ReportRoutes;
import org.muster.command.http.TaskRoutes;
import org.muster.command.view.ReportViews;
import org.muster.command.view.TaskViews;
import org.muster.model.place.Jurisdiction;

/** The volunteer's card of a task as far as it is more than a letter, and what comes back by it. */
record Cards(Foundation on, PhotoDesk photos, Supplier<Jurisdiction> places, InstantSource clock) {

  static Cards open(Foundation on, Supplier<Jurisdiction> places, InstantSource clock) {
    var kept = on.settings().records().photosKept();
    return new Cards(on, new PhotoDesk(on.database(), on.vault(), kept), places, clock);
  }

  /** Deletes photographs that were kept long enough. */
  void forget() {
    int _ = photos.purge(clock.instant());
  }

  void mount(Api api) {
    new TaskRoutes(new TaskViews(on.database(), places, on.vault())).mount(api);
    new IdentityRoutes(new IdentityDesk(on.database(), on.vault()), clock).mount(api);
    new ReportRoutes(photos, new ReportViews(on.database()), clock).mount(api);
  }
}
