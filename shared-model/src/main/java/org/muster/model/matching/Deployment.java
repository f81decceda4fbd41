package org.muster.model.matching;

import java.util.ArrayList;
import java.util.List;

/**
 * Who is sent where: posts with needs, units with limits, people with what each way would cost
 * them; made into places and options, and answered exactly.
 *
 * <p>No post gets more than its need, and no unit sends more than its limit. Under that, as few
 * needs and exact limits as possible stay unmet; and among all ways to do so the {@link Aims} are
 * served best.
 */
public final class Deployment {
  private final Options options;
  private final Places places;
  private final int posts;
  private final List<Unit> units;
  private final Optimum optimum;

  private Deployment(Options options, Places places, List<Unit> units) {
    this.options = options;
    this.places = places;
    this.posts = places.size() - units.size();
    this.units = List.copyOf(units);
    this.optimum = Solver.solve(options, places);
  }

  private record Unit(Limit limit, int people) {}

  /** How many people a unit sends. */
  public sealed interface Limit {
    /** As many as are needed. */
    record None() implements Limit {}

    record AtMost(int people) implements Limit {}

    /** Not more, and every one fewer is a need unmet. */
    record Exactly(int people) implements Limit {}
  }

  /** A unit that sends fewer than it should. */
  public record Unsent(int unit, int lacking) {}

  /** Collects what is asked; posts, units and people have numbers from 0 each. */
  public static final class Builder {
    private record Way(int post, Aims.Effort effort) {}

    private record Candidate(int unit, List<Way> ways) {}

    private final Aims aims;
    private final List<Integer> needs = new ArrayList<>();
    private final List<Unit> units = new ArrayList<>();
    private final List<Candidate> people = new ArrayList<>();

    public Builder(Aims aims) {
      this.aims = aims;
    }

    /** The next post; returns its number. */
    public int post(int need) {
      needs.add(need);
      return needs.size() - 1;
    }

    /** The next unit; returns its number. */
    public int unit(Limit limit) {
      units.add(new Unit(limit, 0));
      return units.size() - 1;
    }

    /** The next person, who could take the posts that follow; returns the number. */
    public int person(int unit) {
      Unit sender = units.get(unit);
      units.set(unit, new Unit(sender.limit(), sender.people() + 1));
      people.add(new Candidate(unit, new ArrayList<>()));
      return people.size() - 1;
    }

    /** A post that the person last added could take. */
    public Builder way(int post, Aims.Effort effort) {
      people.getLast().ways().add(new Way(post, effort));
      return this;
    }

    /**
     * @throws IllegalArgumentException when the aims do not fit into whole numbers of 64 bits
     */
    public Deployment solve() {
      // Exchanges go along chains that pass a place once at most.
      long unmet = unmet(needs.size() + units.size() + 2);
      return new Deployment(options(), places(unmet, Math.multiplyExact(2, unmet)), units);
    }

    /** The same question for {@link TeamSolver}, where everybody may have to move for one need. */
    public TeamSolver.Question inTeams(List<int[]> teams) {
      int largest = teams.stream().mapToInt(team -> team.length).max().orElse(1);
      long unmet = unmet(people.size() + 1);
      // A team too many at a post may meet as many needs as it has people.
      long forbidden = Math.multiplyExact(largest + 1L, unmet);
      return new TeamSolver.Question(
          options(), places(unmet, forbidden), needs.size(), teams, forbidden);
    }

    /**
     * @param links how many people may have to move at most for one need
     */
    private long unmet(int links) {
      return Math.addExact(Math.multiplyExact((long) links, aims.worst()), 1);
    }

    private Places places(long unmet, long forbidden) {
      var places = new Places.Builder();
      needs.forEach(need -> places.place(need, need, unmet, forbidden));
      for (Unit unit : units) {
        int all = unit.people();
        switch (unit.limit()) {
          case Limit.None() -> places.place(0, all, 0, 0);
          case Limit.AtMost(int most) -> places.place(staying(all, most), all, forbidden, 0);
          case Limit.Exactly(int sent) ->
              places.place(staying(all, sent), staying(all, sent), forbidden, unmet);
        }
      }
      return places.build();
    }

    private static int staying(int all, int sent) {
      return Math.max(0, all - sent);
    }

    private Options options() {
      var options = new Options.Builder();
      for (Candidate one : people) {
        options.person();
        one.ways().forEach(way -> options.option(way.post(), aims.cost(way.effort())));
        options.option(needs.size() + one.unit(), 0);
      }
      return options.build();
    }
  }

  /** The post of a person; -1 for whoever stays. */
  public int post(int person) {
    int place = options.place(optimum.choice(person));
    return place < posts ? place : -1;
  }

  /** True when prices prove that nothing is better. */
  public boolean isProven() {
    return Certificate.proves(options, places, optimum);
  }

  /** Posts that stay short, as few people as possible in all, each with the reason. */
  public List<Shortfall> shortfalls() {
    return Shortfall.of(options, places, optimum);
  }

  /** Units that were to send exactly so many and cannot. */
  public List<Unsent> unsent() {
    int[] counts = optimum.counts(options, places);
    var unsent = new ArrayList<Unsent>();
    for (int unit = 0; unit < units.size(); unit++) {
      int sent = units.get(unit).people() - counts[posts + unit];
      if (units.get(unit).limit() instanceof Limit.Exactly(int wanted) && sent < wanted) {
        unsent.add(new Unsent(unit, wanted - sent));
      }
    }
    return unsent;
  }
}
