package org.muster.command.http;

import org.muster.command.view.AreaViews;
import org.muster.model.place.AreaCode.Level;

/** Divisions (区划), for everybody who signed in. */
public final class AreaRoutes {
  private final AreaViews views;

  public AreaRoutes(AreaViews views) {
    this.views = views;
  }

  public void mount(Api api) {
    api.on("listAreas", Access.ANYBODY, this::list);
    api.on("getArea", Access.SIGNED_IN, this::get);
    api.on("getAreasGeoJson", Access.SIGNED_IN, this::layer);
  }

  private Answer list(Call call) {
    return Answer.ok(
        views.list(
            new AreaViews.Wanted(
                Asked.word(call, "level", Level.class),
                Asked.area(call, "parent"),
                Asked.area(call, "after"),
                call.query("limit"))));
  }

  private Answer get(Call call) {
    return Answer.ok(views.get(Asked.area("code", call.path("code"))));
  }

  private Answer layer(Call call) {
    Level level = Asked.word(call, "level", Level.class).orElse(Level.COMMUNITY);
    return Answer.ok(views.layer(level, Asked.area(call, "within")));
  }
}
