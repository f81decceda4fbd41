package org.muster.model.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.model.testing.SampleVolunteer.volunteer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.muster.model.matching.Candidate;
import org.muster.model.matching.Person;
import org.muster.model.matching.Ranking;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wave.Calling.Vacancy;

/** Whom of a unit to ask for places that became open, and how many at once. */
final class CallingTest {
  private static final AreaCode RIVERSIDE = AreaCode.of("330522001001");
  private static final AreaCode HILLSIDE = AreaCode.of("330522001002");
  private static final UnitId UNIT = new UnitId(new UUID(1, 1));
  private static final Ranking.Travel TRAVEL =
      (home, post) -> OptionalDouble.of(home.equals(post) ? 0 : 1_000);

  @Test
  void moreAreAskedThanThereArePlacesAndFewerTheLikelierTheyComeAreAsked() {
    List<Person> free = people(1, 30, 0);
    assertEquals(6, asked(strangers(), vacancy(RIVERSIDE, 1), free).size(), "0.68^6 is below 0.1");
    int ofWilling = asked(terms(95), vacancy(RIVERSIDE, 1), free).size();
    assertTrue(ofWilling <= 2, () -> "asked " + ofWilling);
  }

  @Test
  void whoeverWasAskedAndHasNotAnsweredCountsForWhatTheyArePromising() {
    List<Person> free = people(1, 30, 0);
    var half = new Vacancy(RIVERSIDE, 1, Collections.nCopies(4, Optional.of(RIVERSIDE)));
    assertEquals(2, asked(strangers(), half, free).size());
    var enough = new Vacancy(RIVERSIDE, 1, Collections.nCopies(6, Optional.of(RIVERSIDE)));
    assertEquals(List.of(), asked(strangers(), enough, free));
  }

  @Test
  void theLeastBurdenedAreAskedFirst() {
    var free = new ArrayList<Person>(people(1, 4, 3));
    free.addAll(people(5, 3, 0));
    List<Long> order = asked(strangers(), vacancy(RIVERSIDE, 1), free);
    assertEquals(Set.of(5L, 6L, 7L), new HashSet<>(order.subList(0, 3)));
    assertEquals(6, order.size());
  }

  @Test
  void noPlaceGoesWithoutAnybodyWhileAnotherHasMoreThanOne() {
    var places = List.of(vacancy(RIVERSIDE, 1), vacancy(HILLSIDE, 1));
    var asked = new Calling(strangers()).next(places, people(1, 2, 0), 2);
    assertEquals(1, asked.getOrDefault(RIVERSIDE, List.of()).size());
    assertEquals(1, asked.getOrDefault(HILLSIDE, List.of()).size());
  }

  @Test
  void whoIsNeededElsewhereIsNotAskedBeyondOneForEachPlace() {
    var places = List.of(vacancy(RIVERSIDE, 2));
    List<Person> free = people(1, 12, 0);
    for (int spare : List.of(0, 3)) {
      var asked = new Calling(strangers()).next(places, free, spare);
      assertEquals(2 + spare, asked.getOrDefault(RIVERSIDE, List.of()).size());
    }
  }

  @Test
  void nobodyIsAskedForTwoPlaces() {
    var places = List.of(vacancy(RIVERSIDE, 2), vacancy(HILLSIDE, 3));
    var asked = new Calling(strangers()).next(places, people(1, 40, 0), 40);
    var seen = new HashSet<VolunteerId>();
    asked.values().stream()
        .flatMap(List::stream)
        .map(Candidate::volunteer)
        .forEach(one -> assertTrue(seen.add(one)));
    assertTrue(seen.size() > 10 && seen.size() < 40, () -> "asked " + seen.size());
  }

  private static List<Long> asked(Calling.Terms terms, Vacancy vacancy, List<Person> free) {
    return new Calling(terms)
            .next(List.of(vacancy), free, free.size())
            .getOrDefault(vacancy.community(), List.of())
            .stream()
            .map(one -> one.volunteer().value().getLeastSignificantBits())
            .toList();
  }

  private static Vacancy vacancy(AreaCode community, int open) {
    return new Vacancy(community, open, List.of());
  }

  private static List<Person> people(long first, int count, int recentDuties) {
    return LongStream.range(first, first + count)
        .mapToObj(
            n ->
                Person.unpaired(
                    volunteer(n).livingIn(RIVERSIDE).volunteer(), Set.of(), recentDuties))
        .toList();
  }

  /** Nobody was ever asked. */
  private static Calling.Terms strangers() {
    return terms(new Acceptance());
  }

  /** So many of a hundred said yes, often enough to be believed. */
  private static Calling.Terms terms(int percent) {
    var learned = new Acceptance();
    learned.learn(new Circumstances(UNIT, Tier.EMERGENCY, 10, 0).group(), 10_000, percent * 100L);
    return terms(learned);
  }

  private static Calling.Terms terms(Acceptance learned) {
    return new Calling.Terms(UNIT, Tier.EMERGENCY, 10, TRAVEL, TRAVEL, learned, 0.9);
  }
}
