package org.muster.command.http;

import org.muster.command.desk.PlanDesk;
import org.muster.command.desk.PlanDesk.Writing;
import org.muster.command.view.PlanViews;
import org.muster.model.access.Role;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Tier;

/** Plans (预案) and what follows from them. */
public final class PlanRoutes {
  private static final Access POST = Access.of(Role.DISPATCHER, Role.COMMANDER);
  private static final Access READERS = Access.of(Role.DISPATCHER, Role.COMMANDER, Role.AUDITOR);

  private final PlanDesk desk;
  private final PlanViews views;

  public PlanRoutes(PlanDesk desk, PlanViews views) {
    this.desk = desk;
    this.views = views;
  }

  public void mount(Api api) {
    api.on("listPlans", READERS, this::list);
    api.on("createPlan", POST, this::create);
    api.on("getPlan", READERS, this::get);
    api.on("replacePlan", POST, this::replace);
    api.on("getCoverage", READERS, this::coverage);
    api.on("getDifference", READERS, this::difference);
  }

  private Answer list(Call call) {
    var wanted =
        new PlanViews.Wanted(
            Asked.area(call, "area"), Asked.id(call, "after", PlanId::new), call.query("limit"));
    return Answer.ok(views.list(call.principal(), wanted));
  }

  private Answer create(Call call) {
    PlanId id = desk.add(Commands.envelope(call, "createPlan"), call.body(Writing.class));
    return Answer.created(views.get(call.principal(), id));
  }

  private Answer get(Call call) {
    return Answer.ok(views.get(call.principal(), new PlanId(Commands.id(call))));
  }

  private Answer replace(Call call) {
    PlanId id =
        desk.replace(
            Commands.envelope(call, "replacePlan"),
            new PlanId(Commands.id(call)),
            Asked.version(call),
            call.body(Writing.class));
    return Answer.ok(views.get(call.principal(), id));
  }

  private Answer coverage(Call call) {
    Tier tier = Asked.word(call, "tier", Tier.class).orElse(Tier.NORMAL);
    return Answer.ok(views.coverage(call.principal(), new PlanId(Commands.id(call)), tier));
  }

  private Answer difference(Call call) {
    var step =
        new PlanViews.Step(
            Asked.word(call, "from", Tier.class).orElse(Tier.NORMAL),
            Asked.word(call, "to", Tier.class).orElse(Tier.CRITICAL),
            Asked.area(call, "area"));
    return Answer.ok(views.difference(call.principal(), new PlanId(Commands.id(call)), step));
  }
}
