package org.muster.model.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/**
 * How a tier of a plan covers the communities (全覆盖): by whom, at which hours, how far from a
 * station; and where it leaves a hole.
 *
 * @param communities every community asked about, in the order of codes
 */
public record Coverage(Tier tier, List<Covered> communities) {
  public Coverage {
    communities = communities.stream().sorted(Comparator.comparing(Covered::community)).toList();
  }

  /** Why a community is not covered as it should be. */
  public enum Hole {
    /** Nobody is sent. */
    NOBODY,
    /** Of the hours wanted some have nobody on post; shifts that are not stated cover none. */
    HOURS,
    /** More shifts than people. */
    SHIFT_EMPTY,
    /** No station within the reach wanted. */
    FAR_FROM_STATION
  }

  /** People whom one unit sends. */
  public record Sent(UnitId unit, int people) {}

  /**
   * What one community gets.
   *
   * @param hours when somebody is on post, as few spans as there are; empty when nothing is stated
   * @param open what is left of the hours wanted
   * @param stationM metres to the next station; empty when there is none
   */
  public record Covered(
      AreaCode community,
      List<Sent> by,
      Optional<UnitId> lead,
      List<Shift> hours,
      List<Shift> open,
      OptionalDouble stationM,
      Set<Hole> holes) {
    public Covered {
      by = List.copyOf(by);
      holes = holes.isEmpty() ? Set.of() : EnumSet.copyOf(holes);
    }

    public int people() {
      return by.stream().mapToInt(Sent::people).sum();
    }
  }

  /**
   * What is asked of a plan.
   *
   * @param hours in which somebody is to be on post
   * @param stationM metres to the next station of a community; empty when there is none
   * @param reachM how far a station may be; empty when stations do not matter
   */
  public record Standard(
      List<Shift> hours, Function<AreaCode, OptionalDouble> stationM, OptionalDouble reachM) {
    /** Somebody at any hour, stations or not. */
    public static final Standard ANYBODY =
        new Standard(List.of(), _ -> OptionalDouble.empty(), OptionalDouble.empty());

    public Standard {
      hours = List.copyOf(hours);
    }
  }

  public static Coverage of(Plan plan, Tier tier, Collection<AreaCode> communities) {
    return of(plan, tier, communities, Standard.ANYBODY);
  }

  public static Coverage of(
      Plan plan, Tier tier, Collection<AreaCode> communities, Standard standard) {
    var sent = new TreeMap<AreaCode, List<Sent>>();
    communities.forEach(community -> sent.put(community, new ArrayList<>()));
    for (PlanLine line : plan.lines()) {
      List<Sent> list = sent.get(line.community());
      if (list != null && line.need(tier) > 0) {
        list.add(new Sent(line.unit(), line.need(tier)));
      }
    }
    Map<AreaCode, Arrangement> arranged = plan.arrangements(tier);
    var covered = new ArrayList<Covered>();
    sent.forEach(
        (community, by) -> {
          Arrangement said =
              Objects.requireNonNullElse(
                  arranged.get(community), Arrangement.open(community, tier));
          covered.add(covered(said, by, standard));
        });
    return new Coverage(tier, covered);
  }

  /** The communities to which nobody is sent. */
  public List<AreaCode> uncovered() {
    return with(Hole.NOBODY).stream().map(Covered::community).toList();
  }

  /** The communities that have a hole of this kind. */
  public List<Covered> with(Hole hole) {
    return communities.stream().filter(one -> one.holes().contains(hole)).toList();
  }

  public int people() {
    return communities.stream().mapToInt(Covered::people).sum();
  }

  private static Covered covered(Arrangement said, List<Sent> by, Standard standard) {
    int people = by.stream().mapToInt(Sent::people).sum();
    DayHours manned = people > 0 ? said.hours() : DayHours.of(List.of());
    DayHours open = manned.missing(DayHours.of(standard.hours()));
    OptionalDouble way = standard.stationM().apply(said.community());
    var holes = EnumSet.noneOf(Hole.class);
    if (people == 0) {
      holes.add(Hole.NOBODY);
    } else if (people < said.shifts().size()) {
      holes.add(Hole.SHIFT_EMPTY);
    }
    if (!open.isEmpty()) {
      holes.add(Hole.HOURS);
    }
    if (standard.reachM().isPresent()
        && way.orElse(Double.POSITIVE_INFINITY) > standard.reachM().getAsDouble()) {
      holes.add(Hole.FAR_FROM_STATION);
    }
    var lead = people > 0 ? said.lead() : Optional.<UnitId>empty();
    return new Covered(said.community(), by, lead, manned.spans(), open.spans(), way, holes);
  }
}
