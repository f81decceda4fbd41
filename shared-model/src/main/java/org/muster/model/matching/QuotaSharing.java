package org.muster.model.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.muster.model.place.AreaCode;

/**
 * How many people of each unit go to each community when several units fill the same posts: each
 * unit sends exactly its part, and those who would then go have the least way of all together
 * ({@link Deployment}).
 *
 * <p>Ways count in whole kilometres; between equal ones units fill communities in turn, so that a
 * unit's people are not scattered for a few hundred metres.
 */
public final class QuotaSharing {
  private static final long STEP_M = 1_000;

  /** 400 km: whoever lives farther away lives far away. */
  private static final long STEPS_MAX = 400;

  /** Of the nearest communities of each person; a city's community has fewer neighbours. */
  private static final int WAYS_MAX = 30;

  private final List<Post> posts;
  private final Burden burden;

  /** Posts are the same for all who start from the same place. */
  private final Map<Start, List<Way>> ways = new HashMap<>();

  private record Start(Optional<AreaCode> home, Optional<AreaCode> paired) {}

  private record Way(int post, long steps) {}

  /**
   * A unit that sends people.
   *
   * @param able who could go
   * @param part how many it sends, as far as it has them
   */
  public record Sender(List<Person> able, int part) {
    public Sender {
      able = List.copyOf(able);
    }
  }

  private QuotaSharing(List<Post> posts, Ranking ranking) {
    this.posts = posts;
    this.burden = ranking.burden();
  }

  /**
   * For each sender the number of people for each post: as many as it needs and as is the unit's
   * part, as far as both go. What is beyond the people there are, or too far away, fills posts in
   * turn.
   */
  public static int[][] share(List<Post> posts, List<Sender> senders, Ranking ranking) {
    return new QuotaSharing(posts, ranking).share(senders);
  }

  private int[][] share(List<Sender> senders) {
    int ties = posts.size() * senders.size();
    var question = new Deployment.Builder(new Aims.Weighed(0, 0, 0, (STEPS_MAX + 1) * (ties + 1)));
    posts.forEach(post -> question.post(post.open()));
    for (Sender sender : senders) {
      int unit = question.unit(new Deployment.Limit.Exactly(sender.part()));
      for (Person person : sender.able()) {
        question.person(unit);
        long strain = burden.strainM(person) / STEP_M;
        for (Way way : ways(person)) {
          // Supermodular: among equal ways the later units get the later posts.
          long tie = ties - (long) unit * way.post();
          long felt = (way.steps() + strain) * (ties + 1) + tie;
          question.way(way.post(), new Aims.Effort(0, 0, felt));
        }
      }
    }
    int[][] counts = counts(senders, question.solve());
    fillInTurn(counts, senders);
    return counts;
  }

  private void fillInTurn(int[][] counts, List<Sender> senders) {
    int[] open = posts.stream().mapToInt(Post::open).toArray();
    for (int[] sent : counts) {
      Arrays.setAll(open, post -> open[post] - sent[post]);
    }
    for (int unit = 0; unit < counts.length; unit++) {
      int left = senders.get(unit).part() - IntStream.of(counts[unit]).sum();
      for (int post = 0; post < open.length && left > 0; post++) {
        int more = Math.min(left, open[post]);
        counts[unit][post] += more;
        open[post] -= more;
        left -= more;
      }
    }
  }

  private int[][] counts(List<Sender> senders, Deployment answer) {
    int[][] counts = new int[senders.size()][posts.size()];
    int person = 0;
    for (int unit = 0; unit < counts.length; unit++) {
      for (int i = 0; i < senders.get(unit).able().size(); i++) {
        int post = answer.post(person++);
        if (post >= 0) {
          counts[unit][post]++;
        }
      }
    }
    return counts;
  }

  private List<Way> ways(Person person) {
    var start = new Start(person.volunteer().community(), person.paired());
    return ways.computeIfAbsent(start, _ -> nearest(person));
  }

  private List<Way> nearest(Person person) {
    var all = new ArrayList<Way>();
    for (int post = 0; post < posts.size(); post++) {
      long metres = burden.wayM(person, posts.get(post).community());
      all.add(new Way(post, Math.min(STEPS_MAX, metres / STEP_M)));
    }
    return all.stream().sorted(Comparator.comparingLong(Way::steps)).limit(WAYS_MAX).toList();
  }
}
