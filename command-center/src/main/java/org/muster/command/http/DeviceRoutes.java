package org.muster.command.http;

import java.time.InstantSource;
import java.util.Map;
import org.muster.command.desk.DeviceDesk;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;

/** The phones that are signed in as a volunteer. */
public final class DeviceRoutes {
  private static final Access VOLUNTEER = Access.of(Role.VOLUNTEER);

  private final DeviceDesk desk;
  private final InstantSource clock;

  public DeviceRoutes(DeviceDesk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  public void mount(Api api) {
    api.on("listMyDevices", VOLUNTEER, this::list);
    api.once("labelMyDevice", VOLUNTEER, this::label);
    api.once("revokeMyDevice", VOLUNTEER, this::revoke);
  }

  private record Label(String label) {}

  private Answer list(Call call) {
    return Answer.ok(
        Map.of("items", desk.list(FieldRoutes.self(call), token(call), clock.instant())));
  }

  private Answer label(Call call) {
    desk.label(token(call), call.body(Label.class).label());
    return Answer.done();
  }

  private Answer revoke(Call call) {
    desk.revoke(
        FieldRoutes.self(call), Commands.id("device", call.path("device")), clock.instant());
    return Answer.done();
  }

  /** What the phone that asks shows of itself. */
  static String token(Call call) {
    return call.token().orElseThrow(() -> new RefusedException(Refusal.NOT_SIGNED_IN));
  }
}
