package org.muster.command;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.muster.command.cluster.Cluster;
import org.muster.command.cluster.Hint;
import org.muster.command.desk.SessionDesk;
import org.muster.command.desk.SessionEnded;
import org.muster.command.desk.Told;
import org.muster.command.secret.TokenHash;
import org.muster.command.store.Posted;
import org.muster.command.timer.LaunchWatch;
import org.muster.command.timer.TimerLoop;
import org.muster.command.view.Places;
import org.muster.command.warmup.WarmUp;

/**
 * Passes on what was committed, here and to the other nodes: letters to phones, changes to boards,
 * work to the timers, ends of sessions to sockets. Only a hint; what is lost here is found by the
 * sweep and the timers' own look.
 */
final class Relay implements Told.Teller {
  private final Cluster cluster;
  private final LaunchWatch launches;
  private volatile Optional<Lines> lines = Optional.empty();
  private volatile Optional<SessionDesk> sessions = Optional.empty();
  private volatile Optional<Places> places = Optional.empty();
  private volatile Optional<TimerLoop> timers = Optional.empty();
  private volatile Optional<WarmUp> warmUp = Optional.empty();

  /**
   * @param launches is told what other nodes launch
   */
  Relay(Cluster cluster, LaunchWatch launches) {
    this.cluster = cluster;
    this.launches = launches;
    cluster.hear(this::heard);
  }

  void connect(Lines to) {
    lines = Optional.of(to);
  }

  void connect(WarmUp warming) {
    warmUp = Optional.of(warming);
  }

  void connect(TimerLoop loop) {
    timers = Optional.of(loop);
  }

  void connect(SessionDesk desk) {
    sessions = Optional.of(desk);
  }

  void connect(Places divisions) {
    places = Optional.of(divisions);
  }

  @Override
  public void tell(Told told) {
    if (told.due()) {
      warmUp.ifPresent(WarmUp::giveWay);
      timers.ifPresent(TimerLoop::wake);
      cluster.tell(new Hint.WorkDue());
    }
    if (!told.posted().isEmpty()) {
      lines.ifPresent(to -> to.delivery().posted(told.posted()));
      cluster.tell(new Hint.Mail(told.posted().stream().map(Relay::standing).toList()));
    }
    if (!told.topics().isEmpty()) {
      changed(told.topics());
    }
  }

  /** Boards and maps may look different now, to viewers of every node. */
  void changed(Collection<String> topics) {
    show(topics);
    cluster.tell(new Hint.Changed(Set.copyOf(topics)));
  }

  void sessionEnded(SessionEnded ended) {
    closeSockets(ended);
    cluster.tell(new Hint.SessionEnded(ended.session().hex()));
  }

  private void heard(Hint hint) {
    switch (hint) {
      case Hint.Mail(var standings) ->
          lines.ifPresent(
              to -> standings.forEach(s -> to.delivery().committed(s.recipient(), s.seq())));
      case Hint.Changed(var topics) -> show(topics);
      case Hint.Launching() -> launches.heard();
      case Hint.WorkDue() -> timers.ifPresent(TimerLoop::wake);
      case Hint.SessionEnded(var session) -> {
        var ended = new SessionEnded(new TokenHash(session));
        sessions.ifPresent(desk -> desk.forget(ended));
        closeSockets(ended);
      }
      case Hint.PlacesChanged() ->
          places.ifPresent(p -> Thread.ofVirtual().name("places").start(p::reload));
      case Hint.Moved _ -> {} // The presence of the cluster has seen to it.
    }
  }

  private void show(Collection<String> topics) {
    lines.ifPresent(to -> topics.forEach(to.broadcast()::changed));
  }

  private void closeSockets(SessionEnded ended) {
    lines.ifPresent(to -> to.sockets().sessionEnded(ended.session().bytes()));
  }

  private static Hint.Standing standing(Posted letter) {
    return new Hint.Standing(letter.recipient(), letter.seq());
  }
}
