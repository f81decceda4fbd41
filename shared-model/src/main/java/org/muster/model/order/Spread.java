package org.muster.model.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.muster.model.matching.Person;
import org.muster.model.matching.Post;
import org.muster.model.matching.QuotaSharing;
import org.muster.model.matching.QuotaSharing.Sender;
import org.muster.model.matching.Ranking;
import org.muster.model.order.Mobilisation.Question;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.PlanLine;
import org.muster.model.roster.UnitId;

/**
 * How many people each unit owes each community: by the plan, or a number that is spread.
 *
 * @param beyond places that nobody owes, because no unit sends more than the order says
 */
record Spread(List<Share> shares, int beyond) {
  Spread {
    shares = List.copyOf(shares);
  }

  static Spread of(Question question, Ranking ranking) {
    if (Boolean.TRUE.equals(question.text().need().byPlan())) {
      return byPlan(question);
    }
    List<Integer> needs = needs(question);
    return question.text().units().isEmpty()
        ? byLeadUnits(question, needs)
        : byNamedUnits(question, needs, ranking);
  }

  private static Spread byPlan(Question question) {
    List<Share> wanted =
        question.communities().stream()
            .flatMap(community -> linesOf(question, community).stream())
            .map(
                line -> new Share(line.unit(), line.community(), line.need(question.text().tier())))
            .toList();
    Optional<Integer> most = question.text().need().perUnit();
    return under(wanted, most.map(n -> Ceiling.ofEach(n, wanted)).orElse(wanted));
  }

  /** People for each community of the target. */
  private static List<Integer> needs(Question question) {
    Need need = question.text().need();
    if (need.total().isEmpty()) {
      return question.communities().stream().map(_ -> need.perCommunity().orElse(0)).toList();
    }
    List<Integer> weights = question.communities().stream().map(c -> weight(question, c)).toList();
    boolean level = need.perCommunity().isPresent() || weights.stream().allMatch(w -> w == 0);
    return Apportionment.spread(need.total().get(), level ? level(question) : weights);
  }

  /** What the whole plan sends to a community, whoever is to go this time. */
  private static int weight(Question question, AreaCode community) {
    return question.lines().stream()
        .filter(line -> line.community().equals(community))
        .mapToInt(line -> line.need(question.text().tier()))
        .sum();
  }

  /** The same for each community to which anybody can be sent. */
  private static List<Integer> level(Question question) {
    boolean anywhere = !question.text().units().isEmpty();
    return question.communities().stream()
        .map(community -> anywhere || !linesOf(question, community).isEmpty() ? 1 : 0)
        .toList();
  }

  /** Each community's people come from the units that the plan names for it. */
  private static Spread byLeadUnits(Question question, List<Integer> needs) {
    var shares = new ArrayList<Share>();
    for (int i = 0; i < needs.size(); i++) {
      List<PlanLine> lines = linesOf(question, question.communities().get(i));
      List<Integer> weights =
          lines.stream().map(line -> line.need(question.text().tier())).toList();
      List<Integer> parts = Apportionment.spread(needs.get(i), weights);
      for (int j = 0; j < parts.size(); j++) {
        shares.add(new Share(lines.get(j).unit(), lines.get(j).community(), parts.get(j)));
      }
    }
    return under(
        shares,
        question
            .text()
            .need()
            .perUnit()
            .map(most -> Ceiling.ofAll(most, shares, unit -> question.able(unit).size()))
            .orElse(shares));
  }

  /**
   * Named units share the whole by how many people they have. Each sends its people where they have
   * the least way of all together.
   */
  private static Spread byNamedUnits(Question question, List<Integer> needs, Ranking ranking) {
    List<UnitId> units = question.text().units();
    int total = needs.stream().mapToInt(Integer::intValue).sum();
    List<List<Person>> able = units.stream().map(question::able).toList();
    int most = question.text().need().perUnit().orElse(total);
    List<Integer> parts = Apportionment.spread(total, able.stream().map(List::size).toList(), most);
    List<AreaCode> communities = question.communities();
    List<Post> posts =
        IntStream.range(0, needs.size())
            .mapToObj(i -> new Post(communities.get(i), needs.get(i)))
            .toList();
    List<Sender> senders =
        IntStream.range(0, units.size())
            .mapToObj(unit -> new Sender(able.get(unit), parts.get(unit)))
            .toList();
    int[][] people = QuotaSharing.share(posts, senders, ranking);
    var shares = new ArrayList<Share>();
    for (int unit = 0; unit < people.length; unit++) {
      for (int i = 0; i < posts.size(); i++) {
        if (people[unit][i] > 0) {
          shares.add(new Share(units.get(unit), communities.get(i), people[unit][i]));
        }
      }
    }
    return new Spread(shares, total - parts.stream().mapToInt(Integer::intValue).sum());
  }

  private static Spread under(List<Share> wanted, List<Share> owed) {
    return new Spread(
        owed.stream().filter(share -> share.need() > 0).toList(), people(wanted) - people(owed));
  }

  private static int people(List<Share> shares) {
    return shares.stream().mapToInt(Share::need).sum();
  }

  private static List<PlanLine> linesOf(Question question, AreaCode community) {
    List<UnitId> units = question.text().units();
    return question.lines().stream()
        .filter(line -> line.community().equals(community))
        .filter(line -> units.isEmpty() || units.contains(line.unit()))
        .sorted(Comparator.comparing(PlanLine::unit, Mobilisation.BY_ID))
        .toList();
  }
}
