package org.muster.command.http;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.muster.command.desk.PushDesk;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.delivery.PushSubscription;

/** Whether a volunteer's phone is woken when its page is closed. */
public final class PushRoutes {
  private static final Access VOLUNTEER = Access.of(Role.VOLUNTEER);

  private final Optional<PushDesk> desk;
  private final InstantSource clock;

  /**
   * @param desk none where nothing is pushed
   */
  public PushRoutes(Optional<PushDesk> desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  public void mount(Api api) {
    api.on("findPushKey", VOLUNTEER, this::key);
    api.once("subscribeToPushes", VOLUNTEER, this::subscribe);
    api.once("unsubscribeFromPushes", VOLUNTEER, this::unsubscribe);
  }

  private Answer key(Call call) {
    return Answer.ok(desk.map(d -> Map.of("key", d.publicKey())).orElse(Map.of()));
  }

  private Answer subscribe(Call call) {
    desk.orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND))
        .subscribe(DeviceRoutes.token(call), call.body(PushSubscription.class), clock.instant());
    return Answer.done();
  }

  private Answer unsubscribe(Call call) {
    desk.ifPresent(d -> d.unsubscribe(DeviceRoutes.token(call)));
    return Answer.done();
  }
}
