package org.muster.model.matching;

import java.util.ArrayDeque;

/**
 * Lets places with too many people raise their price until as many as are too many would rather go
 * elsewhere, and passes those on: a rough balance among neighbours, before the exact one.
 *
 * <p>This is an auction without a least bid. It may go in circles by tiny steps, hence the limit.
 */
final class Shedding {
  private static final int ROUNDS_MAX = 4;

  private final Standing standing;
  private final ArrayDeque<Integer> crowded = new ArrayDeque<>();

  Shedding(Standing standing) {
    this.standing = standing;
  }

  void run() {
    long left = 0;
    for (int place = 0; place < standing.ground; place++) {
      if (standing.excess[place] > 0) {
        crowded.add(place);
        left += standing.excess[place];
      }
    }
    left *= ROUNDS_MAX;
    while (left > 0 && !crowded.isEmpty()) {
      int place = crowded.remove();
      while (standing.excess[place] > 0 && left-- > 0) {
        passOn(place);
      }
    }
  }

  private void passOn(int place) {
    long[] price = standing.price;
    Exchanges exchanges = standing.movers().exchanges(place);
    int best = -1;
    long least = price[standing.ground] + standing.costOfNext(place);
    for (int i = 0; i < exchanges.targets(); i++) {
      long at = exchanges.least(i) + price[exchanges.target(i)];
      if (at < least) {
        least = at;
        best = i;
      }
    }
    int target = best < 0 ? standing.ground : exchanges.target(best);
    price[place] = least;
    standing.excess[place]--;
    if (++standing.excess[target] == 1 && target != standing.ground) {
      crowded.add(target);
    }
    standing.pass(place, target, best < 0 ? -1 : standing.movers().mover(place, best));
  }
}
