package org.muster.model.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.model.roster.ShockTeam.Merit;
import org.muster.model.roster.ShockTeam.Reserve;

final class ShockTeamTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final Eligibility.Task TASK =
      new Eligibility.Task(new TimeSpan(NOON, NOON.plusSeconds(3600)), Set.of());

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "10,1", "11,2", "40,4", "41,5", "70,7", "100,10"})
  void aTenthIsNeededRoundedUp(int headcount, int required) {
    assertEquals(required, ShockTeam.required(headcount));
  }

  @Test
  void listedMembersWhoCannotGoDoNotCount() {
    Volunteer member = volunteer(1, true, Volunteer.Health.GOOD);
    Volunteer sick = volunteer(2, true, Volunteer.Health.UNFIT);
    Volunteer chronic = volunteer(3, false, Volunteer.Health.LIMITED);
    Volunteer fit = volunteer(4, false, Volunteer.Health.GOOD);
    ShockTeam team = ShockTeam.of(15, List.of(member, sick, chronic, fit), TASK);
    assertEquals(2, team.required());
    assertEquals(2, team.members());
    assertEquals(1, team.eligible());
    assertEquals(1, team.shortfall());
    assertEquals(List.of(new ShockTeam.Barred(sick.id(), Set.of(Bar.UNFIT))), team.barred());
    assertEquals(
        List.of(
            new Reserve(fit.id(), Set.of(Merit.FULLY_FIT)),
            new Reserve(chronic.id(), Set.of(Merit.LIGHT_POSTS_ONLY))),
        team.reserves());
  }

  private static Volunteer volunteer(long id, boolean shock, Volunteer.Health health) {
    var valid = Optional.of(new DateSpan(LocalDate.of(2026, 1, 1), LocalDate.of(2028, 12, 31)));
    return new Volunteer(
        new VolunteerId(new UUID(0, id)),
        new UnitId(new UUID(0, 1)),
        LocalDate.of(1990, 3, 7),
        shock,
        health,
        Optional.empty(),
        Set.of(),
        valid,
        valid,
        List.of(),
        List.of());
  }
}
