package org.muster.command;

import java.util.Optional;
import org.muster.command.desk.SessionEnded;
import org.muster.command.desk.Told;
import org.muster.command.timer.TimerLoop;
import org.muster.command.warmup.WarmUp;

/**
 * Passes on what was committed: letters to phones, changes to boards, work to the timers, ends of
 * sessions to sockets. Only a hint; what is lost here is found by the sweep and the timers' own
 * look.
 */
final class Relay implements Told.Teller {
  private volatile Optional<Lines> lines = Optional.empty();
  private volatile Optional<TimerLoop> timers = Optional.empty();
  private volatile Optional<WarmUp> warmUp = Optional.empty();

  void connect(Lines to) {
    lines = Optional.of(to);
  }

  void connect(WarmUp warming) {
    warmUp = Optional.of(warming);
  }

  void connect(TimerLoop loop) {
    timers = Optional.of(loop);
  }

  @Override
  public void tell(Told told) {
    if (told.due()) {
      warmUp.ifPresent(WarmUp::giveWay);
      timers.ifPresent(TimerLoop::wake);
    }
    lines.ifPresent(
        to -> {
          to.delivery().posted(told.posted());
          told.topics().forEach(to.broadcast()::changed);
        });
  }

  void sessionEnded(SessionEnded ended) {
    lines.ifPresent(to -> to.sockets().sessionEnded(ended.session().bytes()));
  }
}
