package org.muster.model.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/**
 * What a tier of a plan says of a community beside the numbers (社区安排). What it leaves open is as in
 * the tier beneath.
 *
 * @param shifts by local clock, in their order
 * @param skills how many of the people need each skill
 * @param lead the unit that leads the others there (牵头单位)
 * @param meetingPoint where people report in this tier
 * @param supplies how many of each article are kept ready
 */
public record Arrangement(
    AreaCode community,
    Tier tier,
    List<Shift> shifts,
    SortedMap<String, Integer> skills,
    Optional<UnitId> lead,
    Optional<String> meetingPoint,
    SortedMap<String, Integer> supplies) {
  public static final int SHIFTS_MAX = 12;
  public static final int ITEMS_MAX = 30;
  public static final int NAME_MAX = 40;
  public static final int COUNT_MAX = 1_000_000;

  /** What a cell of a table can hold beside others, with a count behind. */
  private static final Pattern NAME =
      Pattern.compile("[^\\s0-9、,，;；|×xX*()（）/\\-—=+@']{1," + NAME_MAX + "}");

  public Arrangement {
    if (community.level() != AreaCode.Level.COMMUNITY) {
      throw new IllegalArgumentException("an arrangement is made for a community: " + community);
    }
    if (shifts.size() > SHIFTS_MAX) {
      throw new IllegalArgumentException("a day has at most " + SHIFTS_MAX + " shifts");
    }
    shifts = shifts.stream().distinct().sorted().toList();
    skills = counted(skills);
    supplies = counted(supplies);
  }

  /** Nothing said. */
  static Arrangement open(AreaCode community, Tier tier) {
    return new Arrangement(
        community,
        tier,
        List.of(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>());
  }

  public boolean isOpen() {
    return equals(open(community, tier));
  }

  /** This one's word where it has one, else that of the other (the tier beneath, another row). */
  public Arrangement over(Arrangement beneath) {
    return new Arrangement(
        community,
        tier,
        shifts.isEmpty() ? beneath.shifts : shifts,
        skills.isEmpty() ? beneath.skills : skills,
        lead.or(() -> beneath.lead),
        meetingPoint.or(() -> beneath.meetingPoint),
        supplies.isEmpty() ? beneath.supplies : supplies);
  }

  public DayHours hours() {
    return DayHours.of(shifts);
  }

  private static SortedMap<String, Integer> counted(Map<String, Integer> items) {
    if (items.size() > ITEMS_MAX) {
      throw new IllegalArgumentException("at most " + ITEMS_MAX + " kinds");
    }
    items.forEach(
        (name, count) -> {
          if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a name without blanks, digits and marks");
          }
          if (count < 1 || count > COUNT_MAX) {
            throw new IllegalArgumentException("a count is 1 to " + COUNT_MAX);
          }
        });
    return Collections.unmodifiableSortedMap(new TreeMap<>(items));
  }
}
