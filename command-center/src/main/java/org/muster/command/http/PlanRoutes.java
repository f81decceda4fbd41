package org.muster.command.http;

import java.util.List;
import java.util.Optional;
import org.muster.command.desk.PlanCompiling;
import org.muster.command.desk.PlanDesk;
import org.muster.command.desk.PlanWriting;
import org.muster.command.view.CoverageViews;
import org.muster.command.view.DifferenceViews;
import org.muster.command.view.PlanTables;
import org.muster.command.view.PlanViews;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.order.ResponseId;
import org.muster.model.plan.Compilation;
import org.muster.model.plan.Hazard;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Shift;
import org.muster.model.plan.Tier;

/** Plans (预案) and what follows from them. */
public final class PlanRoutes {
  private static final Access POST = Access.of(Role.DISPATCHER, Role.COMMANDER);
  private static final Access READERS = Access.of(Role.DISPATCHER, Role.COMMANDER, Role.AUDITOR);
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final double REACH_M = 1_000;

  private final Desks desks;
  private final Views views;

  /** Where plans are written and compiled. */
  public record Desks(PlanDesk plans, PlanCompiling compiling) {}

  /** What is shown of plans. */
  public record Views(
      PlanViews plans, CoverageViews coverage, DifferenceViews differences, PlanTables tables) {}

  /** A compiled draft with what it lacks and the proof that nothing shorter exists. */
  private record Compiled(
      PlanViews.Shown plan, List<Compilation.Shortage> shortages, long burdenM, boolean proven) {}

  public PlanRoutes(Desks desks, Views views) {
    this.desks = desks;
    this.views = views;
  }

  public void mount(Api api) {
    api.on("listPlans", READERS, this::list);
    api.on("createPlan", POST, this::create);
    api.on("getPlan", READERS, this::get);
    api.on("replacePlan", POST, this::replace);
    api.on("compilePlan", POST, this::compile);
    api.on("adoptPlan", POST, this::adopt);
    api.on("getPlanTable", READERS, this::table);
    api.on("getCoverage", READERS, this::coverage);
    api.on("getHoles", READERS, this::holes);
    api.on("getDifference", READERS, this::difference);
    api.on("getStep", READERS, this::step);
  }

  private Answer list(Call call) {
    var wanted =
        new PlanViews.Wanted(
            Asked.area(call, "area"),
            Asked.word(call, "hazard", Hazard.class),
            Asked.id(call, "after", PlanId::new),
            call.query("limit"));
    return Answer.ok(views.plans().list(call.principal(), wanted));
  }

  private Answer create(Call call) {
    PlanId id =
        desks.plans().add(Commands.envelope(call, "createPlan"), call.body(PlanWriting.class));
    return Answer.created(shown(call, id));
  }

  private Answer get(Call call) {
    return Answer.ok(shown(call, id(call)));
  }

  private Answer replace(Call call) {
    PlanId id =
        desks
            .plans()
            .replace(
                Commands.envelope(call, "replacePlan"),
                id(call),
                Asked.version(call),
                call.body(PlanWriting.class));
    return Answer.ok(shown(call, id));
  }

  private Answer compile(Call call) {
    var envelope = Commands.envelope(call, "compilePlan");
    var made = desks.compiling().compile(envelope, call.body(PlanCompiling.Asking.class));
    return Answer.created(
        new Compiled(shown(call, made.plan()), made.shortages(), made.burdenM(), made.proven()));
  }

  private Answer adopt(Call call) {
    return Answer.ok(
        shown(call, desks.plans().adopt(Commands.envelope(call, "adoptPlan"), id(call))));
  }

  private Answer table(Call call) {
    return views
        .tables()
        .table(call.principal(), id(call), (name, bytes) -> Answer.file(bytes, XLSX, name));
  }

  private Answer coverage(Call call) {
    return Answer.ok(views.coverage().coverage(call.principal(), id(call), standard(call)));
  }

  private Answer holes(Call call) {
    return Answer.ok(views.coverage().holes(call.principal(), id(call), standard(call)))
        .with("Content-Type", "application/geo+json");
  }

  private Answer difference(Call call) {
    var step =
        new DifferenceViews.Step(
            Asked.word(call, "from", Tier.class).orElse(Tier.NORMAL),
            Asked.word(call, "to", Tier.class).orElse(Tier.CRITICAL),
            Asked.id(call, "against", PlanId::new),
            Asked.area(call, "area"));
    return Answer.ok(views.differences().difference(call.principal(), id(call), step));
  }

  private Answer step(Call call) {
    Tier to =
        Asked.word(call, "to", Tier.class)
            .orElseThrow(() -> RefusedException.invalid("to", "required"));
    var response = new ResponseId(Commands.id(call));
    return Answer.ok(views.differences().step(call.principal(), response, to));
  }

  private static CoverageViews.Asked standard(Call call) {
    return new CoverageViews.Asked(
        Asked.word(call, "tier", Tier.class).orElse(Tier.NORMAL),
        hours(call.query("hours")),
        call.query("reachM").map(Double::parseDouble).orElse(REACH_M));
  }

  private static List<Shift> hours(Optional<String> text) {
    try {
      return text.map(Shift::of).stream().toList();
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid("hours", "a shift is written as 08:00-20:00");
    }
  }

  private PlanViews.Shown shown(Call call, PlanId id) {
    return views.plans().get(call.principal(), id, call.language());
  }

  private static PlanId id(Call call) {
    return new PlanId(Commands.id(call));
  }
}
