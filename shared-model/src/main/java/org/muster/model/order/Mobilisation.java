package org.muster.model.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.muster.model.matching.Person;
import org.muster.model.matching.Post;
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
 * @param beyondCeiling places that nobody owes, because no unit sends more than the order says
 */
public record Mobilisation(List<Quota> quotas, SortedMap<UnitId, Integer> able, int beyondCeiling) {

  /** Order of units wherever one is needed; any fixed one serves. */
  static final Comparator<UnitId> BY_ID = Comparator.comparing(UnitId::value);

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
    List<Person> able(UnitId unit) {
      return people.getOrDefault(unit, List.of()).stream()
          .filter(Person::isAble)
          .filter(p -> !text.need().isShockOnly() || p.volunteer().shock())
          .toList();
    }
  }

  /** No unit's answer depends on another's, so they are computed side by side. */
  public static Mobilisation of(Question question, Ranking ranking) {
    Spread spread = Spread.of(question, ranking);
    SortedMap<UnitId, List<Share>> byUnit = byUnit(spread.shares());
    var able = new TreeMap<UnitId, Integer>(BY_ID);
    byUnit.keySet().forEach(unit -> able.put(unit, question.able(unit).size()));
    List<Quota> quotas =
        byUnit.entrySet().parallelStream()
            .flatMap(own -> quotas(question, own.getKey(), own.getValue(), ranking).stream())
            .sorted(Comparator.comparing(Quota::community).thenComparing(Quota::unit, BY_ID))
            .toList();
    return new Mobilisation(quotas, able, spread.beyond());
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
    return ranking.choose(posts, members, question.teams());
  }
}
