package org.muster.command.fault;

import java.time.Duration;
import java.util.List;

/**
 * What is broken in a story.
 *
 * @param nodes how many servers there are
 * @param kinds one after the other
 * @param inLaunch what happens in the middle of the launch, before all that
 * @param onlookers phones beside those of the people who act
 * @param longest how long a server or a network stands still at most
 */
record Plan(int nodes, List<Kind> kinds, InLaunch inLaunch, int onlookers, Duration longest) {
  Plan {
    kinds = List.copyOf(kinds);
  }

  /** What happens in the middle of the launch. */
  enum InLaunch {
    NOTHING,
    /** A server is killed. */
    KILL,
    /** All phones lose their connection, and come back while it goes on. */
    STORM
  }
}
