package org.muster.model.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The shock team (突击队) of a unit as it stands for a task: a tenth of everybody, rounded up.
 *
 * @param headcount the number the tenth is taken of
 * @param members how many are on the list
 * @param eligible how many of them can go
 * @param shortfall how many able members are missing
 * @param barred the members who cannot go, and why
 * @param reserves who of the others could go, best first
 */
public record ShockTeam(
    int headcount,
    int required,
    int members,
    int eligible,
    int shortfall,
    List<Barred> barred,
    List<Reserve> reserves) {
  /** Cover that ends within this time is told, so that it is renewed. */
  private static final int COVER_SOON_DAYS = 30;

  private static final int ADULT_YEARS = 18;

  private static final Comparator<Reserve> BEST_FIRST =
      Comparator.<Reserve, Boolean>comparing(r -> r.merits().contains(Merit.LIGHT_POSTS_ONLY))
          .thenComparing(r -> r.merits().contains(Merit.COVER_ENDS_SOON))
          .thenComparing(r -> !r.merits().contains(Merit.CERTIFIED))
          .thenComparing(r -> !r.merits().contains(Merit.SKILLED))
          .thenComparing(r -> r.volunteer().value());

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

  /** Somebody who is not on the list and could be, and why they stand where they stand. */
  public record Reserve(VolunteerId volunteer, Set<Merit> merits) {
    public Reserve {
      merits = Set.copyOf(merits);
    }
  }

  /** What speaks for or against a reserve; the words for people are in the message bundles. */
  public enum Merit {
    FULLY_FIT,
    LIGHT_POSTS_ONLY,
    /** Holds a valid certificate. */
    CERTIFIED,
    SKILLED,
    /** Insurance or training ends within 30 days. */
    COVER_ENDS_SOON
  }

  /** In whole numbers: in doubles a tenth of 70 is more than 7. */
  public static int required(int headcount) {
    if (headcount < 0) {
      throw new IllegalArgumentException("headcount must be 0 or more: " + headcount);
    }
    return (headcount + 9) / 10;
  }

  public boolean isShort() {
    return shortfall > 0;
  }

  /** The team of a unit with these volunteers. */
  public static ShockTeam of(
      int headcount, Collection<Volunteer> volunteers, Eligibility.Task task) {
    int members = 0;
    var barred = new ArrayList<Barred>();
    var reserves = new ArrayList<Reserve>();
    for (Volunteer volunteer : volunteers) {
      Set<Bar> bars = Eligibility.bars(volunteer, task);
      if (volunteer.shock()) {
        members++;
        if (!bars.isEmpty()) {
          barred.add(new Barred(volunteer.id(), bars));
        }
      } else if (bars.isEmpty()) {
        reserves.add(new Reserve(volunteer.id(), merits(volunteer, task.firstDay())));
      }
    }
    reserves.sort(BEST_FIRST);
    int eligible = members - barred.size();
    int required = required(headcount);
    return new ShockTeam(
        headcount, required, members, eligible, Math.max(0, required - eligible), barred, reserves);
  }

  private static Set<Merit> merits(Volunteer volunteer, LocalDate day) {
    var merits = EnumSet.noneOf(Merit.class);
    merits.add(
        volunteer.health() == Volunteer.Health.GOOD ? Merit.FULLY_FIT : Merit.LIGHT_POSTS_ONLY);
    if (volunteer.certificates().stream().anyMatch(c -> c.valid().covers(day))) {
      merits.add(Merit.CERTIFIED);
    }
    if (!volunteer.skills().isEmpty()) {
      merits.add(Merit.SKILLED);
    }
    LocalDate soon = day.plusDays(COVER_SOON_DAYS);
    if (Stream.of(volunteer.insured(), volunteer.trained())
        .flatMap(Optional::stream)
        .anyMatch(days -> days.until().isBefore(soon))) {
      merits.add(Merit.COVER_ENDS_SOON);
    }
    return merits;
  }

  /**
   * The next moment at which somebody on the list may become able or unable although nobody changes
   * anything: a midnight of Beijing at which cover begins or ends, a leave begins or somebody comes
   * of age; or the end of a leave. Until then a count made now stays right.
   */
  public static Optional<Instant> nextChange(Collection<Volunteer> volunteers, Instant now) {
    return volunteers.stream()
        .filter(Volunteer::shock)
        .flatMap(ShockTeam::turns)
        .filter(turn -> turn.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  private static Stream<Instant> turns(Volunteer member) {
    LocalDate grown = member.birth().plusYears(ADULT_YEARS);
    // Somebody born on 29 February comes of age a day after the date that this arithmetic gives.
    Stream<LocalDate> birthdays = Stream.of(grown, grown.plusDays(1));
    Stream<LocalDate> covers =
        Stream.of(member.insured(), member.trained())
            .flatMap(Optional::stream)
            .flatMap(days -> Stream.of(days.from(), days.until().plusDays(1)));
    Stream<Instant> leaves =
        member.absences().stream()
            .map(Absence::during)
            .flatMap(away -> Stream.of(midnight(day(away.from())), away.until()));
    return Stream.concat(Stream.concat(birthdays, covers).map(ShockTeam::midnight), leaves);
  }

  private static LocalDate day(Instant at) {
    return at.atZone(Eligibility.BEIJING).toLocalDate();
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(Eligibility.BEIJING).toInstant();
  }
}
