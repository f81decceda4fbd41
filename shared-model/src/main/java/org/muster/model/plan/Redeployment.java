package org.muster.model.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * Who by name is called up, moved and released so that people stand as a tier of the plan wants
 * them; up and down by the same rule.
 *
 * <p>It starts from where people really stand, not from what an earlier tier wanted: whoever is
 * missing is called up, whoever is too many goes home, and nobody else is disturbed. A person never
 * stands in two places, since each is named in at most one step and each step says where from. What
 * a unit cannot send is a shortage, told by community.
 *
 * @param steps by unit; at most one a person
 * @param shortages places that stay open
 */
public record Redeployment(List<Step> steps, Map<Plan.Place, Integer> shortages) {
  private static final Comparator<UnitId> BY_ID = Comparator.comparing(UnitId::value);

  public Redeployment {
    steps = List.copyOf(steps);
    shortages = Collections.unmodifiableMap(new LinkedHashMap<>(shortages));
  }

  /**
   * Where somebody goes.
   *
   * @param from empty for who is called up
   * @param to empty for who is released
   */
  public record Step(
      VolunteerId volunteer, UnitId unit, Optional<AreaCode> from, Optional<AreaCode> to) {
    public Step {
      if (from.equals(to)) {
        throw new IllegalArgumentException("a step leads somewhere else");
      }
    }
  }

  /**
   * A unit's people.
   *
   * @param standing who stands where, the first to be sent home last
   * @param idle who could be called up, best first; whoever stands somewhere is passed over
   */
  public record People(Map<VolunteerId, AreaCode> standing, List<VolunteerId> idle) {
    public People {
      standing = Collections.unmodifiableMap(new LinkedHashMap<>(standing));
      idle = List.copyOf(idle);
    }
  }

  /** From where people stand to what the plan wants in a tier. */
  public static Redeployment of(
      Map<UnitId, People> people,
      PlanDifference.Stand wanted,
      ToDoubleBiFunction<AreaCode, AreaCode> metres) {
    var steps = new ArrayList<Step>();
    var shortages = new LinkedHashMap<Plan.Place, Integer>();
    Map<Plan.Place, Integer> needs = wanted.plan().needs(wanted.tier());
    var difference = PlanDifference.between(standing(people), needs, metres);
    var units = new TreeMap<UnitId, Hands>(BY_ID);
    people.forEach((unit, own) -> units.put(unit, new Hands(unit, own, steps)));
    for (PlanDifference.Move move : difference.moves()) {
      hands(units, move.unit(), steps).move(move);
    }
    for (PlanDifference.Change change : difference.changes()) {
      Hands hands = hands(units, change.unit(), steps);
      hands.release(change);
      int lacking = hands.callUp(change);
      if (lacking > 0) {
        shortages.put(new Plan.Place(change.community(), change.unit()), lacking);
      }
    }
    return new Redeployment(steps, shortages);
  }

  private static Hands hands(Map<UnitId, Hands> units, UnitId unit, List<Step> steps) {
    return units.computeIfAbsent(
        unit, _ -> new Hands(unit, new People(Map.of(), List.of()), steps));
  }

  private static Map<Plan.Place, Integer> standing(Map<UnitId, People> people) {
    var standing = new HashMap<Plan.Place, Integer>();
    people.forEach(
        (unit, own) ->
            own.standing()
                .values()
                .forEach(place -> standing.merge(new Plan.Place(place, unit), 1, Integer::sum)));
    return standing;
  }

  /** The people of one unit as they are taken from one place and put into another. */
  private static final class Hands {
    private final UnitId unit;
    private final Map<AreaCode, Deque<VolunteerId>> posts = new HashMap<>();
    private final Deque<VolunteerId> idle = new ArrayDeque<>();
    private final Collection<Step> steps;

    Hands(UnitId unit, People people, Collection<Step> steps) {
      this.unit = unit;
      this.steps = steps;
      people.standing().forEach((who, where) -> post(where).addLast(who));
      people.idle().stream()
          .distinct()
          .filter(who -> !people.standing().containsKey(who))
          .forEach(idle::addLast);
    }

    void move(PlanDifference.Move move) {
      for (int i = 0; i < move.people(); i++) {
        var who = Objects.requireNonNull(post(move.from()).pollLast());
        steps.add(new Step(who, unit, Optional.of(move.from()), Optional.of(move.to())));
      }
    }

    void release(PlanDifference.Change change) {
      for (int i = 0; i < change.released(); i++) {
        var who = Objects.requireNonNull(post(change.community()).pollLast());
        steps.add(new Step(who, unit, Optional.of(change.community()), Optional.empty()));
      }
    }

    /** Calls up who is idle; returns how many are lacking. */
    int callUp(PlanDifference.Change change) {
      int lacking = change.calledUp();
      while (lacking > 0 && !idle.isEmpty()) {
        var who = idle.removeFirst();
        steps.add(new Step(who, unit, Optional.empty(), Optional.of(change.community())));
        lacking--;
      }
      return lacking;
    }

    private Deque<VolunteerId> post(AreaCode place) {
      return posts.computeIfAbsent(place, _ -> new ArrayDeque<>());
    }
  }
}
