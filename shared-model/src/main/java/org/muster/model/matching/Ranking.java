package org.muster.model.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;

/**
 * Proposes who of one unit goes where: near home first, rested before busy, light cases last.
 *
 * <p>Every (person, community) pair has a burden in metres of way; recent duties and light health
 * count as extra metres. Pairs are taken from the smallest burden upwards, as long as the person is
 * free and the community has room. Equal burdens are decided by the ids, so that the same question
 * always has the same answer. Cost: sorting people × communities of one unit.
 */
public final class Ranking {
  private static final long UNKNOWN_HOME_M = 30_000;
  private static final long RECENT_DUTY_M = 2_000;
  private static final long LIMITED_M = 20_000;

  private final Travel travel;

  public Ranking(Travel travel) {
    this.travel = travel;
  }

  /** How far people have to go. */
  @FunctionalInterface
  public interface Travel {
    /** Metres between the centres of two communities; empty when one is unknown. */
    OptionalDouble metres(AreaCode home, AreaCode post);
  }

  private record Pair(Person person, AreaCode community, long burdenM) {
    private static final Comparator<Pair> BY_BURDEN =
        Comparator.comparingLong(Pair::burdenM)
            .thenComparing(p -> p.person().volunteer().id().value())
            .thenComparing(Pair::community);
  }

  /** Places the able people; each stands in one placement only, as chosen or as reserve. */
  public List<Placement> place(List<Post> posts, List<Person> people) {
    List<Pair> pairs = pairs(posts, people);
    var open = new HashMap<AreaCode, Integer>();
    posts.forEach(post -> open.merge(post.community(), post.open(), Integer::sum));
    var chosen = new TreeMap<AreaCode, List<Candidate>>();
    var placed = new HashSet<VolunteerId>();
    for (Pair pair : pairs) {
      VolunteerId volunteer = pair.person().volunteer().id();
      if (open.getOrDefault(pair.community(), 0) > 0 && placed.add(volunteer)) {
        open.merge(pair.community(), -1, Integer::sum);
        add(chosen, pair);
      }
    }
    var reserves = new TreeMap<AreaCode, List<Candidate>>();
    for (Pair pair : pairs) {
      if (placed.add(pair.person().volunteer().id())) {
        add(reserves, pair);
      }
    }
    return posts.stream()
        .map(Post::community)
        .distinct()
        .sorted()
        .map(c -> new Placement(c, listOf(chosen, c), listOf(reserves, c)))
        .toList();
  }

  private List<Pair> pairs(List<Post> posts, List<Person> people) {
    Set<AreaCode> communities = new HashSet<>();
    posts.forEach(post -> communities.add(post.community()));
    var pairs = new ArrayList<Pair>();
    for (Person person : people) {
      if (person.isAble()) {
        communities.forEach(c -> pairs.add(new Pair(person, c, burdenM(person, c))));
      }
    }
    pairs.sort(Pair.BY_BURDEN);
    return pairs;
  }

  private long burdenM(Person person, AreaCode community) {
    long way = Math.round(way(person, community).orElse(UNKNOWN_HOME_M));
    long light = person.volunteer().health() == Volunteer.Health.LIMITED ? LIMITED_M : 0;
    return way + light + RECENT_DUTY_M * person.recentDuties();
  }

  private OptionalDouble way(Person person, AreaCode community) {
    return person
        .volunteer()
        .community()
        .map(home -> travel.metres(home, community))
        .orElse(OptionalDouble.empty());
  }

  private void add(Map<AreaCode, List<Candidate>> lists, Pair pair) {
    var list = lists.computeIfAbsent(pair.community(), _ -> new ArrayList<>());
    list.add(
        new Candidate(
            pair.person().volunteer().id(),
            list.size() + 1,
            reasons(pair.person(), pair.community())));
  }

  private List<Reason> reasons(Person person, AreaCode community) {
    var reasons = new ArrayList<Reason>();
    OptionalDouble way = way(person, community);
    if (person.volunteer().community().filter(community::equals).isPresent()) {
      reasons.add(new Reason(Reason.Kind.HOME, ""));
    } else if (way.isPresent()) {
      String kilometres = String.format(Locale.ROOT, "%.1f", way.getAsDouble() / 1000);
      reasons.add(new Reason(Reason.Kind.NEAR, kilometres));
    } else {
      reasons.add(new Reason(Reason.Kind.HOME_UNKNOWN, ""));
    }
    if (person.volunteer().shock()) {
      reasons.add(new Reason(Reason.Kind.SHOCK, ""));
    }
    reasons.add(
        person.recentDuties() == 0
            ? new Reason(Reason.Kind.FRESH, "")
            : new Reason(Reason.Kind.BUSY, Integer.toString(person.recentDuties())));
    if (person.volunteer().health() == Volunteer.Health.LIMITED) {
      reasons.add(new Reason(Reason.Kind.LIMITED, ""));
    }
    return reasons;
  }

  private static List<Candidate> listOf(Map<AreaCode, List<Candidate>> lists, AreaCode community) {
    return lists.getOrDefault(community, List.of());
  }
}
