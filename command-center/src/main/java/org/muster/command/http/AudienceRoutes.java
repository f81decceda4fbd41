package org.muster.command.http;

import org.muster.command.view.AudienceViews;
import org.muster.command.view.AudienceViews.Asking;
import org.muster.command.view.BalanceViews;
import org.muster.command.view.HouseholdViews;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;

/** Who is where and could go (动员对象测算), and whether the load is spread (忙闲对照). */
public final class AudienceRoutes {
  private static final Access POST = Access.of(Role.COMMANDER, Role.DISPATCHER);
  private static final String DAYS_USUAL = "30";

  private final AudienceViews views;
  private final BalanceViews balance;
  private final HouseholdViews households;

  public AudienceRoutes(AudienceViews views, BalanceViews balance, HouseholdViews households) {
    this.views = views;
    this.balance = balance;
    this.households = households;
  }

  public void mount(Api api) {
    api.on("countAudience", POST, this::count);
    api.on("getBalance", POST, this::balance);
    api.on("getHouseholdBalance", POST, this::households);
  }

  private Answer count(Call call) {
    return Answer.ok(views.of(call.principal(), call.body(Asking.class)));
  }

  private Answer balance(Call call) {
    return Answer.ok(balance.of(call.principal(), area(call), days(call)));
  }

  private Answer households(Call call) {
    return Answer.ok(households.of(call.principal(), area(call), days(call)));
  }

  private static AreaCode area(Call call) {
    return Asked.area(call, "area")
        .or(call.principal()::area)
        .orElseThrow(() -> RefusedException.invalid("area", "required"));
  }

  private static int days(Call call) {
    return Integer.parseInt(call.query("days").orElse(DAYS_USUAL));
  }
}
