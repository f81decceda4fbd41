package org.muster.model.matching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.muster.model.matching.Aims.Effort;
import org.muster.model.matching.Deployment.Limit;

/**
 * Needs, limits of units and aims in the trade's words, against a look at every way to send the
 * people. A failure names the seed.
 */
final class DeploymentProperties {
  private static final int ROUNDS = Integer.getInteger("matching.rounds", 1_200) / 4;
  private static final int STAYS = -1;
  private static final int RESTED_ENOUGH_H = 20;
  private static final long WAY_MAX = 50_000;

  private final long seed = new Random().nextLong();

  /** What is asked: of each person the unit and the effort of each post, null where they cannot. */
  private record Question(
      List<Integer> needs, List<Limit> limits, List<Integer> unitOf, List<List<Effort>> efforts) {
    Deployment.Builder builder(Aims aims) {
      var builder = new Deployment.Builder(aims);
      needs.forEach(builder::post);
      limits.forEach(builder::unit);
      for (int person = 0; person < unitOf.size(); person++) {
        int number = builder.person(unitOf.get(person));
        for (int post = 0; post < needs.size(); post++) {
          if (efforts.get(number).get(post).way() < WAY_MAX) {
            builder.way(post, efforts.get(number).get(post));
          }
        }
      }
      return builder;
    }
  }

  @Test
  void inStrictOrderNothingIsBetterInAnEarlierAim() {
    for (int i = 0; i < ROUNDS; i++) {
      Question question = question(new Random(seed + i));
      int places = question.needs().size() + question.limits().size();
      var answer = question.builder(new Aims.InOrder(places, RESTED_ENOUGH_H, WAY_MAX)).solve();
      int[] posts = new int[question.unitOf().size()];
      Arrays.setAll(posts, answer::post);
      String story = "seed " + (seed + i);
      assertTrue(answer.isProven(), story);
      assertArrayEquals(best(question, new int[posts.length], 0), score(question, posts), story);
      assertEquals(unmet(question, posts), said(answer), story);
    }
  }

  @Test
  void weighedTogetherTheCostIsThatOfAnIndependentSolver() {
    for (int i = 0; i < ROUNDS; i++) {
      Question question = question(new Random(seed + i));
      var asked =
          question
              .builder(new Aims.Weighed(2_000, 100, RESTED_ENOUGH_H, WAY_MAX))
              .inTeams(List.of());
      Optimum optimum = Solver.solve(asked.options(), asked.places());
      assertEquals(
          new OrToolsOracle(asked.options(), asked.places()).cost(),
          optimum.cost(asked.options(), asked.places()),
          "seed " + (seed + i));
    }
  }

  @Test
  void aUnitWhoseLimitIsReachedIsNamedAmongThoseWhoShareThePeople() {
    var aims = new Aims.InOrder(2, RESTED_ENOUGH_H, WAY_MAX);
    var builder = new Deployment.Builder(aims);
    int gate = builder.post(3);
    int unit = builder.unit(new Limit.AtMost(2));
    for (int i = 0; i < 5; i++) {
      int _ = builder.person(unit);
      builder.way(gate, new Effort(0, 0, 10));
    }
    Shortfall shortfall = builder.solve().shortfalls().getFirst();
    assertEquals(1, shortfall.lacking());
    assertEquals(List.of(gate, 1 + unit), shortfall.rivals());
  }

  /** Every post that is short, and every unit that sends too few, counted from the answer. */
  private static int said(Deployment answer) {
    return answer.shortfalls().stream().mapToInt(Shortfall::lacking).sum()
        + answer.unsent().stream().mapToInt(Deployment.Unsent::lacking).sum();
  }

  /** The best score of all ways to send those from a person on. */
  private static long[] best(Question question, int[] posts, int person) {
    if (person == posts.length) {
      return score(question, posts);
    }
    posts[person] = STAYS;
    long[] best = best(question, posts, person + 1);
    for (int post = 0; post < question.needs().size(); post++) {
      if (question.efforts().get(person).get(post).way() < WAY_MAX) {
        posts[person] = post;
        long[] other = best(question, posts, person + 1);
        best = Arrays.compare(other, best) < 0 ? other : best;
      }
    }
    return best;
  }

  /** Forbidden, unmet, duties, rest missing, way: the first outweighs all others. */
  private static long[] score(Question question, int[] posts) {
    long[] score = new long[5];
    for (int person = 0; person < posts.length; person++) {
      if (posts[person] != STAYS) {
        Effort effort = question.efforts().get(person).get(posts[person]);
        score[2] += effort.recentDuties();
        score[3] += RESTED_ENOUGH_H - effort.restedH();
        score[4] += effort.way();
      }
    }
    score[0] = forbidden(question, posts);
    score[1] = unmet(question, posts);
    return score;
  }

  private static int forbidden(Question question, int[] posts) {
    int forbidden = 0;
    for (int post = 0; post < question.needs().size(); post++) {
      forbidden += Math.max(0, at(posts, post) - question.needs().get(post));
    }
    for (int unit = 0; unit < question.limits().size(); unit++) {
      int sent = sent(question, posts, unit);
      forbidden +=
          switch (question.limits().get(unit)) {
            case Limit.None() -> 0;
            case Limit.AtMost(int most) -> Math.max(0, sent - most);
            case Limit.Exactly(int exactly) -> Math.max(0, sent - exactly);
          };
    }
    return forbidden;
  }

  private static int unmet(Question question, int[] posts) {
    int unmet = 0;
    for (int post = 0; post < question.needs().size(); post++) {
      unmet += Math.max(0, question.needs().get(post) - at(posts, post));
    }
    for (int unit = 0; unit < question.limits().size(); unit++) {
      if (question.limits().get(unit) instanceof Limit.Exactly(int exactly)) {
        unmet += Math.max(0, exactly - sent(question, posts, unit));
      }
    }
    return unmet;
  }

  private static int at(int[] posts, int post) {
    return (int) Arrays.stream(posts).filter(at -> at == post).count();
  }

  private static int sent(Question question, int[] posts, int unit) {
    int sent = 0;
    for (int person = 0; person < posts.length; person++) {
      sent += posts[person] != STAYS && question.unitOf().get(person) == unit ? 1 : 0;
    }
    return sent;
  }

  private static Question question(Random random) {
    var needs = new ArrayList<Integer>();
    for (int post = 1 + random.nextInt(3); post > 0; post--) {
      needs.add(random.nextInt(4));
    }
    var limits = new ArrayList<Limit>();
    for (int unit = 1 + random.nextInt(2); unit > 0; unit--) {
      limits.add(
          switch (random.nextInt(3)) {
            case 0 -> new Limit.None();
            case 1 -> new Limit.AtMost(random.nextInt(4));
            default -> new Limit.Exactly(random.nextInt(4));
          });
    }
    var unitOf = new ArrayList<Integer>();
    for (int person = 1 + random.nextInt(6); person > 0; person--) {
      unitOf.add(random.nextInt(limits.size()));
    }
    var efforts = new ArrayList<List<Effort>>();
    for (int person = 0; person < unitOf.size(); person++) {
      int duties = random.nextInt(3);
      int restedH = random.nextInt(RESTED_ENOUGH_H);
      var ways = new ArrayList<Effort>();
      for (int post = 0; post < needs.size(); post++) {
        boolean canGo = random.nextInt(4) > 0;
        ways.add(new Effort(duties, restedH, canGo ? random.nextInt(30_000) : WAY_MAX));
      }
      efforts.add(ways);
    }
    return new Question(needs, limits, unitOf, efforts);
  }
}
