package org.muster.model.matching;

import java.util.Set;
import org.muster.model.roster.Bar;
import org.muster.model.roster.Volunteer;

/**
 * Somebody a unit might send.
 *
 * @param bars why not; empty when the person can go
 * @param recentDuties how often the person served within the last seven days
 */
public record Person(Volunteer volunteer, Set<Bar> bars, int recentDuties) {
  public Person {
    bars = Set.copyOf(bars);
  }

  public boolean isAble() {
    return bars.isEmpty();
  }
}
