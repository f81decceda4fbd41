package org.muster.model.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.model.testing.SampleVolunteer.volunteer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Bar;
import org.muster.model.roster.Volunteer.Health;
import org.muster.model.roster.VolunteerId;
import org.muster.model.testing.SampleVolunteer;

/** Who of one unit goes where: near home first, rested before busy, light cases last. */
final class RankingTest {
  private static final AreaCode RIVERSIDE = AreaCode.of("330522001001");
  private static final AreaCode HILLSIDE = AreaCode.of("330522001002");
  private static final AreaCode FAR_AWAY = AreaCode.of("330523001001");

  /** One kilometre between neighbours, ten and a quarter to far away. */
  private static final Ranking RANKING =
      new Ranking(
          (home, post) ->
              OptionalDouble.of(
                  home.equals(post)
                      ? 0
                      : home.equals(FAR_AWAY) || post.equals(FAR_AWAY) ? 10_250 : 1_000));

  private static final Reason TRAINED = because("TRAINED", "2028-12-31");
  private static final Reason SKILLED = because("SKILLED", "急救员");

  @Test
  void theNearestPairWasTakenFirstThoughSomebodyElseThenHadToGoFarAway() {
    Ranking.Travel travel =
        (home, post) ->
            OptionalDouble.of(
                post.equals(RIVERSIDE)
                    ? home.equals(HILLSIDE) ? 1_000 : 1_500
                    : home.equals(HILLSIDE) ? 1_200 : 9_000);
    var flexible = fresh(volunteer(1).livingIn(HILLSIDE));
    var bound = fresh(volunteer(2).livingIn(FAR_AWAY));
    var placements =
        new Ranking(travel)
            .place(List.of(post(RIVERSIDE, 1), post(HILLSIDE, 1)), List.of(flexible, bound));
    assertEquals(List.of(2L), chosen(placements, RIVERSIDE));
    assertEquals(List.of(1L), chosen(placements, HILLSIDE));
  }

  @Test
  void aMatrixOfTravelTimesComesBeforeTheWayAsTheCrowFlies() {
    Ranking.Travel crow = (_, _) -> OptionalDouble.of(1_000);
    var roads = new TravelTable.Builder();
    assertTrue(roads.add(RIVERSIDE, HILLSIDE, 600));
    assertFalse(roads.add(RIVERSIDE, HILLSIDE, 60), "known already");
    var byRoad = new TravelTimes(roads.build(), crow);
    assertEquals(OptionalDouble.of(4_800), byRoad.metres(RIVERSIDE, HILLSIDE));
    assertEquals(OptionalDouble.of(1_000), byRoad.metres(HILLSIDE, RIVERSIDE));
    var beyondTheRiver = fresh(volunteer(1).livingIn(RIVERSIDE));
    var onTheHill = fresh(volunteer(2).livingIn(FAR_AWAY));
    var placements =
        new Ranking(byRoad).place(List.of(post(HILLSIDE, 1)), List.of(beyondTheRiver, onTheHill));
    assertEquals(List.of(2L), chosen(placements, HILLSIDE));
  }

  @Test
  void whoeverLivesThereGoesThere() {
    var here = fresh(volunteer(2).livingIn(RIVERSIDE));
    var there = fresh(volunteer(1).livingIn(HILLSIDE));
    var placements =
        RANKING.place(List.of(post(RIVERSIDE, 1), post(HILLSIDE, 1)), List.of(here, there));
    assertEquals(List.of(2L), chosen(placements, RIVERSIDE));
    assertEquals(List.of(1L), chosen(placements, HILLSIDE));
  }

  @Test
  void restedPeopleGoBeforeBusyOnes() {
    var busy = Person.unpaired(volunteer(1).livingIn(RIVERSIDE).volunteer(), Set.of(), 2);
    var rested = fresh(volunteer(2).livingIn(RIVERSIDE));
    assertEquals(List.of(2L, 1L), ranked(busy, rested));
  }

  @Test
  void whoeverIsPairedWithACommunityGoesThere() {
    var paired =
        new Person(
            volunteer(2).livingIn(HILLSIDE).volunteer(), Set.of(), 0, Optional.of(RIVERSIDE));
    var other = fresh(volunteer(1).livingIn(HILLSIDE));
    var placements =
        RANKING.place(List.of(post(RIVERSIDE, 1), post(HILLSIDE, 1)), List.of(other, paired));
    assertEquals(List.of(2L), chosen(placements, RIVERSIDE));
    assertEquals(List.of(1L), chosen(placements, HILLSIDE));
    assertTrue(
        placements.stream()
            .flatMap(placement -> placement.chosen().stream())
            .anyMatch(c -> c.reasons().contains(new Reason(Reason.Kind.PAIRED, ""))));
  }

  @Test
  void lightCasesAreAskedLast() {
    var light = fresh(volunteer(1).livingIn(RIVERSIDE).health(Health.LIMITED));
    var healthy = fresh(volunteer(2).livingIn(FAR_AWAY));
    assertEquals(List.of(2L, 1L), ranked(light, healthy));
  }

  @Test
  void peopleWhoseHomeIsUnknownComeAfterThoseWhoseHomeIsNear() {
    assertEquals(
        List.of(2L, 1L), ranked(fresh(volunteer(1)), fresh(volunteer(2).livingIn(FAR_AWAY))));
  }

  @Test
  void barredPeopleAreNeitherChosenNorKeptInReserve() {
    var barred =
        Person.unpaired(volunteer(1).livingIn(RIVERSIDE).volunteer(), Set.of(Bar.RESTING), 0);
    var placement = RANKING.place(List.of(post(RIVERSIDE, 2)), List.of(barred)).getFirst();
    assertEquals(List.of(), placement.chosen());
    assertEquals(List.of(), placement.reserves());
  }

  @Test
  void whoeverIsLeftOverStandsInReserveWhereTheWayIsShortest() {
    var placements =
        RANKING.place(
            List.of(post(RIVERSIDE, 1), post(HILLSIDE, 0)),
            List.of(
                fresh(volunteer(1).livingIn(RIVERSIDE)),
                fresh(volunteer(2).livingIn(RIVERSIDE)),
                fresh(volunteer(3).livingIn(HILLSIDE))));
    assertEquals(List.of(1L), chosen(placements, RIVERSIDE));
    assertEquals(List.of(2L), reserves(placements, RIVERSIDE));
    assertEquals(List.of(3L), reserves(placements, HILLSIDE));
  }

  @Test
  void twoPostsOfOneCommunityAreOnePost() {
    var placements =
        RANKING.place(
            List.of(post(RIVERSIDE, 1), post(RIVERSIDE, 1)),
            List.of(fresh(volunteer(1)), fresh(volunteer(2)), fresh(volunteer(3))));
    assertEquals(1, placements.size());
    assertEquals(2, placements.getFirst().chosen().size());
  }

  @Test
  void everyRankHasItsReasons() {
    var people =
        List.of(
            fresh(volunteer(1).livingIn(RIVERSIDE).inShockTeam()),
            Person.unpaired(
                volunteer(2).livingIn(FAR_AWAY).health(Health.LIMITED).skilledIn("急救员").volunteer(),
                Set.of(),
                3),
            fresh(volunteer(3)));
    List<Candidate> chosen = RANKING.place(List.of(post(RIVERSIDE, 3)), people).getFirst().chosen();
    assertEquals(
        List.of(
            new Candidate(
                id(1), 1, List.of(because("HOME"), because("SHOCK"), TRAINED, because("FRESH"))),
            new Candidate(id(3), 2, List.of(because("HOME_UNKNOWN"), TRAINED, because("FRESH"))),
            new Candidate(
                id(2),
                3,
                List.of(
                    because("NEAR", "10.3"),
                    SKILLED,
                    TRAINED,
                    because("BUSY", "3"),
                    because("LIMITED")))),
        chosen);
  }

  @Test
  void kilometresWereWrittenAsTheServersCountryWritesThem() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      var far = fresh(volunteer(1).livingIn(FAR_AWAY));
      var candidate = RANKING.place(List.of(post(RIVERSIDE, 1)), List.of(far)).getFirst();
      assertEquals(because("NEAR", "10.3"), candidate.chosen().getFirst().reasons().getFirst());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void nobodyIsProposedWhereNobodyIsNeeded() {
    assertEquals(List.of(), RANKING.place(List.of(), List.of(fresh(volunteer(1)))));
    var placement =
        RANKING.place(List.of(post(RIVERSIDE, 0)), List.of(fresh(volunteer(1)))).getFirst();
    assertTrue(placement.chosen().isEmpty());
    assertFalse(placement.reserves().isEmpty());
  }

  private static List<Long> ranked(Person... people) {
    var placements = RANKING.place(List.of(post(RIVERSIDE, people.length)), List.of(people));
    return chosen(placements, RIVERSIDE);
  }

  private static List<Long> chosen(List<Placement> placements, AreaCode community) {
    return numbers(at(placements, community).chosen());
  }

  private static List<Long> reserves(List<Placement> placements, AreaCode community) {
    return numbers(at(placements, community).reserves());
  }

  private static Placement at(List<Placement> placements, AreaCode community) {
    return placements.stream()
        .filter(p -> p.community().equals(community))
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> numbers(List<Candidate> candidates) {
    return candidates.stream().map(c -> c.volunteer().value().getLeastSignificantBits()).toList();
  }

  private static Person fresh(SampleVolunteer volunteer) {
    return Person.unpaired(volunteer.volunteer(), Set.of(), 0);
  }

  private static Post post(AreaCode community, int open) {
    return new Post(community, open);
  }

  private static VolunteerId id(long n) {
    return new VolunteerId(new UUID(0, n));
  }

  private static Reason because(String kind) {
    return because(kind, "");
  }

  private static Reason because(String kind, String value) {
    return new Reason(Reason.Kind.valueOf(kind), value);
  }
}
