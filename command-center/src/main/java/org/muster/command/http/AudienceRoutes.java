package org.muster.command.http;

import org.muster.command.view.AudienceViews;
import org.muster.command.view.AudienceViews.Asking;
import org.muster.model.access.Role;

/** Who is where and could go, before anybody drafts an order (动员对象测算). */
public final class AudienceRoutes {
  private static final Access POST = Access.of(Role.COMMANDER, Role.DISPATCHER);

  private final AudienceViews views;

  public AudienceRoutes(AudienceViews views) {
    this.views = views;
  }

  public void mount(Api api) {
    api.on(
        "countAudience",
        POST,
        call -> Answer.ok(views.of(call.principal(), call.body(Asking.class))));
  }
}
