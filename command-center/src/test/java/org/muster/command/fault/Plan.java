package org.muster.command.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

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
    STORM;

    static InLaunch of(long seed) {
      return values()[Math.floorMod(seed, values().length)];
    }
  }

  /**
   * What is broken in the story of a seed, whichever seeds are played beside it. Over many seeds
   * each kind comes equally often, in an order that changes; an upgrade, which takes longest, comes
   * first, while the order is open.
   *
   * @param seed from 1
   * @param faults how many
   */
  static List<Kind> turns(long seed, int faults, List<Kind> kinds) {
    var turns = new ArrayList<Kind>();
    for (long n = (seed - 1) * faults; n < seed * faults; n++) {
      var round = new ArrayList<>(kinds);
      Collections.shuffle(round, new Random(1 + n / round.size()));
      turns.add(round.get((int) (n % round.size())));
    }
    turns.sort(Comparator.comparing(kind -> kind != Kind.NODES_RESTARTED));
    return turns;
  }
}
