package org.muster.command;

import java.util.Optional;
import org.muster.command.audience.LiveAudience;
import org.muster.command.desk.SessionEnded;
import org.muster.command.desk.Told;
import org.muster.command.relay.Delivery;
import org.muster.command.socket.Broadcast;
import org.muster.command.socket.SocketServer;
import org.muster.command.timer.TimerLoop;
import org.muster.command.warmup.WarmUp;

/**
 * Passes on what was committed: letters to phones, changes to boards, work to the timers, ends of
 * sessions to sockets, changes of people to the audience. Only a hint; what is lost here is found by the sweep and the timers' own
 * look.
 */
final class Relay implements Told.Teller {
  private volatile Optional<Delivery> delivery = Optional.empty();
  private volatile Optional<Broadcast> broadcast = Optional.empty();
  private volatile Optional<SocketServer> sockets = Optional.empty();
  private volatile Optional<TimerLoop> timers = Optional.empty();
  private volatile Optional<WarmUp> warmUp = Optional.empty();
  private volatile Optional<LiveAudience> audience = Optional.empty();

  void connect(Delivery to, Broadcast boards, SocketServer server) {
    delivery = Optional.of(to);
    broadcast = Optional.of(boards);
    sockets = Optional.of(server);
  }

  void connect(WarmUp warming) {
    warmUp = Optional.of(warming);
  }

  void connect(LiveAudience index) {
    audience = Optional.of(index);
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
    audience.ifPresent(LiveAudience::changed);
    delivery.ifPresent(d -> d.posted(told.posted()));
    broadcast.ifPresent(b -> told.topics().forEach(b::changed));
  }

  void sessionEnded(SessionEnded ended) {
    sockets.ifPresent(server -> server.sessionEnded(ended.session().bytes()));
  }
}
