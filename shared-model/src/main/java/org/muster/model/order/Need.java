package org.muster.model.order;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.model.RefusedException;
import org.muster.model.Texts;

/**
 * How many people an order asks for: by the plan, or a total spread over the communities, or a
 * number for each community.
 *
 * @param byPlan the plan's number for each community in the order's tier
 * @param total people in all, spread over the communities as the plan weighs them
 * @param perCommunity people for each community of the target; beside a total it says that all
 *     communities get the same
 * @param skills each person needs all of them
 * @param shockOnly only shock teams are asked
 * @param difference with {@code byPlan}: only what the plan wants beyond what orders of the same
 *     response have asked by the plan already
 * @param together teams go to one community as a whole or not at all (整队派出)
 * @param perUnit each unit sends so many at most, to all communities together (每单位至多)
 */
public record Need(
    @Nullable Boolean byPlan,
    Optional<Integer> total,
    Optional<Integer> perCommunity,
    List<String> skills,
    @Nullable Boolean shockOnly,
    @Nullable Boolean difference,
    @Nullable Boolean together,
    Optional<Integer> perUnit) {
  private static final int PEOPLE_MAX = 1_000_000;

  public Need {
    byPlan = Boolean.TRUE.equals(byPlan);
    shockOnly = Boolean.TRUE.equals(shockOnly);
    difference = Boolean.TRUE.equals(difference);
    together = Boolean.TRUE.equals(together);
    skills = Texts.orEmpty(skills);
    if (byPlan == (total.isPresent() || perCommunity.isPresent())) {
      throw RefusedException.invalid("", "either byPlan, or total or perCommunity");
    }
    if (difference && !byPlan) {
      throw RefusedException.invalid("difference", "only with byPlan");
    }
    check("total", total.orElse(1));
    check("perCommunity", perCommunity.orElse(1));
    check("perUnit", perUnit.orElse(1));
  }

  public static Need ofPlan() {
    return new Need(
        true, Optional.empty(), Optional.empty(), List.of(), false, false, false, Optional.empty());
  }

  /** So many people in all, who have these skills. */
  public static Need of(int people, List<String> skills) {
    return new Need(
        false,
        Optional.of(people),
        Optional.empty(),
        skills,
        false,
        false,
        false,
        Optional.empty());
  }

  public boolean isShockOnly() {
    return Boolean.TRUE.equals(shockOnly);
  }

  public boolean isTogether() {
    return Boolean.TRUE.equals(together);
  }

  public boolean isDifference() {
    return Boolean.TRUE.equals(difference);
  }

  private static void check(String field, int people) {
    if (people < 1 || people > PEOPLE_MAX) {
      throw RefusedException.invalid(field, "1 to " + PEOPLE_MAX);
    }
  }
}
