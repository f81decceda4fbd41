package org.muster.command.http;

import org.muster.command.desk.UnitDesk;
import org.muster.command.desk.UnitDesk.Changing;
import org.muster.command.desk.UnitDesk.Naming;
import org.muster.command.desk.UnitDesk.Rank;
import org.muster.command.view.UnitViews;
import org.muster.model.access.Role;
import org.muster.model.roster.UnitId;

/** Sending units (派出单位), as far as somebody sees them. */
public final class UnitRoutes {
  static final Access READERS =
      Access.of(Role.COMMANDER, Role.DISPATCHER, Role.LIAISON, Role.AUDITOR);

  /** Everybody but the administrators, who see no business data. */
  static final Access CONCERNED =
      Access.of(
          Role.COMMANDER,
          Role.DISPATCHER,
          Role.LIAISON,
          Role.COMMUNITY,
          Role.VOLUNTEER,
          Role.AUDITOR);

  private static final Access WRITERS = Access.of(Role.DISPATCHER, Role.LIAISON);

  private final UnitViews views;
  private final UnitDesk desk;

  public UnitRoutes(UnitViews views, UnitDesk desk) {
    this.views = views;
    this.desk = desk;
  }

  public void mount(Api api) {
    api.on("listUnits", CONCERNED, this::list);
    api.on("getUnit", CONCERNED, this::get);
    api.on("changeUnit", WRITERS, this::change);
    api.on("listLiaisons", READERS, this::liaisons);
    api.on("nameUnitLiaison", WRITERS, this::name);
    api.on("getShockTeam", READERS, this::shockTeam);
  }

  private Answer list(Call call) {
    var wanted =
        new UnitViews.Wanted(
            call.query("q"), Asked.id(call, "after", UnitId::new), call.query("limit"));
    return Answer.ok(views.list(call.principal(), wanted));
  }

  private Answer get(Call call) {
    return Answer.ok(views.get(call.principal(), id(call)));
  }

  private Answer change(Call call) {
    var _ =
        desk.change(
            Commands.envelope(call, "changeUnit"),
            id(call),
            Asked.version(call),
            call.body(Changing.class));
    return get(call);
  }

  private Answer liaisons(Call call) {
    return Answer.ok(views.liaisons(call.principal(), id(call)));
  }

  private Answer name(Call call) {
    Rank rank = Asked.word("rank", call.path("rank"), Rank.class);
    var naming =
        new Naming(rank, call.body().path("name").asText(), call.body().path("phone").asText());
    var _ =
        desk.name(
            Commands.envelope(call, "nameUnitLiaison"), id(call), Asked.version(call), naming);
    return liaisons(call);
  }

  private Answer shockTeam(Call call) {
    return Answer.ok(views.shockTeam(call.principal(), id(call)));
  }

  private static UnitId id(Call call) {
    return new UnitId(Commands.id(call));
  }
}
