package org.muster.model.roster;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The shock team (突击队) of a unit as it stands for a task: a tenth of everybody, rounded up.
 *
 * @param members how many are on the list
 * @param eligible how many of them can go
 * @param shortfall how many able members are missing
 * @param barred the members who cannot go, and why
 * @param reserves who of the others could go, fittest first
 */
public record ShockTeam(
    int headcount,
    int required,
    int members,
    int eligible,
    int shortfall,
    List<Barred> barred,
    List<VolunteerId> reserves) {
  public ShockTeam {
    barred = List.copyOf(barred);
    reserves = List.copyOf(reserves);
  }

  /** Somebody on the list who cannot go. */
  public record Barred(VolunteerId volunteer, Set<Bar> reasons) {
    public Barred {
      reasons = Set.copyOf(reasons);
    }
  }

  /** In whole numbers: in doubles a tenth of 70 is more than 7. */
  public static int required(int headcount) {
    if (headcount < 0) {
      throw new IllegalArgumentException("headcount must be 0 or more: " + headcount);
    }
    return (headcount + 9) / 10;
  }

  /** The team of a unit with these volunteers. */
  public static ShockTeam of(
      int headcount, Collection<Volunteer> volunteers, Eligibility.Task task) {
    var team = volunteers.stream().filter(Volunteer::shock).toList();
    var barred =
        team.stream()
            .map(member -> new Barred(member.id(), Eligibility.bars(member, task)))
            .filter(member -> !member.reasons().isEmpty())
            .toList();
    var reserves =
        volunteers.stream()
            .filter(v -> !v.shock() && Eligibility.bars(v, task).isEmpty())
            .sorted(Comparator.comparing(Volunteer::health).thenComparing(v -> v.id().value()))
            .map(Volunteer::id)
            .toList();
    int eligible = team.size() - barred.size();
    return new ShockTeam(
        headcount,
        required(headcount),
        team.size(),
        eligible,
        Math.max(0, required(headcount) - eligible),
        barred,
        reserves);
  }
}
