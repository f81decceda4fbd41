package org.muster.command.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.muster.command.desk.PhoneSignInDesk.CodeSignIn;
import org.muster.command.desk.RequestDesk;
import org.muster.command.desk.RequestDesk.Rating;
import org.muster.command.desk.ResidentDesk;
import org.muster.command.view.RequestViews;
import org.muster.model.access.Role;
import org.muster.model.request.RequestId;
import org.muster.model.roster.MobileNumber;

/** What residents do: come in by a code, choose from the menu, follow, rate and complain. */
public final class ResidentRoutes {
  private static final Access RESIDENT = Access.of(Role.RESIDENT);

  private final ResidentDesk residents;
  private final RequestDesk desk;
  private final RequestViews views;
  private final InstantSource clock;

  public ResidentRoutes(
      ResidentDesk residents, RequestDesk desk, RequestViews views, InstantSource clock) {
    this.residents = residents;
    this.desk = desk;
    this.views = views;
    this.clock = clock;
  }

  public void mount(Api api) {
    api.on("askResidentCode", Access.OPEN, this::askCode);
    api.on("openResidentSession", Access.OPEN, this::open);
    api.on("listServices", Access.ANYBODY, this::menu);
    api.on("listMyRequests", RESIDENT, this::mine);
    api.on("rateRequest", RESIDENT, this::rate);
    api.on("cancelRequest", RESIDENT, this::cancel);
    api.on("complain", RESIDENT, this::complain);
  }

  private record CodeRequest(MobileNumber phone) {}

  private record CodeAsked(Instant validUntil) {}

  private record Credentials(MobileNumber phone, String code) {}

  private record Written(Optional<String> text) {}

  private Answer askCode(Call call) {
    var phone = call.body(CodeRequest.class).phone();
    return Answer.accepted(
        new CodeAsked(residents.ask(phone, call.remoteAddress(), clock.instant())));
  }

  private Answer open(Call call) {
    var given = call.body(Credentials.class);
    return Answer.created(
        residents.open(
            new CodeSignIn(given.phone(), given.code(), call.remoteAddress(), clock.instant())));
  }

  private Answer menu(Call call) {
    return Answer.ok(Map.of("items", views.menu(call.language())));
  }

  private Answer mine(Call call) {
    return Answer.ok(Map.of("items", views.mine(call.principal().id(), call.language())));
  }

  private Answer rate(Call call) {
    return Answer.ok(
        desk.rate(Commands.envelope(call, "rateRequest"), id(call), call.body(Rating.class)));
  }

  private Answer cancel(Call call) {
    return Answer.ok(desk.cancel(Commands.envelope(call, "cancelRequest"), id(call)));
  }

  private Answer complain(Call call) {
    return Answer.created(
        desk.complain(
            Commands.envelope(call, "complain"), id(call), call.body(Written.class).text()));
  }

  private static RequestId id(Call call) {
    return new RequestId(Commands.id(call));
  }
}
