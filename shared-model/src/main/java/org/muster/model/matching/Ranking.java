package org.muster.model.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.muster.model.place.AreaCode;

/**
 * Proposes who of one unit goes where: near home first, rested before busy, light cases last.
 *
 * <p>As many places as possible are filled, and among all ways to do so one with the least {@link
 * Burden} of all people together is taken, where people compete for posts: nobody can be exchanged
 * to the advantage of all. Of equal ways the one with the lower ids is taken, so that the same
 * question always has the same answer.
 */
public final class Ranking {
  /** A place is left open only when nobody is left: more than what any chain of people costs. */
  private static final long OPEN_COST = Options.COST_MAX;

  /** No way within one country is longer; keeps the sums within bounds. */
  private static final long BURDEN_MAX_M = 4_000_000;

  private final Burden burden;

  public Ranking(Travel travel) {
    this.burden = new Burden(travel);
  }

  /** How far people have to go. */
  @FunctionalInterface
  public interface Travel {
    /** Metres between the centres of two communities; empty when one is unknown. */
    OptionalDouble metres(AreaCode home, AreaCode post);
  }

  /** Somebody in line for a community. */
  private record Stand(Person person, AreaCode community, long burdenM) {
    private static final Comparator<Stand> BY_BURDEN =
        Comparator.comparingLong(Stand::burdenM)
            .thenComparing(p -> p.person().volunteer().id().value())
            .thenComparing(Stand::community);
  }

  /** Places the able people; each stands in one placement only, as chosen or as reserve. */
  public List<Placement> place(List<Post> posts, List<Person> people) {
    var open = new TreeMap<AreaCode, Integer>();
    posts.forEach(post -> open.merge(post.community(), post.open(), Integer::sum));
    if (open.isEmpty()) {
      return List.of();
    }
    List<Person> able =
        people.stream()
            .filter(Person::isAble)
            .sorted(Comparator.comparing(person -> person.volunteer().id().value()))
            .toList();
    var chosen = new ArrayList<Stand>();
    var reserves = new ArrayList<Stand>();
    share(List.copyOf(open.keySet()), places(open), able, chosen, reserves);
    var chosenBy = candidates(chosen);
    var reservesBy = candidates(reserves);
    return open.keySet().stream()
        .map(
            community ->
                new Placement(
                    community,
                    chosenBy.getOrDefault(community, List.of()),
                    reservesBy.getOrDefault(community, List.of())))
        .toList();
  }

  /** The posts in the order of their communities, and last the place of those who stay. */
  private static Places places(Map<AreaCode, Integer> open) {
    var places = new Places.Builder();
    open.values().forEach(count -> places.place(count, count, OPEN_COST, OPEN_COST));
    places.place(0, Integer.MAX_VALUE, 0, 0);
    return places.build();
  }

  private void share(
      List<AreaCode> communities,
      Places places,
      List<Person> able,
      List<Stand> chosen,
      List<Stand> reserves) {
    var options = new Options.Builder();
    int staying = communities.size();
    var aims = Lexicographic.of(able.size(), BURDEN_MAX_M, able.size());
    for (Person person : able) {
      int number = options.person();
      for (int post = 0; post < staying; post++) {
        long metres = burden.metres(person, communities.get(post));
        options.option(post, aims.cost(Math.min(BURDEN_MAX_M, metres), number));
      }
      options.option(staying, 0);
    }
    Options all = options.build();
    Optimum optimum = Solver.solve(all, places);
    for (int i = 0; i < able.size(); i++) {
      Person person = able.get(i);
      int place = all.place(optimum.choice(i));
      if (place < staying) {
        chosen.add(stand(person, communities.get(place)));
      } else {
        reserves.add(nearest(person, communities));
      }
    }
  }

  private Stand stand(Person person, AreaCode community) {
    return new Stand(person, community, burden.metres(person, community));
  }

  private Stand nearest(Person person, List<AreaCode> communities) {
    return communities.stream()
        .map(community -> stand(person, community))
        .min(Stand.BY_BURDEN)
        .orElseThrow();
  }

  private Map<AreaCode, List<Candidate>> candidates(List<Stand> stands) {
    stands.sort(Stand.BY_BURDEN);
    var lists = new HashMap<AreaCode, List<Candidate>>();
    for (Stand stand : stands) {
      var list = lists.computeIfAbsent(stand.community(), _ -> new ArrayList<>());
      list.add(
          new Candidate(
              stand.person().volunteer().id(),
              list.size() + 1,
              burden.reasons(stand.person(), stand.community())));
    }
    return lists;
  }
}
