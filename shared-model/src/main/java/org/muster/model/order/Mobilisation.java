package org.muster.model.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.muster.model.matching.Person;
import org.muster.model.matching.Placement;
import org.muster.model.matching.Post;
import org.muster.model.matching.QuotaSharing;
import org.muster.model.matching.QuotaSharing.Sender;
import org.muster.model.matching.Ranking;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.PlanLine;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * What an order asks of whom: the quota of each unit for each community, and whom it rings at once.
 *
 * <p>Preview and signature use this one computation, so that what was shown is what is signed.
 *
 * @param able how many people of each unit can go today
 */
public record Mobilisation(List<Quota> quotas, SortedMap<UnitId, Integer> able) {

  /** Order of units wherever one is needed; any fixed one serves. */
  private static final Comparator<UnitId> BY_ID = Comparator.comparing(UnitId::value);

  public Mobilisation {
    quotas = List.copyOf(quotas);
    able = Collections.unmodifiableSortedMap(able);
  }

  /**
   * The facts it is computed from.
   *
   * @param communities the target, in the order of codes
   * @param lines the plan in force
   * @param people everybody of the units concerned, able or not
   * @param teams who are not to be torn where the order sends teams together
   */
  public record Question(
      OrderId order,
      OrderDocument text,
      List<AreaCode> communities,
      List<PlanLine> lines,
      Map<UnitId, List<Person>> people,
      List<Set<VolunteerId>> teams) {

    /** Shock teams are asked at once in 紧急, and when nobody else is wanted. */
    boolean ringsShockTeams() {
      return text.tier() == Tier.CRITICAL || text.need().isShockOnly();
    }

    /** Those who count as able: everybody without a bar, or only shock-team members. */
    private List<Person> able(UnitId unit) {
      return people.getOrDefault(unit, List.of()).stream()
          .filter(Person::isAble)
          .filter(p -> !text.need().isShockOnly() || p.volunteer().shock())
          .toList();
    }
  }

  private record Share(UnitId unit, AreaCode community, int need) {}

  /** No unit's answer depends on another's, so they are computed side by side. */
  public static Mobilisation of(Question question, Ranking ranking) {
    List<Share> shares =
        Boolean.TRUE.equals(question.text().need().byPlan())
            ? byPlan(question)
            : byNumber(question, ranking);
    SortedMap<UnitId, List<Share>> byUnit = byUnit(shares);
    var able = new TreeMap<UnitId, Integer>(BY_ID);
    byUnit.keySet().forEach(unit -> able.put(unit, question.able(unit).size()));
    List<Quota> quotas =
        byUnit.entrySet().parallelStream()
            .flatMap(own -> quotas(question, own.getKey(), own.getValue(), ranking).stream())
            .sorted(Comparator.comparing(Quota::community).thenComparing(Quota::unit, BY_ID))
            .toList();
    return new Mobilisation(quotas, able);
  }

  public int need() {
    return quotas.stream().mapToInt(Quota::need).sum();
  }

  public int need(UnitId unit) {
    return quotas.stream().filter(q -> q.unit().equals(unit)).mapToInt(Quota::need).sum();
  }

  /** How many people a unit owes beyond those who can go. */
  public int shortage(UnitId unit) {
    return Math.max(0, need(unit) - able.getOrDefault(unit, 0));
  }

  public int shortage() {
    return able.keySet().stream().mapToInt(this::shortage).sum();
  }

  private static List<Share> byPlan(Question question) {
    return question.communities().stream()
        .flatMap(community -> linesOf(question, community).stream())
        .map(line -> new Share(line.unit(), line.community(), line.need(question.text().tier())))
        .filter(share -> share.need() > 0)
        .toList();
  }

  private static List<Share> byNumber(Question question, Ranking ranking) {
    List<Integer> needs = needs(question);
    return question.text().units().isEmpty()
        ? byLeadUnits(question, needs)
        : byNamedUnits(question, needs, ranking);
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
  private static List<Share> byLeadUnits(Question question, List<Integer> needs) {
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
    return shares.stream().filter(share -> share.need() > 0).toList();
  }

  /**
   * Named units share the whole by how many people they have. Each sends its people where they have
   * the least way of all together.
   */
  private static List<Share> byNamedUnits(Question question, List<Integer> needs, Ranking ranking) {
    List<UnitId> units = question.text().units();
    int total = needs.stream().mapToInt(Integer::intValue).sum();
    List<List<Person>> able = units.stream().map(question::able).toList();
    List<Integer> parts = Apportionment.spread(total, able.stream().map(List::size).toList());
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
    return shares;
  }

  private static List<PlanLine> linesOf(Question question, AreaCode community) {
    List<UnitId> units = question.text().units();
    return question.lines().stream()
        .filter(line -> line.community().equals(community))
        .filter(line -> units.isEmpty() || units.contains(line.unit()))
        .sorted(Comparator.comparing(PlanLine::unit, BY_ID))
        .toList();
  }

  private static SortedMap<UnitId, List<Share>> byUnit(List<Share> shares) {
    var byUnit = new TreeMap<UnitId, List<Share>>(BY_ID);
    shares.forEach(s -> byUnit.computeIfAbsent(s.unit(), _ -> new ArrayList<>()).add(s));
    return byUnit;
  }

  private static List<Quota> quotas(
      Question question, UnitId unit, List<Share> shares, Ranking ranking) {
    Map<AreaCode, List<VolunteerId>> shock = shock(question, unit, shares, ranking);
    return shares.stream()
        .map(
            share ->
                new Quota(
                    QuotaId.of(question.order(), unit, share.community()),
                    CommitmentId.of(question.order(), unit),
                    unit,
                    share.community(),
                    share.need(),
                    shock.getOrDefault(share.community(), List.of())))
        .toList();
  }

  private static Map<AreaCode, List<VolunteerId>> shock(
      Question question, UnitId unit, List<Share> shares, Ranking ranking) {
    if (!question.ringsShockTeams()) {
      return Map.of();
    }
    List<Person> members =
        question.able(unit).stream().filter(person -> person.volunteer().shock()).toList();
    List<Post> posts = shares.stream().map(s -> new Post(s.community(), s.need())).toList();
    var shock = new HashMap<AreaCode, List<VolunteerId>>();
    for (Placement placement : ranking.place(posts, members, question.teams())) {
      shock.put(
          placement.community(), placement.chosen().stream().map(c -> c.volunteer()).toList());
    }
    return shock;
  }
}
