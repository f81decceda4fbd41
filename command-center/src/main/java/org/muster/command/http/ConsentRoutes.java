package org.muster.command.http;

import org.muster.command.desk.ConsentDesk;
import org.muster.command.desk.ConsentDesk.Giving;
import org.muster.model.access.Role;
import org.muster.model.roster.Consent;

/** What volunteers allow to be known of them, and take back. */
public final class ConsentRoutes {
  private static final Access VOLUNTEER = Access.of(Role.VOLUNTEER);

  private final ConsentDesk desk;

  public ConsentRoutes(ConsentDesk desk) {
    this.desk = desk;
  }

  public void mount(Api api) {
    api.on("giveConsent", VOLUNTEER, this::give);
    api.on("withdrawConsent", VOLUNTEER, this::withdraw);
  }

  private Answer give(Call call) {
    return Answer.ok(
        desk.give(
            Commands.envelope(call, "giveConsent"),
            FieldRoutes.self(call),
            call.body(Giving.class)));
  }

  private Answer withdraw(Call call) {
    return Answer.ok(
        desk.withdraw(
            Commands.envelope(call, "withdrawConsent"),
            FieldRoutes.self(call),
            Asked.word("kind", call.path("kind"), Consent.class)));
  }
}
