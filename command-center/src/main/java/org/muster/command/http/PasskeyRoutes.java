package org.muster.command.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.Map;
import org.muster.command.desk.PasskeyDesk;
import org.muster.model.Texts;
import org.muster.model.access.Role;

/** The volunteer's passkeys; signing in by one is {@code openSession}. */
public final class PasskeyRoutes {
  private static final Access VOLUNTEER = Access.of(Role.VOLUNTEER);

  private final PasskeyDesk desk;
  private final InstantSource clock;

  public PasskeyRoutes(PasskeyDesk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  public void mount(Api api) {
    api.on("beginPasskeySignIn", Access.OPEN, this::begin);
    api.once("beginPasskey", VOLUNTEER, this::beginOwn);
    api.once("addPasskey", VOLUNTEER, this::add);
    api.on("listMyPasskeys", VOLUNTEER, this::list);
    api.once("removeMyPasskey", VOLUNTEER, this::remove);
  }

  record Adding(JsonNode passkey, String label) {
    Adding {
      passkey = Texts.required("passkey", passkey);
    }
  }

  private Answer begin(Call call) {
    return Answer.created(desk.begin(call.remoteAddress(), clock.instant()));
  }

  private Answer beginOwn(Call call) {
    return Answer.created(desk.begin(FieldRoutes.self(call), clock.instant()));
  }

  private Answer add(Call call) {
    Adding adding = call.body(Adding.class);
    return Answer.created(
        Map.of(
            "id",
            desk.add(
                FieldRoutes.self(call),
                adding.passkey().toString(),
                adding.label(),
                clock.instant())));
  }

  private Answer list(Call call) {
    return Answer.ok(Map.of("items", desk.list(FieldRoutes.self(call))));
  }

  private Answer remove(Call call) {
    desk.remove(FieldRoutes.self(call), Commands.id("passkey", call.path("passkey")));
    return Answer.done();
  }
}
