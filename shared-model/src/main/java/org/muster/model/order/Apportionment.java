package org.muster.model.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Divides people by weights so that nobody is lost to rounding (largest remainder method). */
public final class Apportionment {
  private Apportionment() {}

  private record Share(int index, int whole, long remainder) {}

  /**
   * Parts that sum up to {@code total}, in proportion to the weights; equal parts when all weights
   * are zero. Among equal remainders the first in the list comes first.
   */
  public static List<Integer> spread(int total, List<Integer> weights) {
    if (weights.isEmpty()) {
      return List.of();
    }
    long sum = weights.stream().mapToLong(Integer::longValue).sum();
    boolean flat = sum == 0;
    long base = flat ? weights.size() : sum;
    var shares = new ArrayList<Share>();
    for (int i = 0; i < weights.size(); i++) {
      long exact = (long) total * (flat ? 1 : weights.get(i));
      shares.add(new Share(i, (int) (exact / base), exact % base));
    }
    int left = total - shares.stream().mapToInt(Share::whole).sum();
    var parts = new ArrayList<>(shares.stream().map(Share::whole).toList());
    shares.stream()
        .sorted(Comparator.comparingLong(Share::remainder).reversed())
        .limit(left)
        .forEach(share -> parts.set(share.index(), share.whole() + 1));
    return parts;
  }
}
