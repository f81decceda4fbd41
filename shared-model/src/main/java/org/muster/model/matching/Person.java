package org.muster.model.matching;

import java.util.Optional;
import java.util.Set;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Bar;
import org.muster.model.roster.Volunteer;

/**
 * Somebody a unit might send.
 *
 * @param bars why not; empty when the person can go
 * @param recentDuties how often the person served within the last seven days
 * @param paired the community the person is paired with (结对社区), beside the one at home
 */
public record Person(
    Volunteer volunteer, Set<Bar> bars, int recentDuties, Optional<AreaCode> paired) {
  public Person {
    bars = Set.copyOf(bars);
  }

  public static Person unpaired(Volunteer volunteer, Set<Bar> bars, int recentDuties) {
    return new Person(volunteer, bars, recentDuties, Optional.empty());
  }

  boolean isPairedWith(AreaCode community) {
    return paired.filter(community::equals).isPresent();
  }

  public boolean isAble() {
    return bars.isEmpty();
  }
}
