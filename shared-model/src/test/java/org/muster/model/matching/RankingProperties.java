package org.muster.model.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.model.testing.SampleVolunteer.volunteer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Bar;
import org.muster.model.roster.Volunteer.Health;
import org.muster.model.roster.VolunteerId;

/** What holds for any unit and any posts. A failure names the seed. */
final class RankingProperties {
  private static final int ROUNDS = 500;

  private final long seed = new Random().nextLong();

  private record Question(Ranking ranking, List<Post> posts, List<Person> people) {
    List<Placement> answer() {
      return ranking.place(posts, people);
    }
  }

  @Test
  void whoIsChosenIsTheSameWithReasonsAndWithout() {
    forAll(
        (question, placements) -> {
          var chosen = new HashMap<AreaCode, List<VolunteerId>>();
          for (Placement placement : placements) {
            if (!placement.chosen().isEmpty()) {
              chosen.put(
                  placement.community(),
                  placement.chosen().stream().map(Candidate::volunteer).toList());
            }
          }
          assertEquals(
              chosen, question.ranking().choose(question.posts(), question.people(), List.of()));
        });
  }

  @Test
  void nobodyStandsTwice() {
    forAll(
        (question, placements) -> {
          var seen = new HashSet<VolunteerId>();
          all(placements)
              .forEach(c -> assertTrue(seen.add(c.volunteer()), "twice: " + c.volunteer()));
        });
  }

  @Test
  void everyAbleVolunteerStandsSomewhereAndNobodyElse() {
    forAll(
        (question, placements) -> {
          var able = new HashSet<VolunteerId>();
          question.people().stream()
              .filter(Person::isAble)
              .forEach(p -> able.add(p.volunteer().id()));
          var standing = new HashSet<VolunteerId>();
          all(placements).forEach(c -> standing.add(c.volunteer()));
          assertEquals(question.posts().isEmpty() ? Set.of() : able, standing);
        });
  }

  @Test
  void noPostGetsMoreThanItNeedsAndNobodyWaitsWhileOneIsOpen() {
    forAll(
        (question, placements) -> {
          var open = new HashMap<AreaCode, Integer>();
          question.posts().forEach(p -> open.merge(p.community(), p.open(), Integer::sum));
          int places = open.values().stream().mapToInt(Integer::intValue).sum();
          int chosen = 0;
          int waiting = 0;
          for (Placement placement : placements) {
            int here = open.getOrDefault(placement.community(), 0);
            assertTrue(placement.chosen().size() <= here, placement.toString());
            chosen += placement.chosen().size();
            waiting += placement.reserves().size();
          }
          assertTrue(waiting == 0 || chosen == places, waiting + " wait, places are open");
        });
  }

  @Test
  void noTeamIsTornAndWhatStaysOpenIsTold() {
    for (int i = 0; i < ROUNDS; i++) {
      inTeams(seed + i);
    }
  }

  @Test
  void aTeamWasSentToAPostWithTooFewPlacesBecauseItMetSoManyNeeds() {
    inTeams(-1285294695420394162L);
  }

  private static void inTeams(long seed) {
    var random = new Random(seed);
    Question question = question(random);
    var teams = teams(question.people(), random);
    var open = new HashMap<AreaCode, Integer>();
    question.posts().forEach(p -> open.merge(p.community(), p.open(), Integer::sum));
    int room = open.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    var post = new HashMap<VolunteerId, AreaCode>();
    for (Placement placed : question.ranking().place(question.posts(), question.people(), teams)) {
      placed.chosen().forEach(one -> post.put(one.volunteer(), placed.community()));
      int lacking = open.getOrDefault(placed.community(), 0) - placed.chosen().size();
      assertEquals(lacking, placed.lack().map(Lack::places).orElse(0), "seed " + seed);
    }
    for (Set<VolunteerId> team : teams) {
      var able = new HashSet<>(team);
      question.people().stream()
          .filter(person -> !person.isAble())
          .forEach(person -> able.remove(person.volunteer().id()));
      long ends = able.stream().map(one -> String.valueOf(post.get(one))).distinct().count();
      assertTrue(able.size() > room || ends <= 1, "seed " + seed);
    }
  }

  /** Disjoint teams of two to four. */
  private static List<Set<VolunteerId>> teams(List<Person> people, Random random) {
    var teams = new ArrayList<Set<VolunteerId>>();
    int next = 0;
    while (next < people.size() && teams.size() < 5) {
      int size = 2 + random.nextInt(3);
      teams.add(
          people.subList(next, Math.min(people.size(), next + size)).stream()
              .map(person -> person.volunteer().id())
              .collect(Collectors.toSet()));
      next += size;
    }
    return teams;
  }

  @Test
  void ranksCountFromOneAndEachHasReasons() {
    forAll(
        (question, placements) -> {
          for (Placement placement : placements) {
            for (List<Candidate> list : List.of(placement.chosen(), placement.reserves())) {
              for (int i = 0; i < list.size(); i++) {
                assertEquals(i + 1, list.get(i).rank());
                assertTrue(list.get(i).reasons().size() >= 2, "a place and a rest, at least");
              }
            }
          }
        });
  }

  @Test
  void theOrderOfTheQuestionDoesNotMatter() {
    forAll(
        (question, placements) -> {
          var posts = new ArrayList<>(question.posts());
          var people = new ArrayList<>(question.people());
          Collections.shuffle(posts, new Random(seed));
          Collections.shuffle(people, new Random(seed));
          assertEquals(placements, new Question(question.ranking(), posts, people).answer());
        });
  }

  private static List<Candidate> all(List<Placement> placements) {
    var all = new ArrayList<Candidate>();
    placements.forEach(
        placement -> {
          all.addAll(placement.chosen());
          all.addAll(placement.reserves());
        });
    return all;
  }

  private void forAll(BiConsumer<Question, List<Placement>> check) {
    var random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      Question question = question(random);
      try {
        check.accept(question, question.answer());
      } catch (AssertionError e) {
        throw new AssertionError("seed %d, question %d: %s".formatted(seed, i, question), e);
      }
    }
  }

  private static Question question(Random random) {
    List<AreaCode> places = places(1 + random.nextInt(6));
    var posts = new ArrayList<Post>();
    for (int i = random.nextInt(8); i > 0; i--) {
      posts.add(new Post(any(places, random), random.nextInt(5)));
    }
    var people = new ArrayList<Person>();
    for (int i = random.nextInt(40); i > 0; i--) {
      people.add(person(i, places, random));
    }
    return new Question(new Ranking(distances(places, random)), posts, people);
  }

  private static Person person(int n, List<AreaCode> places, Random random) {
    var volunteer = volunteer(n);
    if (random.nextInt(5) > 0) {
      volunteer = volunteer.livingIn(any(places, random));
    }
    if (random.nextInt(6) == 0) {
      volunteer = volunteer.health(Health.LIMITED);
    }
    Set<Bar> bars = random.nextInt(4) == 0 ? Set.of(Bar.UNINSURED) : Set.of();
    return Person.unpaired(volunteer.volunteer(), bars, random.nextInt(4));
  }

  private static List<AreaCode> places(int count) {
    var places = new ArrayList<AreaCode>();
    for (int i = 1; i <= count; i++) {
      places.add(AreaCode.of("33052200100" + i));
    }
    return places;
  }

  /** Few different distances, so that many burdens are equal. */
  private static Ranking.Travel distances(List<AreaCode> places, Random random) {
    Map<AreaCode, Integer> where = new HashMap<>();
    places.forEach(place -> where.put(place, random.nextInt(4)));
    return (home, post) -> {
      int way = Math.abs(where.getOrDefault(home, 0) - where.getOrDefault(post, 0));
      return way == 3 ? OptionalDouble.empty() : OptionalDouble.of(way * 1000.0);
    };
  }

  private static AreaCode any(List<AreaCode> places, Random random) {
    return places.get(random.nextInt(places.size()));
  }
}
