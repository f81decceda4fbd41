package org.muster.model.talk;

import java.util.HashSet;
import java.util.Set;

/**
 * How alike two questions are by their wording: the pairs of neighbouring characters that both
 * have, over the mean of both (Dice's coefficient). Signs, blanks and case do not count.
 */
public final class Likeness {
  /** From here on one answer probably serves both; somebody looks at it before it does. */
  private static final double ALIKE = 0.5;

  private Likeness() {}

  public static boolean alike(String one, String other) {
    return of(one, other) >= ALIKE;
  }

  /** 0 for nothing in common, 1 for the same wording. */
  static double of(String one, String other) {
    Set<String> first = pairs(one);
    Set<String> second = pairs(other);
    if (first.isEmpty() || second.isEmpty()) {
      return 0;
    }
    long common = first.stream().filter(second::contains).count();
    return 2.0 * common / (first.size() + second.size());
  }

  private static Set<String> pairs(String text) {
    int[] letters = text.codePoints().filter(Character::isLetterOrDigit).toArray();
    var pairs = new HashSet<String>();
    for (int i = 0; i + 1 < letters.length; i++) {
      pairs.add(new String(letters, i, 2).toLowerCase(java.util.Locale.ROOT));
    }
    return pairs;
  }
}
