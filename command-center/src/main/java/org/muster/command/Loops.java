package org.muster.command;

import java.time.Duration;
import java.util.List;
import org.muster.command.store.Seals;
import org.muster.command.timer.DueWork;
import org.muster.command.timer.LaunchWatch;
import org.muster.command.timer.SealLoop;
import org.muster.command.timer.TimerLoop;

/** What goes on by itself: deadlines and launches, the sealing of the log, housekeeping. */
final class Loops {
  private static final Duration SOON = Duration.ofSeconds(3);

  private Loops() {}

  /** Starts the deadlines and the sealing; the former are to be woken when something is due. */
  static TimerLoop start(Foundation on, Parts parts, Desks desks, LaunchWatch launches) {
    var counter = desks.counter().on(on.inner());
    var due =
        new DueWork(
            counter,
            new DueWork.Desks(
                desks.filling(),
                desks.assignments(),
                desks.commitments(),
                desks.escalations(),
                desks.records(),
                desks.shockTeams(),
                desks.alerts(),
                desks.requestDispatch()),
            on.settings().launch().chunk(),
            launches);
    var timers = parts.add("timers", Doors.CLOSE, new TimerLoop(counter, due));
    timers.start();
    var seals = new Seals(on.settings().seal().digest().algorithm());
    parts.add("seal", SOON, new SealLoop(on.inner(), seals, launches)).start();
    return timers;
  }

  /** Starts what is done now and then. */
  static void keepHouse(Parts parts, List<Runnable> chores) {
    parts.add("housekeeping", SOON, new Housekeeping(chores)).start();
  }
}
