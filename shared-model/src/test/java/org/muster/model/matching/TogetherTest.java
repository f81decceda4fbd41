package org.muster.model.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.model.testing.SampleVolunteer.volunteer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.muster.model.matching.Lack.Cause;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Bar;
import org.muster.model.roster.VolunteerId;

/** Teams that are sent as a whole, what then stays open, and ways told in minutes. */
final class TogetherTest {
  private static final AreaCode RIVERSIDE = AreaCode.of("330522001001");
  private static final AreaCode HILLSIDE = AreaCode.of("330522001002");

  private static final Ranking RANKING =
      new Ranking((home, post) -> OptionalDouble.of(home.equals(post) ? 0 : 3_000));

  @Test
  void aTeamOfPeopleFromTwoPlacesGoesToOne() {
    var people = List.of(from(1, RIVERSIDE), from(2, HILLSIDE), from(3, HILLSIDE));
    var posts = List.of(new Post(RIVERSIDE, 2), new Post(HILLSIDE, 1));
    assertEquals(
        List.of(1L), numbers(RANKING.place(posts, people).getFirst().chosen().subList(0, 1)));

    var placements = RANKING.place(posts, people, List.of(team(1, 2)));

    Placement riverside = placements.getFirst();
    assertEquals(List.of(1L, 2L), numbers(riverside.chosen()));
    for (Candidate one : riverside.chosen()) {
      assertEquals(new Reason(Reason.Kind.TEAM, "2"), one.reasons().getFirst());
    }
    assertTrue(
        placements.getLast().chosen().getFirst().reasons().stream()
            .noneMatch(reason -> reason.kind() == Reason.Kind.TEAM));
  }

  @Test
  void ratherThanTearATeamAPlaceStaysOpenAndSaysSo() {
    var people =
        List.of(from(1, RIVERSIDE), from(2, RIVERSIDE), from(3, RIVERSIDE), from(4, RIVERSIDE));
    var placement =
        RANKING
            .place(List.of(new Post(RIVERSIDE, 3)), people, List.of(team(1, 2), team(3, 4)))
            .getFirst();
    assertEquals(2, placement.chosen().size());
    assertEquals(Optional.of(new Lack(1, List.of(RIVERSIDE), 4, 3)), placement.lack());
    assertEquals(Cause.TEAMS, placement.lack().orElseThrow().cause());
  }

  @Test
  void aTeamThatNoPlaceCouldTakeIsSentOneByOne() {
    var people = List.of(from(1, RIVERSIDE), from(2, RIVERSIDE), from(3, RIVERSIDE));
    var placements =
        RANKING.place(
            List.of(new Post(RIVERSIDE, 2), new Post(HILLSIDE, 1)), people, List.of(team(1, 2, 3)));
    assertEquals(2, placements.getFirst().chosen().size());
    assertEquals(1, placements.getLast().chosen().size());
  }

  @Test
  void whoCannotGoDoesNotHoldTheTeamBack() {
    var barred = new Person(volunteer(2).volunteer(), Set.of(Bar.UNINSURED), 0, Optional.empty());
    var people = List.of(from(1, RIVERSIDE), barred, from(3, HILLSIDE));
    var placement =
        RANKING.place(List.of(new Post(RIVERSIDE, 2)), people, List.of(team(1, 2, 3))).getFirst();
    assertEquals(List.of(1L, 3L), numbers(placement.chosen()));
    assertEquals(Optional.empty(), placement.lack());
  }

  @Test
  void whoIsInTwoTeamsGoesWithTheFirst() {
    var people = List.of(from(1, RIVERSIDE), from(2, HILLSIDE), from(3, RIVERSIDE));
    var posts = List.of(new Post(RIVERSIDE, 2), new Post(HILLSIDE, 2));
    var placements = RANKING.place(posts, people, List.of(team(1, 2), team(1, 3)));
    assertTrue(
        placements.stream().anyMatch(p -> numbers(p.chosen()).containsAll(List.of(1L, 2L))),
        placements::toString);
  }

  @Test
  void whatIsLackingNamesThePlacesThatShareTooFewPeople() {
    var posts = List.of(new Post(RIVERSIDE, 2), new Post(HILLSIDE, 1));
    var placements = RANKING.place(posts, List.of(from(1, RIVERSIDE)));
    assertEquals(Optional.of(new Lack(1, List.of(RIVERSIDE), 1, 2)), placements.getFirst().lack());
    Lack lack = placements.getLast().lack().orElseThrow();
    assertEquals(new Lack(1, List.of(RIVERSIDE, HILLSIDE), 1, 3), lack);
    assertEquals(Cause.FEW, lack.cause());
    var nobody = RANKING.place(posts, List.of()).getFirst().lack().orElseThrow();
    assertEquals(Cause.NOBODY, nobody.cause());
  }

  @Test
  void aWayOfKnownTimeIsToldInBegunMinutes() {
    var roads = new TravelTable.Builder();
    assertTrue(roads.add(HILLSIDE, RIVERSIDE, 601));
    var times = new TravelTimes(roads.build(), (_, _) -> OptionalDouble.of(2_000));
    assertEquals(Optional.of(Duration.ofSeconds(601)), times.time(HILLSIDE, RIVERSIDE));
    var reasons =
        new Ranking(times)
            .place(List.of(new Post(RIVERSIDE, 1)), List.of(from(1, HILLSIDE)))
            .getFirst()
            .chosen()
            .getFirst()
            .reasons();
    assertEquals(new Reason(Reason.Kind.MINUTES, "11"), reasons.getFirst());
  }

  private static Person from(long n, AreaCode home) {
    return Person.unpaired(volunteer(n).livingIn(home).volunteer(), Set.of(), 0);
  }

  private static Set<VolunteerId> team(long... numbers) {
    return LongStream.of(numbers)
        .mapToObj(n -> new VolunteerId(new UUID(0, n)))
        .collect(Collectors.toSet());
  }

  private static List<Long> numbers(List<Candidate> candidates) {
    return candidates.stream()
        .map(c -> c.volunteer().value().getLeastSignificantBits())
        .sorted()
        .toList();
  }
}
