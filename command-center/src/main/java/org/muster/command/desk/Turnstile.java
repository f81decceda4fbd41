package org.muster.command.desk;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;

/** Lets each address in so many times a minute; each node counts for itself, in memory. */
final class Turnstile {
  /** A few megabytes; when more come in one minute, all wait for the next. */
  private static final int ADDRESSES_MAX = 50_000;

  private static final int WINDOW_S = 60;

  private final int timesMax;
  private final Map<String, Integer> times = new HashMap<>();
  private long window;

  Turnstile(int timesMax) {
    this.timesMax = timesMax;
  }

  synchronized void pass(String address, Instant at) {
    long current = Math.floorDiv(at.getEpochSecond(), WINDOW_S);
    if (current != window) {
      window = current;
      times.clear();
    }
    if (times.size() >= ADDRESSES_MAX || times.merge(address, 1, Integer::sum) > timesMax) {
      throw new RefusedException(Refusal.TOO_FAST);
    }
  }
}
