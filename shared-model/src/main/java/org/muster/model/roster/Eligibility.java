package org.muster.model.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;

/** Who can go: every reason why a volunteer cannot serve on a task, or none. */
public final class Eligibility {
  /** All dates of the trade are Beijing dates. */
  public static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private static final int ADULT_YEARS = 18;

  private Eligibility() {}

  /**
   * The task somebody is wanted for.
   *
   * @param skills each of them is needed
   */
  public record Task(TimeSpan during, Set<String> skills) {
    public Task {
      skills = Set.copyOf(skills);
    }

    LocalDate firstDay() {
      return during.from().atZone(BEIJING).toLocalDate();
    }

    private LocalDate lastDay() {
      return during.until().minusMillis(1).atZone(BEIJING).toLocalDate();
    }
  }

  /**
   * What the volunteer is doing otherwise.
   *
   * @param elsewhere on another post, or asked for one
   * @param restedFrom when the rest after the last post is over
   */
  public record Engagement(boolean elsewhere, Instant restedFrom) {
    public static final Engagement FREE = new Engagement(false, Instant.EPOCH);
  }

  /** The rest of a day from now on, for which nothing special is asked: who can go today. */
  public static Task today(Instant now) {
    var tomorrow = now.atZone(BEIJING).toLocalDate().plusDays(1);
    return new Task(new TimeSpan(now, tomorrow.atStartOfDay(BEIJING).toInstant()), Set.of());
  }

  /** Every bar that holds; empty when the volunteer can go. */
  public static Set<Bar> bars(Volunteer volunteer, Task task, Engagement engagement) {
    var bars = bars(volunteer, task);
    if (engagement.elsewhere()) {
      bars.add(Bar.ELSEWHERE);
    }
    if (engagement.restedFrom().isAfter(task.during().from())) {
      bars.add(Bar.RESTING);
    }
    return bars;
  }

  /** The bars that lie in the person alone; this is what counts for a shock team. */
  public static Set<Bar> bars(Volunteer volunteer, Task task) {
    var bars = EnumSet.noneOf(Bar.class);
    LocalDate first = task.firstDay();
    LocalDate last = task.lastDay();
    if (ChronoUnit.YEARS.between(volunteer.birth(), first) < ADULT_YEARS) {
      bars.add(Bar.MINOR);
    }
    if (volunteer.insured().filter(s -> s.covers(first) && s.covers(last)).isEmpty()) {
      bars.add(Bar.UNINSURED);
    }
    if (volunteer.trained().filter(s -> s.covers(first)).isEmpty()) {
      bars.add(Bar.UNTRAINED);
    }
    if (volunteer.health() == Volunteer.Health.UNFIT) {
      bars.add(Bar.UNFIT);
    }
    if (volunteer.absences().stream().map(Absence::during).anyMatch(task.during()::meets)) {
      bars.add(Bar.UNAVAILABLE);
    }
    if (!volunteer.skills().containsAll(task.skills())) {
      bars.add(Bar.UNSKILLED);
    }
    var days = new DateSpan(first, last);
    if (!task.skills().stream().allMatch(skill -> volunteer.isProven(skill, days))) {
      bars.add(Bar.CERTIFICATE_EXPIRED);
    }
    return bars;
  }
}
