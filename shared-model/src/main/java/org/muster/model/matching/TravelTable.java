package org.muster.model.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.muster.model.place.AreaCode;

/**
 * How many seconds the ways between communities take, such as a road network yields; need not be
 * the same both ways, nor complete. Immutable once built; four bytes for each pair of communities.
 */
public final class TravelTable {
  private static final int UNKNOWN = -1;

  private final Map<AreaCode, Integer> number;
  private final int[][] seconds;

  private TravelTable(Map<AreaCode, Integer> number, int[][] seconds) {
    this.number = Map.copyOf(number);
    this.seconds = seconds;
  }

  /** Collects ways one after the other. */
  public static final class Builder {
    private final Map<AreaCode, Integer> number = new HashMap<>();
    private int[][] seconds = {};

    /** Returns false when the way is known already; it then stays as it was. */
    public boolean add(AreaCode home, AreaCode post, int takesS) {
      int from = numberOf(home);
      int to = numberOf(post);
      if (seconds[from].length <= to) {
        int known = seconds[from].length;
        seconds[from] = Arrays.copyOf(seconds[from], Math.max(to + 1, 2 * known));
        Arrays.fill(seconds[from], known, seconds[from].length, UNKNOWN);
      }
      if (seconds[from][to] != UNKNOWN) {
        return false;
      }
      seconds[from][to] = takesS;
      return true;
    }

    private int numberOf(AreaCode community) {
      int known = number.computeIfAbsent(community, _ -> number.size());
      if (known >= seconds.length) {
        int length = seconds.length;
        seconds = Arrays.copyOf(seconds, Math.max(16, 2 * length));
        Arrays.fill(seconds, length, seconds.length, new int[0]);
      }
      return known;
    }

    /** How many communities were named so far. */
    public int communities() {
      return number.size();
    }

    public TravelTable build() {
      int[][] rows =
          Arrays.stream(seconds).limit(number.size()).map(int[]::clone).toArray(int[][]::new);
      return new TravelTable(number, rows);
    }
  }

  /** Empty where the table says nothing. */
  public OptionalInt findS(AreaCode home, AreaCode post) {
    Integer from = number.get(home);
    Integer to = number.get(post);
    if (from == null || to == null || seconds[from].length <= to) {
      return OptionalInt.empty();
    }
    int takesS = seconds[from][to];
    return takesS == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(takesS);
  }
}
