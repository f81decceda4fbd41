package org.muster.command.audience;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * A bit for each skill, and for what else is often asked. Skills beyond the last bit share one, so
 * a bit says at least who can be left out.
 */
final class Traits {
  /** Bits of a cell; each costs 8 bytes for every 64 people. */
  static final int BITS = 16;

  static final int SHOCK = 0;
  static final int INSURED = 1;
  static final int TRAINED = 2;
  private static final int FIRST_SKILL = 3;

  private volatile Map<String, Integer> bits = Map.of();

  /** The mask of somebody's traits; new skills get the next bit. For the one writer. */
  long of(Member member) {
    long mask = member.volunteer().shock() ? bit(SHOCK) : 0;
    mask |= member.volunteer().insured().isPresent() ? bit(INSURED) : 0;
    mask |= member.volunteer().trained().isPresent() ? bit(TRAINED) : 0;
    for (String skill : member.volunteer().skills()) {
      mask |= bit(learn(skill));
    }
    return mask;
  }

  private int learn(String skill) {
    Integer known = bits.get(skill);
    if (known != null) {
      return known;
    }
    var more = new HashMap<>(bits);
    int next = Math.min(BITS - 1, FIRST_SKILL + bits.size());
    more.put(skill, next);
    bits = Map.copyOf(more);
    return next;
  }

  /** Skills nobody has share the last bit, too: their question is decided person by person. */
  long skills(Collection<String> wanted) {
    long mask = 0;
    Map<String, Integer> known = bits;
    for (String skill : wanted) {
      mask |= bit(known.getOrDefault(skill, BITS - 1));
    }
    return mask;
  }

  private static long bit(int number) {
    return 1L << number;
  }
}
