package org.muster.model.wave;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;

/**
 * How likely somebody says yes, learned from those who were asked before.
 *
 * <p>Of a unit on a night at some distance few were ever asked, so a narrow group is drawn towards
 * the wider one it belongs to: everybody, then the tier, the part of the day, the distance, and the
 * unit (shrinkage; the wider group counts as {@value #WEIGHT} people asked). Where nothing is known
 * yet, the middle of what is published for calls to volunteers is taken.
 */
public final class Acceptance {
  /** Published rates for calls to volunteers lie between 17 and 47 %. */
  public static final double UNKNOWN = 0.32;

  private static final double WEIGHT = 20;

  private final Map<List<Object>, Tally> tallies = new HashMap<>();

  /**
   * People who were asked under like circumstances.
   *
   * @param partOfDay night, morning, afternoon, evening: 0 to 3
   * @param reach near, middling, far: 0 to 2
   */
  public record Group(UnitId unit, Tier tier, int partOfDay, int reach) {
    /** From the widest to the narrowest. */
    private List<List<Object>> widening() {
      return List.of(
          List.of(),
          List.of(tier),
          List.of(tier, partOfDay),
          List.of(tier, partOfDay, reach),
          List.of(tier, partOfDay, reach, unit));
    }
  }

  private record Tally(long asked, long accepted) {
    Tally with(Tally more) {
      return new Tally(asked + more.asked, accepted + more.accepted);
    }

    double drawnTo(double wider) {
      return (accepted + WEIGHT * wider) / (asked + WEIGHT);
    }
  }

  /** Takes one answer into account; silence until the deadline is a no. */
  public void learn(Circumstances asked, boolean accepted) {
    learn(asked.group(), 1, accepted ? 1 : 0);
  }

  /**
   * Takes the answers of a group into account.
   *
   * @param asked how many answered or stayed silent until the deadline
   * @param accepted how many of them said yes
   */
  public void learn(Group group, long asked, long accepted) {
    if (accepted < 0 || accepted > asked) {
      throw new IllegalArgumentException(accepted + " of " + asked);
    }
    var more = new Tally(asked, accepted);
    for (List<Object> one : group.widening()) {
      tallies.merge(one, more, Tally::with);
    }
  }

  /** From 0 to 1, both excluded. */
  public double of(Circumstances asked) {
    double estimate = UNKNOWN;
    for (List<Object> group : asked.group().widening()) {
      Tally tally = tallies.get(group);
      estimate = tally == null ? estimate : tally.drawnTo(estimate);
    }
    return estimate;
  }
}
