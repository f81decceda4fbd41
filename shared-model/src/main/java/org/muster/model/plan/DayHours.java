package org.muster.model.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** The part of a day in which somebody is on post: the union of shifts, to the minute. */
public final class DayHours {
  private final BitSet minutes;

  private DayHours(BitSet minutes) {
    this.minutes = minutes;
  }

  public static DayHours of(Collection<Shift> shifts) {
    var day = new BitSet(Shift.DAY_MIN);
    shifts.forEach(shift -> shift.fill(day));
    return new DayHours(day);
  }

  /** What of {@code wanted} is left open. */
  public DayHours missing(DayHours wanted) {
    var left = (BitSet) wanted.minutes.clone();
    left.andNot(minutes);
    return new DayHours(left);
  }

  public boolean isEmpty() {
    return minutes.isEmpty();
  }

  public int minutes() {
    return minutes.cardinality();
  }

  /** As few spans as there are, in the order of the clock; one past midnight is one span. */
  public List<Shift> spans() {
    if (minutes.cardinality() == Shift.DAY_MIN) {
      return List.of(Shift.ofMinutes(0, 0));
    }
    var spans = new ArrayList<Shift>();
    boolean past = minutes.get(0) && minutes.get(Shift.DAY_MIN - 1);
    int first = past ? minutes.nextClearBit(0) : 0;
    for (int from = minutes.nextSetBit(first); from >= 0; ) {
      int until = minutes.nextClearBit(from);
      boolean last = past && until >= Shift.DAY_MIN;
      spans.add(Shift.ofMinutes(from, last ? first : until));
      from = minutes.nextSetBit(until);
    }
    return List.copyOf(spans);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DayHours hours && minutes.equals(hours.minutes);
  }

  @Override
  public int hashCode() {
    return minutes.hashCode();
  }

  @Override
  public String toString() {
    return spans().toString();
  }
}
