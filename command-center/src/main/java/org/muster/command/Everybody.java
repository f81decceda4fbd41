package org.muster.command;

import java.time.Duration;
import java.time.InstantSource;
import org.muster.command.audience.Headcount;
import org.muster.command.audience.LiveAudience;
import org.muster.command.http.Api;
import org.muster.command.http.AudienceRoutes;
import org.muster.command.store.AudienceStore;
import org.muster.command.timer.LaunchWatch;
import org.muster.command.view.AudienceViews;
import org.muster.command.view.BalanceViews;
import org.muster.command.view.HouseholdViews;
import org.muster.command.view.Places;

/** Everybody in memory, and what can be asked of them. */
record Everybody(
    LiveAudience audience, AudienceViews views, BalanceViews balance, HouseholdViews households) {
  private static final Duration SOON = Duration.ofSeconds(3);

  /** Prepared only: people are read once they are there ({@link LiveAudience#start()}). */
  static Everybody open(
      Foundation on, Parts parts, Places places, LaunchWatch launches, InstantSource clock) {
    var store = new AudienceStore(on.settings().orders().rest());
    var audience =
        parts.add(
            "audience", SOON, new LiveAudience(on.inner(), store, places::current, launches::isOn));
    var views =
        new AudienceViews(
            on.database(),
            () -> new Headcount.Ground(audience.index(), places.fences(), places.current()),
            clock);
    var balance = new BalanceViews(on.database(), audience::index, places::current, clock);
    var households = new HouseholdViews(on.database(), on.vault(), clock);
    return new Everybody(audience, views, balance, households);
  }

  void mount(Api api) {
    new AudienceRoutes(views, balance, households).mount(api);
  }
}
