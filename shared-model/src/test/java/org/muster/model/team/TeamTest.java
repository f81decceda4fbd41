package org.muster.model.team;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.TeamId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.team.Team.Command;
import org.muster.model.team.TeamEvent.LeaderNamed;
import org.muster.model.team.TeamEvent.MembersJoined;
import org.muster.model.team.TeamEvent.MembersLeft;
import org.muster.model.team.TeamEvent.TeamDispatched;
import org.muster.model.team.TeamEvent.TeamDissolved;
import org.muster.model.team.TeamEvent.TeamFormed;
import org.muster.model.team.TeamEvent.TeamLiaisonNamed;

/** A first-aid team: given these facts, when this command, then these facts or this refusal. */
final class TeamTest {
  private static final TeamId TEAM = new TeamId(new UUID(0, 9));
  private static final AccountId BY = new AccountId(new UUID(0, 8));
  private static final OrderId ORDER = new OrderId(new UUID(0, 7));
  private static final AreaCode COUNTY = AreaCode.of("330522");
  private static final AreaCode COMMUNITY = AreaCode.of("330522001001");
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
  private static final VolunteerId ANNA = person(1);
  private static final VolunteerId BO = person(2);
  private static final VolunteerId CHEN = person(3);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final TeamEvent FORMED = formed(Optional.empty());
  private static final TeamEvent JOINED = new MembersJoined(TEAM, List.of(ANNA, BO), BY, NOW);
  private static final TeamEvent LED = new LeaderNamed(TEAM, ANNA, BY, NOW);
  private static final TeamEvent CALLED = new TeamLiaisonNamed(TEAM, BO, BY, NOW);

  @Test
  void aTeamWithoutLeaderAndLiaisonIsNotSent() {
    assertRefused(Refusal.TEAM_INCOMPLETE, dispatch(), FORMED, JOINED);
    assertRefused(Refusal.TEAM_INCOMPLETE, dispatch(), FORMED, JOINED, LED);
    assertRefused(Refusal.TEAM_INCOMPLETE, dispatch(), FORMED, JOINED, CALLED);
    assertFacts(
        new TeamDispatched(TEAM, ORDER, COMMUNITY, List.of(ANNA), BY, NOW),
        dispatch(),
        FORMED,
        JOINED,
        LED,
        CALLED);
  }

  @Test
  void aTemporaryTeamIsNotSentAfterItsLastDay() {
    TeamEvent untilToday = formed(Optional.of(TODAY));
    TeamEvent untilYesterday = formed(Optional.of(TODAY.minusDays(1)));
    assertRefused(Refusal.TEAM_INCOMPLETE, dispatch(), untilYesterday, JOINED, LED, CALLED);
    var team = (Team.Standing) team(untilToday, JOINED, LED, CALLED);
    assertEquals(List.of(), team.lacks(TODAY));
    assertEquals(List.of(Team.Lack.TERM), team.lacks(TODAY.plusDays(1)));
  }

  @Test
  void aLeaderWhoLeavesIsLeaderNoMore() {
    var left = new MembersLeft(TEAM, List.of(ANNA), BY, NOW);
    var team = (Team.Standing) team(FORMED, JOINED, LED, CALLED, left);
    assertEquals(List.of(Team.Lack.LEADER), team.lacks(TODAY));
    assertEquals(Set.of(BO), team.members());
  }

  @Test
  void onlyMembersAreInCharge() {
    assertRefused(Refusal.UNKNOWN_VOLUNTEER, new Command.NameLeader(CHEN, BY, NOW), FORMED, JOINED);
    assertFacts(LED, new Command.NameLeader(ANNA, BY, NOW), FORMED, JOINED);
    assertNothing(new Command.NameLeader(ANNA, BY, NOW), FORMED, JOINED, LED);
  }

  @Test
  void joiningTwiceChangesNothing() {
    assertNothing(new Command.Join(List.of(ANNA), BY, NOW), FORMED, JOINED);
    assertFacts(
        new MembersJoined(TEAM, List.of(CHEN), BY, NOW),
        new Command.Join(List.of(ANNA, CHEN, CHEN), BY, NOW),
        FORMED,
        JOINED);
  }

  @Test
  void nobodyIsSentWithATeamOfWhomNobodyCanGo() {
    var none = new Command.Dispatch(ORDER, COMMUNITY, List.of(CHEN), BY, NOW);
    assertRefused(Refusal.NOT_ELIGIBLE, none, FORMED, JOINED, LED, CALLED);
  }

  @Test
  void aDissolvedTeamTakesNoMoreCommands() {
    var gone = new TeamDissolved(TEAM, BY, NOW);
    assertRefused(Refusal.CONFLICT, dispatch(), FORMED, JOINED, LED, CALLED, gone);
    assertNothing(new Command.Dissolve(BY, NOW), FORMED, gone);
    assertRefused(Refusal.NOT_FOUND, new Command.Dissolve(BY, NOW));
  }

  @Test
  void thereAreEightStandingKindsAndEverySpecialistNeedsASkill() {
    assertEquals(8, TeamKind.of(TeamKind.Family.STANDING).size());
    TeamKind.of(TeamKind.Family.SPECIALIST)
        .forEach(kind -> assertEquals(1, kind.skill().stream().count()));
  }

  private static Command dispatch() {
    return new Command.Dispatch(ORDER, COMMUNITY, List.of(ANNA), BY, NOW);
  }

  private static Team team(TeamEvent... given) {
    Team team = new Team.None();
    for (TeamEvent event : given) {
      team = Team.evolve(team, event);
    }
    return team;
  }

  private static void assertFacts(TeamEvent then, Command when, TeamEvent... given) {
    assertEquals(Decision.accepted(then), Team.decide(team(given), when));
  }

  private static void assertNothing(Command when, TeamEvent... given) {
    assertEquals(Decision.unchanged(), Team.decide(team(given), when));
  }

  private static void assertRefused(Refusal refusal, Command when, TeamEvent... given) {
    assertEquals(Decision.refused(refusal), Team.decide(team(given), when));
  }

  private static VolunteerId person(long n) {
    return new VolunteerId(new UUID(0, n));
  }

  private static TeamEvent formed(Optional<LocalDate> until) {
    var name = new NoteId(new UUID(0, 6));
    return new TeamFormed(TEAM, TeamKind.FIRST_AID, COUNTY, name, Optional.empty(), until, BY, NOW);
  }
}
