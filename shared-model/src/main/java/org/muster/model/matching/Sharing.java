package org.muster.model.matching;

import java.util.Arrays;
import java.util.List;

/**
 * Who of some people takes which of some posts: as many places as possible are filled, and among
 * all ways to do so one with the least way of all together is taken.
 */
final class Sharing {
  /** A place is left open only when nobody is left: more than what any chain of people costs. */
  private static final long OPEN_COST = Options.COST_MAX;

  /** No way within one country is longer; keeps the sums within bounds. */
  private static final long WAY_MAX_M = 4_000_000;

  /**
   * Answers looked through for teams, beside those that lead to a first one in any case; beyond,
   * the best one known is taken.
   */
  private static final int ANSWERS_MAX = 100;

  private final Options options;
  private final Places places;
  private final Optimum optimum;
  private final int posts;

  private Sharing(Options options, Places places, Optimum optimum, int posts) {
    this.options = options;
    this.places = places;
    this.optimum = optimum;
    this.posts = posts;
  }

  /**
   * Everybody alone; of equal ways the one with the lower numbers is taken.
   *
   * @param metres what each post means for each person
   * @param open how many each post needs
   */
  static Sharing alone(long[][] metres, int[] open) {
    var places = new Places.Builder();
    Arrays.stream(open).forEach(count -> places.place(count, count, OPEN_COST, OPEN_COST));
    int staying = places.place(0, Integer.MAX_VALUE, 0, 0);
    var options = new Options.Builder();
    var aims = Lexicographic.of(metres.length, WAY_MAX_M, metres.length);
    for (long[] ways : metres) {
      int number = options.person();
      for (int post = 0; post < staying; post++) {
        options.option(post, aims.cost(Math.min(WAY_MAX_M, ways[post]), number));
      }
      options.option(staying, 0);
    }
    Options all = options.build();
    Places wanted = places.build();
    return new Sharing(all, wanted, Solver.solve(all, wanted), staying);
  }

  /**
   * The same with crews that go to one post as a whole or not at all.
   *
   * @param crews the numbers of the people of each, nobody in two
   */
  static Sharing inCrews(long[][] metres, int[] open, List<int[]> crews) {
    var question = new Deployment.Builder(new Aims.Weighed(0, 0, 0, WAY_MAX_M));
    Arrays.stream(open).forEach(question::post);
    int unit = question.unit(new Deployment.Limit.None());
    for (long[] ways : metres) {
      question.person(unit);
      for (int post = 0; post < open.length; post++) {
        question.way(post, new Aims.Effort(0, 0, ways[post]));
      }
    }
    TeamSolver.Question asked = question.inTeams(crews);
    TeamSolver.Answer answer =
        TeamSolver.solve(asked, ANSWERS_MAX + crews.size() * (open.length + 1));
    int[] choice = answer.choice().stream().mapToInt(Integer::intValue).toArray();
    var optimum = new Optimum(choice, new long[asked.places().size()]);
    return new Sharing(asked.options(), asked.places(), optimum, open.length);
  }

  /** The post that the person takes; -1 for none. */
  int post(int person) {
    int place = options.place(optimum.choice(person));
    return place < posts ? place : -1;
  }

  /** Posts that stay short, as few people as possible in all. */
  List<Shortfall> shortfalls() {
    return Shortfall.of(options, places, optimum);
  }
}
