package org.muster.command.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.muster.command.store.OrderStore;
import org.muster.command.store.OrderStore.RecordedResponse;
import org.muster.command.store.PeopleStore;
import org.muster.command.store.PeopleStore.Wanted;
import org.muster.command.store.Sql;
import org.muster.command.store.StandingQuotas;
import org.muster.command.store.TeamStore;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.matching.Person;
import org.muster.model.matching.Ranking;
import org.muster.model.matching.TravelTable;
import org.muster.model.matching.TravelTimes;
import org.muster.model.order.Mobilisation;
import org.muster.model.order.OrderDocument;
import org.muster.model.order.OrderId;
import org.muster.model.order.StepDown;
import org.muster.model.order.Target;
import org.muster.model.order.Terms;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.plan.Plan;
import org.muster.model.plan.PlanLine;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** Gathers the facts from which an order's quotas and first offers are computed. */
public final class Mobilising {
  private final OrderStore orders = new OrderStore();
  private final PeopleStore people;
  private final Supplier<Jurisdiction> places;
  private final Optional<TravelTable> times;
  private final Terms.Defaults defaults;

  /**
   * @param times between communities, where they are known
   */
  public Mobilising(
      PeopleStore people,
      Supplier<Jurisdiction> places,
      Optional<TravelTable> times,
      Terms.Defaults defaults) {
    this.people = people;
    this.places = places;
    this.times = times;
    this.defaults = defaults;
  }

  /**
   * The answer with the facts it rests on.
   *
   * @param task what somebody must be able to do to go
   */
  public record Answer(
      Mobilisation mobilisation,
      Terms terms,
      Eligibility.Task task,
      List<AreaCode> communities,
      Map<UnitId, List<Person>> people) {}

  /** Computes what the text, signed at {@code at}, would ask of whom. */
  public Answer answer(
      Sql sql,
      OrderId id,
      OrderDocument text,
      RecordedResponse response,
      Instant at,
      String space) {
    Terms terms = Terms.of(text, defaults, at);
    List<AreaCode> communities = communities(text.target());
    List<PlanLine> lines = lines(sql, text, response, communities);
    Wanted wanted = wanted(id, at, terms.until(), text.need().skills(), space);
    Map<UnitId, List<Person>> byUnit = people(sql, units(text, lines), wanted);
    List<Set<VolunteerId>> teams = teams(sql, text, at, byUnit.values());
    var question = new Mobilisation.Question(id, text, communities, lines, byUnit, teams);
    return new Answer(
        Mobilisation.of(question, ranking()), terms, wanted.task(), communities, byUnit);
  }

  /** The plan's lines; where only the difference is asked, what is left of them to ask. */
  private List<PlanLine> lines(
      Sql sql, OrderDocument text, RecordedResponse response, List<AreaCode> communities) {
    List<PlanLine> lines = orders.planLines(sql, response.plan(), communities);
    if (!text.need().isDifference()) {
      return lines;
    }
    Map<Plan.Place, Integer> standing = StepDown.people(StandingQuotas.list(sql, response.id()));
    return lines.stream().map(line -> left(line, text.tier(), standing)).toList();
  }

  private static PlanLine left(PlanLine line, Tier tier, Map<Plan.Place, Integer> standing) {
    var place = new Plan.Place(line.community(), line.unit());
    int left = Math.max(0, line.need(tier) - standing.getOrDefault(place, 0));
    return new PlanLine(line.community(), line.unit(), left, left, left, line.meetingPoint());
  }

  /** The communities of a target, each once; refuses codes that are not known. */
  public List<AreaCode> communities(Target target) {
    Jurisdiction jurisdiction = places.get();
    for (AreaCode code : target.areas()) {
      if (jurisdiction.find(code).isEmpty()) {
        throw ResponseDesk.refusal(Refusal.UNKNOWN_AREA, "target.areas", code.value());
      }
    }
    List<AreaCode> found = target.communities(jurisdiction);
    if (found.isEmpty()) {
      throw new RefusedException(Refusal.TARGET_EMPTY);
    }
    return found;
  }

  /** Ranks by the way from home to post, with what people did lately. */
  public Ranking ranking() {
    return new Ranking(travel());
  }

  /** The way from home to post: how long it takes, or how far it is as the crow flies. */
  Ranking.Travel travel() {
    Ranking.Travel straight = straight();
    return times.<Ranking.Travel>map(table -> new TravelTimes(table, straight)).orElse(straight);
  }

  /** Between the centres of the communities. */
  Ranking.Travel straight() {
    Jurisdiction jurisdiction = places.get();
    return (home, post) ->
        home.equals(post)
            ? OptionalDouble.of(0)
            : jurisdiction
                .findDistanceM(home, post)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
  }

  /**
   * Who of these people go together where an order sends teams as a whole (整队派出): members of one
   * specialist or standing team, then the shock team of a unit; the first team of a person counts.
   */
  static List<Set<VolunteerId>> teams(
      Sql sql, OrderDocument text, Instant at, Collection<List<Person>> byUnit) {
    if (!text.need().isTogether()) {
      return List.of();
    }
    var all = byUnit.stream().flatMap(List::stream).map(p -> p.volunteer().id()).toList();
    var teams = new ArrayList<Set<VolunteerId>>(TeamStore.membersOf(sql, all, at));
    for (List<Person> unit : byUnit) {
      teams.add(
          unit.stream()
              .filter(p -> p.volunteer().shock())
              .map(p -> p.volunteer().id())
              .collect(Collectors.toSet()));
    }
    return teams;
  }

  /** What people are wanted for under an order in force. */
  public static Wanted wanted(
      OrderId order, Instant from, Instant until, Collection<String> skills, String space) {
    Instant end = until.isAfter(from) ? until : from.plusSeconds(1);
    var task = new Eligibility.Task(new TimeSpan(from, end), Set.copyOf(skills));
    return new Wanted(order, task, space);
  }

  private Map<UnitId, List<Person>> people(Sql sql, Set<UnitId> units, Wanted wanted) {
    var byUnit = new LinkedHashMap<UnitId, List<Person>>();
    for (Person person : people.peopleOf(sql, units, wanted.task(), wanted.space())) {
      byUnit.computeIfAbsent(person.volunteer().unit(), _ -> new ArrayList<>()).add(person);
    }
    return byUnit;
  }

  private static Set<UnitId> units(OrderDocument text, List<PlanLine> lines) {
    var units = new LinkedHashSet<>(text.units());
    if (units.isEmpty()) {
      lines.forEach(line -> units.add(line.unit()));
    }
    return units;
  }
}
