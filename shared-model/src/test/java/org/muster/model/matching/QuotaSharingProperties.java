package org.muster.model.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.model.testing.SampleVolunteer.volunteer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.model.matching.QuotaSharing.Sender;
import org.muster.model.place.AreaCode;

/** What holds when several units fill the same posts. A failure names the seed. */
final class QuotaSharingProperties {
  private static final int ROUNDS = 200;

  /** Whole kilometres by number, so that no rounding stands between rule and oracle. */
  private static final Ranking RANKING =
      new Ranking(
          (home, post) -> OptionalDouble.of(1_000.0 * Math.abs(number(home) - number(post))));

  private final long seed = new Random().nextLong();

  private record Question(List<Post> posts, List<Sender> senders) {}

  @Test
  void everyUnitSendsItsPartAndEveryPostGetsWhatItNeeds() {
    for (int i = 0; i < ROUNDS; i++) {
      Question question = question(new Random(seed + i), true);
      int[][] counts = QuotaSharing.share(question.posts(), question.senders(), RANKING);
      for (int unit = 0; unit < counts.length; unit++) {
        int part = question.senders().get(unit).part();
        assertEquals(part, Arrays.stream(counts[unit]).sum(), "seed " + (seed + i));
      }
      for (int post = 0; post < question.posts().size(); post++) {
        int at = post;
        int sent = Arrays.stream(counts).mapToInt(of -> of[at]).sum();
        assertEquals(question.posts().get(post).open(), sent, "seed " + (seed + i));
      }
    }
  }

  @Test
  void theWaysTogetherAreThoseOfAnIndependentSolver() {
    for (int i = 0; i < ROUNDS; i++) {
      Question question = question(new Random(seed + i), false);
      int[][] counts = QuotaSharing.share(question.posts(), question.senders(), RANKING);
      assertEquals(cheapest(question), cheapest(sending(question, counts)), "seed " + (seed + i));
    }
  }

  @Test
  void wherePeopleLiveNobodysWayIsLongerThanItMustBe() {
    var posts = List.of(new Post(place(1), 2), new Post(place(9), 2));
    var far = new Sender(List.of(living(1, 9), living(2, 9)), 2);
    var near = new Sender(List.of(living(3, 1), living(4, 1)), 2);
    int[][] counts = QuotaSharing.share(posts, List.of(far, near), RANKING);
    assertTrue(
        Arrays.deepEquals(new int[][] {{0, 2}, {2, 0}}, counts), Arrays.deepToString(counts));
  }

  /** Each unit with its counts as a question of its own: who of it goes where. */
  private static List<Question> sending(Question question, int[][] counts) {
    return IntStream.range(0, counts.length)
        .mapToObj(
            unit -> {
              var posts = new ArrayList<Post>();
              for (int post = 0; post < counts[unit].length; post++) {
                posts.add(new Post(question.posts().get(post).community(), counts[unit][post]));
              }
              return new Question(posts, List.of(question.senders().get(unit)));
            })
        .toList();
  }

  private static long cheapest(List<Question> questions) {
    return questions.stream().mapToLong(QuotaSharingProperties::cheapest).sum();
  }

  /** Kilometres of all who go, by the oracle; everybody has a part to send and no more. */
  private static long cheapest(Question question) {
    var places = new Places.Builder();
    long unmet = 1L << 30;
    question.posts().forEach(post -> places.place(post.open(), post.open(), unmet, unmet));
    for (Sender sender : question.senders()) {
      int stay = sender.able().size() - sender.part();
      places.place(stay, stay, unmet, unmet);
    }
    var options = new Options.Builder();
    for (int unit = 0; unit < question.senders().size(); unit++) {
      for (Person person : question.senders().get(unit).able()) {
        options.person();
        options.option(question.posts().size() + unit, 0);
        for (int post = 0; post < question.posts().size(); post++) {
          int home = number(person.volunteer().community().orElseThrow());
          int way = Math.abs(home - number(question.posts().get(post).community()));
          options.option(post, way + 2L * person.recentDuties());
        }
      }
    }
    return new OrToolsOracle(options.build(), places.build()).cost();
  }

  /**
   * @param isTight whether units may owe more than they have
   */
  private static Question question(Random random, boolean isTight) {
    var senders = new ArrayList<Sender>();
    int owed = 0;
    int n = 0;
    for (int unit = 1 + random.nextInt(4); unit > 0; unit--) {
      var able = new ArrayList<Person>();
      for (int i = random.nextInt(8); i > 0; i--) {
        able.add(
            Person.unpaired(
                volunteer(++n).livingIn(place(1 + random.nextInt(9))).volunteer(),
                Set.of(),
                random.nextInt(3)));
      }
      int part = random.nextInt(able.size() + (isTight ? 3 : 1));
      senders.add(new Sender(able, part));
      owed += part;
    }
    var posts = new ArrayList<Post>();
    int[] open = new int[1 + random.nextInt(5)];
    for (; owed > 0; owed--) {
      open[random.nextInt(open.length)]++;
    }
    for (int post = 0; post < open.length; post++) {
      posts.add(new Post(place(1 + 2 * post), open[post]));
    }
    return new Question(posts, senders);
  }

  private static Person living(long n, int home) {
    return Person.unpaired(volunteer(n).livingIn(place(home)).volunteer(), Set.of(), 0);
  }

  private static AreaCode place(int n) {
    return AreaCode.of("33052200100" + n);
  }

  private static int number(AreaCode code) {
    return code.value().charAt(11) - '0';
  }
}
