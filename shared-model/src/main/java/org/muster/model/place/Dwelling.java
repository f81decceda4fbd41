package org.muster.model.place;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether somebody stays in an area, by fixes that err.
 *
 * <p>Near the border a phone is shown now inside and now outside. A fix outside that is nearer to
 * the area than its own error is only a doubt; doubts end a stay once they outnumber the fixes
 * inside, a fix clearly outside ends it at once. So whoever stands at the border inside arrives,
 * and whoever passes by outside does not.
 */
public record Dwelling(Optional<Stay> stay) {
  public static final Dwelling OUTSIDE = new Dwelling(Optional.empty());

  /** A fix with a larger radius than this (metres) does not count. */
  public static final double ACCURACY_MAX_M = 100;

  /** How long somebody has to stay before it counts as an arrival. */
  public static final Duration ENOUGH = Duration.ofSeconds(20);

  /** After a longer silence nobody knows where somebody was meanwhile. */
  private static final Duration SILENCE_MAX = Duration.ofMinutes(5);

  /** One fix alone may be the one that errs. */
  private static final int INSIDE_MIN = 2;

  /**
   * What speaks for a stay and what against it.
   *
   * @param since the first fix inside
   * @param last the newest fix that counted
   * @param inside fixes inside
   * @param doubtful fixes outside that may be wrong
   */
  public record Stay(Instant since, Instant last, int inside, int doubtful) {}

  /** How a fix lies to the area. */
  public enum Side {
    INSIDE,
    /** Outside, by less than the fix may err. */
    DOUBTFUL,
    OUTSIDE,
    /** Too inexact to tell anything. */
    VAGUE;

    public static Side inside(double accuracyM) {
      return accuracyM > ACCURACY_MAX_M ? VAGUE : INSIDE;
    }

    /**
     * @param byM how far from the area the fix is; 0 on a border that belongs to the neighbour
     */
    public static Side outside(double byM, double accuracyM) {
      if (accuracyM > ACCURACY_MAX_M) {
        return VAGUE;
      }
      return byM <= accuracyM ? DOUBTFUL : OUTSIDE;
    }
  }

  /** Takes one fix into account. */
  public Dwelling with(Side side, Instant at) {
    Optional<Stay> known = stay.filter(s -> !at.isAfter(s.last().plus(SILENCE_MAX)));
    return switch (side) {
      case VAGUE -> this;
      case OUTSIDE -> OUTSIDE;
      case DOUBTFUL -> new Dwelling(known.map(s -> doubted(s, at)).filter(Dwelling::holds));
      case INSIDE ->
          new Dwelling(
              Optional.of(
                  known.map(s -> confirmed(s, at)).orElseGet(() -> new Stay(at, at, 1, 0))));
    };
  }

  private static Stay confirmed(Stay stay, Instant at) {
    return new Stay(stay.since(), at, stay.inside() + 1, stay.doubtful());
  }

  private static Stay doubted(Stay stay, Instant at) {
    return new Stay(stay.since(), at, stay.inside(), stay.doubtful() + 1);
  }

  private static boolean holds(Stay stay) {
    return stay.doubtful() <= stay.inside();
  }

  public boolean isArrival(Instant now) {
    return stay.filter(s -> s.inside() >= INSIDE_MIN && s.inside() > s.doubtful())
        .filter(s -> !now.isBefore(s.since().plus(ENOUGH)))
        .isPresent();
  }
}
