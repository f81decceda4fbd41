package org.muster.model.wave;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  private record Tally(int asked, int accepted) {
    Tally with(boolean said) {
      return new Tally(asked + 1, accepted + (said ? 1 : 0));
    }

    double drawnTo(double wider) {
      return (accepted + WEIGHT * wider) / (asked + WEIGHT);
    }
  }

  /** Takes one answer into account; silence until the deadline is a no. */
  public void learn(Circumstances asked, boolean accepted) {
    for (List<Object> group : groups(asked)) {
      tallies.merge(group, new Tally(0, 0).with(accepted), (known, _) -> known.with(accepted));
    }
  }

  /** From 0 to 1, both excluded. */
  public double of(Circumstances asked) {
    double estimate = UNKNOWN;
    for (List<Object> group : groups(asked)) {
      Tally tally = tallies.get(group);
      estimate = tally == null ? estimate : tally.drawnTo(estimate);
    }
    return estimate;
  }

  /** From the widest to the narrowest. */
  private static List<List<Object>> groups(Circumstances of) {
    return List.of(
        List.of(),
        List.of(of.tier()),
        List.of(of.tier(), of.partOfDay()),
        List.of(of.tier(), of.partOfDay(), of.reach()),
        List.of(of.tier(), of.partOfDay(), of.reach(), of.unit()));
  }
}
