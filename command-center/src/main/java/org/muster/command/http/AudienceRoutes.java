package org.muster.command.http;

import org.muster.command.view.AudienceViews;
import org.muster.command.view.AudienceViews.Asking;
import org.muster.command.view.BalanceViews;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;

/** Who is where and could go (动员对象测算), and whether the load is spread (忙闲对照). */
public final class AudienceRoutes {
  private static final Access POST = Access.of(Role.COMMANDER, Role.DISPATCHER);
  private static final String DAYS_USUAL = "30";

  private final AudienceViews views;
  private final BalanceViews balance;

  public AudienceRoutes(AudienceViews views, BalanceViews balance) {
    this.views = views;
    this.balance = balance;
  }

  public void mount(Api api) {
    api.on("countAudience", POST, this::count);
    api.on("getBalance", POST, this::balance);
  }

  private Answer count(Call call) {
    return Answer.ok(views.of(call.principal(), call.body(Asking.class)));
  }

  private Answer balance(Call call) {
    AreaCode area =
        Asked.area(call, "area")
            .or(call.principal()::area)
            .orElseThrow(() -> RefusedException.invalid("area", "required"));
    int days = Integer.parseInt(call.query("days").orElse(DAYS_USUAL));
    return Answer.ok(balance.of(call.principal(), area, days));
  }
}
