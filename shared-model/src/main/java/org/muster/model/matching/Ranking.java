package org.muster.model.matching;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.VolunteerId;

/**
 * Proposes who of one unit goes where: near home first, rested before busy, light cases last.
 *
 * <p>As many places as possible are filled, and among all ways to do so one with the least {@link
 * Burden} of all people together is taken, where people compete for posts: nobody can be exchanged
 * to the advantage of all. Of equal ways the one with the lower ids is taken, so that the same
 * question always has the same answer.
 */
public final class Ranking {
  private final Burden burden;

  public Ranking(Travel travel) {
    this.burden = new Burden(travel);
  }

  /** How far people have to go. */
  @FunctionalInterface
  public interface Travel {
    /** Metres between two communities; empty when one is unknown. */
    OptionalDouble metres(AreaCode home, AreaCode post);

    /** How long the way takes, where that is known. */
    default Optional<Duration> time(AreaCode home, AreaCode post) {
      return Optional.empty();
    }
  }

  /**
   * Somebody in line for a community.
   *
   * @param crew with how many they go, themselves included; 0 for whoever goes alone
   */
  private record Stand(Person person, AreaCode community, long burdenM, int crew) {
    private static final Comparator<Stand> BY_BURDEN =
        Comparator.comparingLong(Stand::burdenM)
            .thenComparing(p -> p.person().volunteer().id().value())
            .thenComparing(Stand::community);

    VolunteerId volunteer() {
      return person.volunteer().id();
    }
  }

  /** Places the able people; each stands in one placement only, as chosen or as reserve. */
  public List<Placement> place(List<Post> posts, List<Person> people) {
    return place(posts, people, List.of());
  }

  /**
   * The same with teams that go to one community as a whole or not at all, as far as one of the
   * communities could take all of them who can go; rather than tear a team, a place stays open.
   */
  public List<Placement> place(
      List<Post> posts, List<Person> people, Collection<Set<VolunteerId>> teams) {
    return posts.isEmpty() ? List.of() : new Round(posts, people, teams).placements();
  }

  /** Only who is chosen for each community, best first, where nobody asks for the reasons. */
  public Map<AreaCode, List<VolunteerId>> choose(
      List<Post> posts, List<Person> people, Collection<Set<VolunteerId>> teams) {
    return posts.isEmpty() ? Map.of() : new Round(posts, people, teams).chosen();
  }

  /** One question, with everything in a fixed order, and its answer. */
  private final class Round {
    private final List<AreaCode> communities;
    private final List<Person> able;
    private final Crews crews;
    private final long[][] metres;
    private final Sharing sharing;
    private final List<Stand> chosen = new ArrayList<>();
    private final List<Stand> reserves = new ArrayList<>();

    Round(List<Post> posts, List<Person> people, Collection<Set<VolunteerId>> teams) {
      var open = new TreeMap<AreaCode, Integer>();
      posts.forEach(post -> open.merge(post.community(), post.open(), Integer::sum));
      communities = List.copyOf(open.keySet());
      able =
          people.stream()
              .filter(Person::isAble)
              .sorted(Comparator.comparing(person -> person.volunteer().id().value()))
              .toList();
      crews = Crews.of(teams, able, Collections.max(open.values()));
      metres = metres();
      int[] places = open.values().stream().mapToInt(Integer::intValue).toArray();
      sharing =
          crews.isEmpty()
              ? Sharing.alone(metres, places)
              : Sharing.inCrews(metres, places, crews.members());
      for (int person = 0; person < metres.length; person++) {
        int post = sharing.post(person);
        if (post < 0) {
          reserves.add(nearest(person));
        } else {
          chosen.add(stand(person, post, crews.size(person)));
        }
      }
      chosen.sort(Stand.BY_BURDEN);
      reserves.sort(Stand.BY_BURDEN);
    }

    private long[][] metres() {
      var all = new long[able.size()][communities.size()];
      for (int person = 0; person < all.length; person++) {
        for (int post = 0; post < communities.size(); post++) {
          all[person][post] = burden.metres(able.get(person), communities.get(post));
        }
      }
      return all;
    }

    Map<AreaCode, List<VolunteerId>> chosen() {
      return chosen.stream()
          .collect(groupingBy(Stand::community, mapping(Stand::volunteer, toList())));
    }

    List<Placement> placements() {
      var chosenBy = candidates(chosen);
      var reservesBy = candidates(reserves);
      var lacks = lacks();
      return communities.stream()
          .map(
              community ->
                  new Placement(
                      community,
                      chosenBy.getOrDefault(community, List.of()),
                      reservesBy.getOrDefault(community, List.of()),
                      Optional.ofNullable(lacks.get(community))))
          .toList();
    }

    private Stand stand(int person, int post, int crew) {
      return new Stand(able.get(person), communities.get(post), metres[person][post], crew);
    }

    private Stand nearest(int person) {
      return IntStream.range(0, communities.size())
          .mapToObj(post -> stand(person, post, 0))
          .min(Stand.BY_BURDEN)
          .orElseThrow();
    }

    private Map<AreaCode, Lack> lacks() {
      var lacks = new HashMap<AreaCode, Lack>();
      for (Shortfall one : sharing.shortfalls()) {
        List<AreaCode> rivals = one.rivals().stream().map(communities::get).toList();
        lacks.put(
            communities.get(one.place()),
            new Lack(one.lacking(), rivals, one.able(), one.needed()));
      }
      return lacks;
    }
  }

  private Map<AreaCode, List<Candidate>> candidates(List<Stand> stands) {
    var lists = new HashMap<AreaCode, List<Candidate>>();
    for (Stand stand : stands) {
      var list = lists.computeIfAbsent(stand.community(), _ -> new ArrayList<>());
      list.add(new Candidate(stand.volunteer(), list.size() + 1, reasons(stand)));
    }
    return lists;
  }

  private List<Reason> reasons(Stand stand) {
    var reasons = new ArrayList<Reason>();
    if (stand.crew() > 0) {
      reasons.add(new Reason(Reason.Kind.TEAM, Integer.toString(stand.crew())));
    }
    reasons.addAll(burden.reasons(stand.person(), stand.community()));
    return reasons;
  }

  Burden burden() {
    return burden;
  }
}
