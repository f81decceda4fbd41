package org.muster.model.matching;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cheapest matching in which teams stay together: all of a team are at one post, or none of
 * them is at any.
 *
 * <p>No flow can say that, and no method is known that is fast for every question. So the question
 * is first answered as if people were single, which costs no more than the answer looked for. Where
 * that tears a team, each post that all of the team can take is tried, and that none of them goes;
 * whatever costs as much as the best answer known is not pursued (branch and bound). Teams that the
 * answer does not tear are never looked at, hence a few large ones are quick. When the limit of
 * answers is reached, the best one is given with what an even better one would cost at least.
 */
public final class TeamSolver {
  private static final int OPEN = -2;
  private static final int NO_POST = -1;

  private final Options options;
  private final Places places;
  private final int posts;
  private final List<int[]> teams;
  private final long forbidden;
  private final LiveMatching live;
  private int answersLeft;
  private int[] best = {};
  private long least = Long.MAX_VALUE;
  private long bound = Long.MAX_VALUE;

  private TeamSolver(Question question, int answersMax) {
    options = question.options();
    places = question.places();
    posts = question.posts();
    teams = question.teams();
    forbidden = question.forbidden();
    answersLeft = answersMax;
    live = LiveMatching.of(options, places, MovePrice.NONE);
  }

  /**
   * What is asked.
   *
   * @param posts places with lower numbers are posts, the others are where people stay
   * @param teams the numbers of the people of each, nobody in two
   * @param forbidden a limit of a place whose breach costs so much is never broken, not even where
   *     the search ends early
   */
  public record Question(
      Options options, Places places, int posts, List<int[]> teams, long forbidden) {

    /** The same where each limit may be broken for its price. */
    public Question(Options options, Places places, int posts, List<int[]> teams) {
      this(options, places, posts, teams, Long.MAX_VALUE);
    }

    public Question {
      teams = List.copyOf(teams);
      int[] members = teams.stream().flatMapToInt(Arrays::stream).toArray();
      if (IntStream.of(members).distinct().count() < members.length) {
        throw new IllegalArgumentException("somebody is in two teams");
      }
    }
  }

  /**
   * What was found.
   *
   * @param choice the option of each person
   * @param bound no answer costs less; the cost itself when that is proven to be the least
   */
  public record Answer(List<Integer> choice, long cost, long bound) {
    public Answer {
      choice = List.copyOf(choice);
    }

    public boolean isProven() {
      return cost == bound;
    }
  }

  /**
   * Searches through so many answers at most.
   *
   * @throws IllegalArgumentException when the teams cannot stay together at all, or none was found
   *     within the limit
   */
  public static Answer solve(Question question, int answersMax) {
    var solver = new TeamSolver(question, answersMax);
    int[] ends = new int[question.teams().size()];
    Arrays.fill(ends, OPEN);
    solver.search(ends, Long.MIN_VALUE);
    if (solver.least == Long.MAX_VALUE) {
      throw new IllegalArgumentException("no way was found to keep the teams together");
    }
    List<Integer> choice = Arrays.stream(solver.best).boxed().toList();
    return new Answer(choice, solver.least, Math.min(solver.least, solver.bound));
  }

  /**
   * Answers with some teams sent where {@code ends} says.
   *
   * @param above what the answer costs at least, as is known before
   */
  private void search(int[] ends, long above) {
    if (above >= least) {
      return;
    }
    if (answersLeft-- <= 0) {
      bound = Math.min(bound, above);
      return;
    }
    Options limited = limited(ends);
    Renewal answer = live.renew(limited, places);
    long cost = answer.cost();
    if (cost >= least) {
      return;
    }
    int[] stands = new int[options.people()];
    Arrays.setAll(stands, person -> limited.place(answer.optimum().choice(person)));
    if (isForbidden(stands)) {
      return;
    }
    int torn = torn(stands);
    if (torn < 0) {
      least = cost;
      best = choices(stands);
      return;
    }
    for (int end : ends(torn, stands)) {
      int[] further = ends.clone();
      further[torn] = end;
      search(further, cost);
    }
  }

  /** Teams that are sent only ask for more, so nothing beyond such an answer is allowed either. */
  private boolean isForbidden(int[] stands) {
    int[] counts = new int[places.size()];
    IntStream.of(stands).forEach(place -> counts[place]++);
    return IntStream.range(0, counts.length)
        .anyMatch(
            place ->
                (places.crowding(place) >= forbidden && counts[place] > places.most(place))
                    || (places.missing(place) >= forbidden && counts[place] < places.least(place)));
  }

  /** The largest team whose people are at different posts, or only partly at one; -1 for none. */
  private int torn(int[] stands) {
    int torn = -1;
    for (int team = 0; team < teams.size(); team++) {
      int[] members = teams.get(team);
      long ends = IntStream.of(members).map(person -> end(stands[person])).distinct().count();
      if (ends > 1 && (torn < 0 || members.length > teams.get(torn).length)) {
        torn = team;
      }
    }
    return torn;
  }

  private int end(int place) {
    return place < posts ? place : NO_POST;
  }

  /** Where the team as a whole could go; first where most of it stands. */
  private List<Integer> ends(int team, int[] stands) {
    int[] members = teams.get(team);
    int[] there = new int[posts + 1];
    IntStream.of(members).forEach(person -> there[end(stands[person]) + 1]++);
    return IntStream.range(NO_POST, posts)
        .filter(end -> IntStream.of(members).allMatch(person -> canEnd(person, end)))
        .boxed()
        .sorted((a, b) -> Integer.compare(there[b + 1], there[a + 1]))
        .toList();
  }

  private boolean canEnd(int person, int end) {
    return IntStream.range(options.from(person), options.until(person))
        .anyMatch(o -> end(options.place(o)) == end);
  }

  /** Who belongs to a team with an end has only the options there. */
  private Options limited(int[] ends) {
    int[] endOf = new int[options.people()];
    Arrays.fill(endOf, OPEN);
    for (int team = 0; team < ends.length; team++) {
      for (int person : teams.get(team)) {
        endOf[person] = ends[team];
      }
    }
    var limited = new Options.Builder();
    for (int person = 0; person < endOf.length; person++) {
      limited.person();
      for (int o = options.from(person); o < options.until(person); o++) {
        if (endOf[person] == OPEN || endOf[person] == end(options.place(o))) {
          limited.option(options.place(o), options.cost(o));
        }
      }
    }
    return limited.build();
  }

  private int[] choices(int[] stands) {
    int[] choices = new int[stands.length];
    Arrays.setAll(choices, person -> options.find(person, stands[person]));
    return choices;
  }
}
