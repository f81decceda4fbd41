package org.muster.command.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final int FAULTS = 4;

  /** A story that had failed among others was another one when it was played alone. */
  @Test
  void theStoryOfASeedDependedOnTheSeedThatARunBeganWith() {
    var alone = Plan.turns(7, FAULTS, Kind.OF_NODES);

    var amongOthers =
        LongStream.range(1, 12)
            .boxed()
            .flatMap(seed -> Plan.turns(seed, FAULTS, Kind.OF_NODES).stream())
            .toList();

    assertEquals(FAULTS, alone.size());
    assertEquals(alone, amongOthers.subList(6 * FAULTS, 7 * FAULTS));
  }

  @Test
  void anUpgradeCameWhenTheOrderWasSettled() {
    for (long seed = 1; seed <= Kind.OF_NODES.size(); seed++) {
      int at = Plan.turns(seed, FAULTS, Kind.OF_NODES).indexOf(Kind.NODES_RESTARTED);

      assertTrue(at <= 0, "of seed " + seed + " at " + at);
    }
  }

  @Test
  void eachKindComesEquallyOften() {
    for (List<Kind> kinds : List.of(Kind.OF_ONE, Kind.OF_NODES)) {
      var times = new EnumMap<Kind, Integer>(Kind.class);
      LongStream.rangeClosed(1, kinds.size())
          .boxed()
          .flatMap(seed -> Plan.turns(seed, FAULTS, kinds).stream())
          .forEach(kind -> times.merge(kind, 1, Integer::sum));

      kinds.forEach(kind -> assertEquals(FAULTS, times.get(kind)));
    }
  }
}
