package org.muster.model.matching;

import java.util.List;
import org.muster.model.place.AreaCode;

/**
 * Places of a community that nobody can be proposed for, and why: the communities that share too
 * few people ({@link Shortfall}), by their codes.
 *
 * @param places how many of the community stay open
 * @param rivals the communities that share the same people, this one included
 * @param able how many people could go to any of them
 * @param needed how many they need together
 */
public record Lack(int places, List<AreaCode> rivals, int able, int needed) {
  public Lack {
    rivals = List.copyOf(rivals);
  }

  /** The words for people are in the message bundles under these names. */
  public enum Cause {
    /** Nobody can go there. */
    NOBODY,
    /** Fewer can go than the communities need together. */
    FEW,
    /** There would be enough, but not without tearing a team. */
    TEAMS
  }

  public Cause cause() {
    if (able == 0) {
      return Cause.NOBODY;
    }
    return able < needed ? Cause.FEW : Cause.TEAMS;
  }
}
