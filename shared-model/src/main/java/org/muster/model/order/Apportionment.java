package org.muster.model.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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

  /**
   * The same where no part is larger than {@code most}: what would be goes to the others in
   * proportion, as far as they take it; the rest is nobody's part.
   */
  public static List<Integer> spread(int total, List<Integer> weights, int most) {
    var open = new ArrayList<>(weights);
    var parts = new ArrayList<>(spread(total, weights));
    var full = new HashSet<Integer>();
    boolean isAnyAbove = true;
    while (isAnyAbove) {
      isAnyAbove = false;
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i) > most && full.add(i)) {
          open.set(i, 0);
          isAnyAbove = true;
        }
      }
      boolean isAnyOpen = open.stream().anyMatch(weight -> weight > 0);
      if (!full.isEmpty()) {
        int rest = isAnyOpen ? total - full.size() * most : 0;
        parts = new ArrayList<>(spread(rest, open));
        for (int i : full) {
          parts.set(i, most);
        }
      }
    }
    return parts;
  }
}
