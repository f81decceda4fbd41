package org.muster.model.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.muster.model.testing.SampleVolunteer.volunteer;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.model.roster.Eligibility.Engagement;
import org.muster.model.roster.Eligibility.Task;
import org.muster.model.roster.Volunteer.Health;
import org.muster.model.testing.SampleVolunteer;

/** Who can go on 22 November 2026 from noon until the next morning at eight, Beijing time. */
final class EligibilityTest {
  private static final Instant NOON = beijing("2026-11-22T12:00");
  private static final Instant MORNING = beijing("2026-11-23T08:00");
  private static final Task NIGHT = task(NOON, MORNING);

  @Test
  void whoeverIsAdultInsuredTrainedFitAndFreeCanGo() {
    assertBars(volunteer(1), NIGHT);
  }

  @Test
  void adultsAreEighteenOnTheFirstDay() {
    assertBars(volunteer(1).born("2008-11-22"), NIGHT);
    assertBars(volunteer(1).born("2008-11-23"), NIGHT, Bar.MINOR);
  }

  @Test
  void theBirthdayIsThatOfBeijing() {
    Task afterMidnight = task(beijing("2026-11-22T00:00"), beijing("2026-11-22T06:00"));
    Task beforeMidnight = task(beijing("2026-11-21T23:59:59"), beijing("2026-11-22T06:00"));
    assertBars(volunteer(1).born("2008-11-22"), afterMidnight);
    assertBars(volunteer(1).born("2008-11-22"), beforeMidnight, Bar.MINOR);
  }

  @Test
  void leapDayChildrenWereAdultsADayTooEarly() {
    Task last = task(beijing("2026-02-28T12:00"), beijing("2026-02-28T14:00"));
    Task first = task(beijing("2026-03-01T12:00"), beijing("2026-03-01T14:00"));
    assertBars(volunteer(1).born("2008-02-29"), last, Bar.MINOR);
    assertBars(volunteer(1).born("2008-02-29"), first);
  }

  @Test
  void insuranceCoversEveryDayOfTheService() {
    assertBars(volunteer(1).insured("2026-11-22", "2026-11-23"), NIGHT);
    assertBars(volunteer(1).insured("2026-11-23", "2026-12-31"), NIGHT, Bar.UNINSURED);
    assertBars(volunteer(1).insured("2026-01-01", "2026-11-22"), NIGHT, Bar.UNINSURED);
    assertBars(volunteer(1).uninsured(), NIGHT, Bar.UNINSURED);
  }

  @Test
  void insuranceDaysAreThoseOfBeijing() {
    SampleVolunteer oneDay = volunteer(1).insured("2026-11-22", "2026-11-22");
    Instant midnight = beijing("2026-11-22T00:00");
    Instant nextMidnight = beijing("2026-11-23T00:00");
    assertBars(oneDay, task(midnight, nextMidnight));
    assertBars(oneDay, task(midnight.minusSeconds(1), nextMidnight), Bar.UNINSURED);
    assertBars(oneDay, task(midnight, nextMidnight.plusSeconds(1)), Bar.UNINSURED);
  }

  @Test
  void trainingIsValidOnTheFirstDay() {
    assertBars(volunteer(1).trained("2026-01-01", "2026-11-22"), NIGHT);
    assertBars(volunteer(1).trained("2026-01-01", "2026-11-21"), NIGHT, Bar.UNTRAINED);
    assertBars(volunteer(1).untrained(), NIGHT, Bar.UNTRAINED);
  }

  @Test
  void nobodyIsSentBeyondTheirStrength() {
    assertBars(volunteer(1).health(Health.UNFIT), NIGHT, Bar.UNFIT);
    assertBars(volunteer(1).health(Health.LIMITED), NIGHT);
  }

  @Test
  void whoeverIsAwayForAnyPartOfTheServiceCannotGo() {
    assertBars(volunteer(1).away(MORNING.minusSeconds(1), MORNING), NIGHT, Bar.UNAVAILABLE);
    assertBars(volunteer(1).away(NOON.minusSeconds(60), NOON), NIGHT);
    assertBars(volunteer(1).away(MORNING, MORNING.plusSeconds(60)), NIGHT);
  }

  @Test
  void everySkillOfTheTaskIsNeeded() {
    var task = new Task(new TimeSpan(NOON, MORNING), Set.of("医护", "驾驶"));
    assertBars(volunteer(1).skilledIn("医护", "驾驶", "外语"), task);
    assertBars(volunteer(1).skilledIn("医护"), task, Bar.UNSKILLED);
  }

  @Test
  void nobodyIsInTwoPlaces() {
    var elsewhere = new Engagement(true, Instant.EPOCH);
    assertEquals(
        Set.of(Bar.ELSEWHERE), Eligibility.bars(volunteer(1).volunteer(), NIGHT, elsewhere));
  }

  @Test
  void restComesBeforeTheNextPost() {
    assertEquals(
        Set.of(Bar.RESTING),
        Eligibility.bars(
            volunteer(1).volunteer(), NIGHT, new Engagement(false, NOON.plusSeconds(1))));
    assertEquals(
        Set.of(), Eligibility.bars(volunteer(1).volunteer(), NIGHT, new Engagement(false, NOON)));
    assertEquals(Set.of(), Eligibility.bars(volunteer(1).volunteer(), NIGHT, Engagement.FREE));
  }

  @Test
  void anExpiredFirstAidCertificateExcludesAndSaysSo() {
    Task task = new Task(new TimeSpan(NOON, MORNING), Set.of("急救"));
    var able = volunteer(1).skilledIn("急救");
    assertBars(able, task);
    assertBars(able.certified("急救", "2024-11-23", "2026-11-23"), task);
    assertBars(able.certified("急救", "2024-11-22", "2026-11-22"), task, Bar.CERTIFICATE_EXPIRED);
    assertBars(
        able.certified("急救", "2022-01-01", "2023-12-31")
            .certified("急救", "2026-01-01", "2027-12-31"),
        task);
    assertBars(able.certified("驾驶", "2020-01-01", "2021-01-01"), task);
    assertBars(able.certified("急救", "2020-01-01", "2021-01-01"), NIGHT);
  }

  @Test
  void everyBarIsNamedAtOnce() {
    var task = new Task(new TimeSpan(NOON, MORNING), Set.of("医护"));
    var nobody =
        volunteer(1)
            .born("2010-01-01")
            .uninsured()
            .untrained()
            .health(Health.UNFIT)
            .away(NOON, MORNING)
            .certified("医护", "2020-01-01", "2021-01-01");
    var all = EnumSet.allOf(Bar.class);
    all.remove(Bar.ASKED);
    assertEquals(all, Eligibility.bars(nobody.volunteer(), task, new Engagement(true, MORNING)));
  }

  private static void assertBars(SampleVolunteer volunteer, Task task, Bar... bars) {
    assertEquals(Set.of(bars), Eligibility.bars(volunteer.volunteer(), task));
  }

  private static Task task(Instant from, Instant until) {
    return new Task(new TimeSpan(from, until), Set.of());
  }

  private static Instant beijing(String time) {
    return LocalDateTime.parse(time).atZone(Eligibility.BEIJING).toInstant();
  }
}
