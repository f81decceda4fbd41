package org.muster.command.http;

import java.time.InstantSource;
import org.muster.command.desk.Act;
import org.muster.command.desk.TrialDesk;
import org.muster.command.desk.TrialDesk.DevicesRequest;
import org.muster.model.access.Role;

/** Accounts and devices for trials; mounted in trial mode only. */
public final class TrialRoutes {
  private static final int VOLUNTEERS = 10;
  private static final int VOLUNTEERS_MAX = 10_000;

  private final TrialDesk desk;
  private final InstantSource clock;

  public TrialRoutes(TrialDesk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  public void mount(Api api) {
    api.once("makeTrialAccounts", Access.of(Role.SYSADMIN), this::makeAccounts);
    api.once("makeTrialDevices", Access.of(Role.SYSADMIN), this::makeDevices);
  }

  private Answer makeAccounts(Call call) {
    int volunteers = call.body().path("volunteers").asInt(VOLUNTEERS);
    return Answer.created(
        desk.makeAccounts(
            act(call, "makeTrialAccounts"), Math.clamp(volunteers, 0, VOLUNTEERS_MAX)));
  }

  private Answer makeDevices(Call call) {
    return Answer.created(
        desk.makeDevices(act(call, "makeTrialDevices"), call.body(DevicesRequest.class)));
  }

  private Act act(Call call, String operation) {
    return new Act(Commands.envelope(call, operation), call.remoteAddress(), clock.instant());
  }
}
