package org.muster.model.wave;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.muster.model.matching.Candidate;
import org.muster.model.matching.Person;
import org.muster.model.matching.Placement;
import org.muster.model.matching.Post;
import org.muster.model.matching.Ranking;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * Whom of a unit to ask for places that became open (递补): so many that enough say yes with a stated
 * probability, counting those who were asked before and may still say so.
 *
 * <p>The least burdened come first: whoever was out less often within the last days is asked before
 * anybody who was out more often; of equals the {@link Ranking} says who goes where.
 */
public final class Calling {
  private final Terms terms;
  private final Ranking ranking;

  public Calling(Terms terms) {
    this.terms = terms;
    this.ranking = new Ranking(terms.travel());
  }

  /**
   * Under what terms is called.
   *
   * @param travel by which people are ranked
   * @param straight by which answers were counted ({@link Acceptance})
   * @param hour by the clock there, 0 to 23
   * @param probability with which the places are to be filled by one wave; above 0, below 1
   */
  public record Terms(
      UnitId unit,
      Tier tier,
      int hour,
      Ranking.Travel travel,
      Ranking.Travel straight,
      Acceptance acceptance,
      double probability) {

    private double chance(Optional<AreaCode> home, AreaCode post) {
      OptionalDouble way =
          home.map(from -> straight.metres(from, post)).orElse(OptionalDouble.empty());
      return acceptance.of(
          new Circumstances(unit, tier, hour, way.orElse(Double.POSITIVE_INFINITY)));
    }
  }

  /**
   * Places of one community that nobody has promised to take.
   *
   * @param hoped where those live who were asked as reserves and have not answered
   */
  public record Vacancy(AreaCode community, int open, List<Optional<AreaCode>> hoped) {
    public Vacancy {
      hoped = List.copyOf(hoped);
    }
  }

  /**
   * Whom to ask now, per community, in the order of asking; each of the free at most once.
   *
   * @param spare how many of the free may be asked beyond one for each place; the others are needed
   *     elsewhere
   */
  public Map<AreaCode, List<Candidate>> next(
      List<Vacancy> vacancies, List<Person> free, int spare) {
    Map<AreaCode, List<Candidate>> lines = lines(vacancies, free, spare);
    var homes = new HashMap<VolunteerId, Optional<AreaCode>>();
    free.forEach(one -> homes.put(one.volunteer().id(), one.volunteer().community()));
    var asked = new HashMap<AreaCode, List<Candidate>>();
    for (Vacancy vacancy : vacancies) {
      List<Candidate> line = lines.getOrDefault(vacancy.community(), List.of());
      var from =
          line.stream().map(one -> homes.getOrDefault(one.volunteer(), Optional.empty())).toList();
      int more = more(vacancy, chances(vacancy, from));
      asked.put(vacancy.community(), List.copyOf(line.subList(0, more)));
    }
    return asked;
  }

  /** In line per community: first one for each place, so that none goes without, then the rest. */
  private Map<AreaCode, List<Candidate>> lines(
      List<Vacancy> vacancies, List<Person> free, int spare) {
    var lines = new HashMap<AreaCode, List<Candidate>>();
    var drawn = draw(wanted(vacancies, v -> v.open() - v.hoped().size()), free, lines);
    List<Person> left =
        free.stream()
            .filter(one -> !drawn.contains(one.volunteer().id()))
            .sorted(Comparator.comparingInt(Person::recentDuties))
            .limit(spare)
            .toList();
    draw(
        wanted(
            vacancies, v -> atMost(v, free) - lines.getOrDefault(v.community(), List.of()).size()),
        left,
        lines);
    return lines;
  }

  private static Map<AreaCode, Integer> wanted(
      List<Vacancy> vacancies, ToIntFunction<Vacancy> number) {
    var wanted = new TreeMap<AreaCode, Integer>();
    vacancies.forEach(v -> wanted.put(v.community(), Math.max(0, number.applyAsInt(v))));
    return wanted;
  }

  /**
   * The least burdened, then the next; of those alike as they are ranked. Returns who was drawn.
   */
  private Set<VolunteerId> draw(
      Map<AreaCode, Integer> wanted, List<Person> from, Map<AreaCode, List<Candidate>> lines) {
    var alike = new TreeMap<Integer, List<Person>>();
    from.forEach(one -> alike.computeIfAbsent(one.recentDuties(), _ -> new ArrayList<>()).add(one));
    var drawn = new HashSet<VolunteerId>();
    for (List<Person> people : alike.values()) {
      List<Post> posts =
          wanted.entrySet().stream()
              .filter(place -> place.getValue() > 0)
              .map(place -> new Post(place.getKey(), place.getValue()))
              .toList();
      for (Placement placed : ranking.place(posts, people)) {
        lines.computeIfAbsent(placed.community(), _ -> new ArrayList<>()).addAll(placed.chosen());
        wanted.merge(placed.community(), -placed.chosen().size(), Integer::sum);
        placed.chosen().forEach(one -> drawn.add(one.volunteer()));
      }
    }
    return drawn;
  }

  /** More than this are never wanted: whoever comes is no less likely to say yes. */
  private int atMost(Vacancy vacancy, List<Person> free) {
    var homes = free.stream().map(one -> one.volunteer().community()).toList();
    return more(vacancy, chances(vacancy, homes).stream().sorted().toList());
  }

  /** How many of these are to be asked beside those who have not answered. */
  private int more(Vacancy vacancy, List<Double> chances) {
    var all = new ArrayList<>(chances(vacancy, vacancy.hoped()));
    all.addAll(chances);
    int size = Wave.filling(vacancy.open(), terms.probability(), all).size();
    return Math.max(0, size - vacancy.hoped().size());
  }

  private List<Double> chances(Vacancy vacancy, List<Optional<AreaCode>> homes) {
    return homes.stream().map(home -> terms.chance(home, vacancy.community())).toList();
  }
}
