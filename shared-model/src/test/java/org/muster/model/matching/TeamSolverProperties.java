package org.muster.model.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.muster.model.matching.SampleMatching.Shape;
import org.muster.model.matching.TeamSolver.Answer;
import org.muster.model.matching.TeamSolver.Question;

/**
 * Teams that stay together against an independent solver that is asked about every way to send
 * them. A failure names the seed.
 */
final class TeamSolverProperties {
  private static final int ROUNDS = Integer.getInteger("matching.rounds", 1_200) / 8;
  private static final int ANSWERS_MAX = 100_000;

  private final long seed = new Random().nextLong();

  @Test
  void noWayToKeepTheTeamsTogetherIsCheaper() {
    for (int i = 0; i < ROUNDS; i++) {
      Question question = question(new Random(seed + i), i);
      Answer answer = TeamSolver.solve(question, ANSWERS_MAX);
      String story = "seed " + (seed + i);
      assertTrue(answer.isProven(), story);
      assertEquals(cheapest(question, 0), answer.cost(), story);
      assertTogether(question, answer, story);
      var taken = new Optimum(answer.choice(), new long[question.places().size()]);
      assertEquals(answer.cost(), taken.cost(question.options(), question.places()), story);
    }
  }

  @Test
  void aSearchThatEndsEarlySaysWhatABetterAnswerWouldCost() {
    int unproven = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Question question = question(new Random(seed + i), i);
      long cheapest = TeamSolver.solve(question, ANSWERS_MAX).cost();
      int limit = question.teams().size() + 1;
      try {
        Answer early = TeamSolver.solve(question, limit);
        assertTrue(early.bound() <= cheapest, "seed " + (seed + i));
        assertTrue(early.cost() >= cheapest, "seed " + (seed + i));
        assertTogether(question, early, "seed " + (seed + i));
        unproven += early.isProven() ? 0 : 1;
      } catch (IllegalArgumentException e) {
        unproven++;
      }
    }
    assertTrue(unproven > 0, "seed " + seed);
  }

  @Test
  void nobodyIsInTwoTeams() {
    Question question = question(new Random(seed), 0);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Question(
                question.options(),
                question.places(),
                question.posts(),
                List.of(new int[] {0, 1}, new int[] {1})));
  }

  private static void assertTogether(Question question, Answer answer, String story) {
    for (int[] team : question.teams()) {
      int first = end(question, question.options().place(answer.choice()[team[0]]));
      for (int person : team) {
        assertEquals(first, end(question, question.options().place(answer.choice()[person])), story);
      }
    }
  }

  private static int end(Question question, int place) {
    return Math.min(place, question.posts());
  }

  /** Every end of this team and those behind it, each answered by the independent solver. */
  private static long cheapest(Question question, int team) {
    if (team == question.teams().size()) {
      return new OrToolsOracle(question.options(), question.places()).cost();
    }
    long cheapest = Long.MAX_VALUE;
    for (int end = 0; end <= question.posts(); end++) {
      var together = new Question(
          sent(question, question.teams().get(team), end),
          question.places(),
          question.posts(),
          question.teams());
      if (together.options().people() == question.options().people()) {
        cheapest = Math.min(cheapest, cheapest(together, team + 1));
      }
    }
    return cheapest;
  }

  /** Only options with this end for the team; without anybody when it cannot end there. */
  private static Options sent(Question question, int[] team, int end) {
    var members = java.util.Arrays.stream(team).boxed().toList();
    Options options = question.options();
    var sent = new Options.Builder();
    for (int person = 0; person < options.people(); person++) {
      sent.person();
      int kept = 0;
      for (int o = options.from(person); o < options.until(person); o++) {
        if (!members.contains(person) || end(question, options.place(o)) == end) {
          sent.option(options.place(o), options.cost(o));
          kept++;
        }
      }
      if (kept == 0) {
        return new Options.Builder().build();
      }
    }
    return sent.build();
  }

  /** People with a home each, some of them in teams of two to four. */
  private static Question question(Random random, int round) {
    int posts = 1 + random.nextInt(4);
    int people = 8 + random.nextInt(20);
    var places = new Places.Builder();
    for (int post = 0; post < posts; post++) {
      int least = random.nextInt(7);
      places.place(least, least + random.nextInt(2), SampleMatching.UNFILLED, worth(random));
    }
    places.place(0, people, 0, 0);
    places.place(random.nextInt(3), people, 1_000, 0);
    Shape shape = Shape.values()[round % Shape.values().length];
    var options = new Options.Builder();
    for (int person = 0; person < people; person++) {
      options.person();
      options.option(posts + random.nextInt(2), 0);
      for (int post = 0; post < posts; post++) {
        if (random.nextInt(5) > 0) {
          options.option(post, cost(shape, random));
        }
      }
    }
    var teams = new ArrayList<int[]>();
    int next = 0;
    for (int team = 1 + random.nextInt(3); team > 0 && next + 4 < people; team--) {
      int[] members = new int[2 + random.nextInt(3)];
      for (int i = 0; i < members.length; i++) {
        members[i] = next++;
      }
      teams.add(members);
    }
    return new Question(options.build(), places.build(), posts, teams);
  }

  private static long worth(Random random) {
    return random.nextInt(3) == 0 ? 30_000 : SampleMatching.UNFILLED;
  }

  private static long cost(Shape shape, Random random) {
    return switch (shape) {
      case GROUND, TOWN -> 100 + random.nextInt(50_000);
      case ANY -> random.nextInt(100_000) - 20_000L;
      case TIES -> random.nextInt(3);
      case FLAT -> 7;
    };
  }
}
