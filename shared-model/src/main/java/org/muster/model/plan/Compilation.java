package org.muster.model.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.LineReason.Kind;
import org.muster.model.roster.UnitId;

/**
 * A fresh plan, made of what communities need and of the people units have.
 *
 * <p>The highest tier is an exact transport of people: the metres that all of them have to go, with
 * {@link #PAIRING_M} more for who is sent to a community the unit was not paired with (包联), are the
 * fewest there are. The lower tiers take from each community's units the nearest first, so that
 * each tier contains the one beneath. Same question, same answer.
 *
 * @param lines with the reasons for each
 * @param leads who leads where more than one unit comes
 * @param shortages what no unit can send, by community and tier
 * @param burdenM the metres of the highest tier, pairing included
 * @param proven that no assignment has fewer
 */
public record Compilation(
    List<Line> lines,
    List<Arrangement> leads,
    List<Shortage> shortages,
    long burdenM,
    boolean proven) {
  /** A pairing is worth five kilometres of way to each person: people know the place. */
  public static final long PAIRING_M = 5_000;

  /** Where somebody's home is not known; the far end of a county. */
  private static final long UNKNOWN_HOME_M = 30_000;

  public Compilation {
    lines = List.copyOf(lines);
    leads = List.copyOf(leads);
    shortages = List.copyOf(shortages);
  }

  /** A line of the plan and why it is so. */
  public record Line(PlanLine owed, List<LineReason> reasons) {}

  /** People a community lacks in a tier. */
  public record Shortage(AreaCode community, Tier tier, int people) {}

  /** People a community needs; each tier at least as many as the one beneath. */
  public record Want(AreaCode community, int normal, int emergency, int critical) {
    public Want {
      if (normal < 0 || emergency < normal || critical < emergency) {
        throw new IllegalArgumentException(
            "常态 ≤ 应急 ≤ 紧急 is required: %d, %d, %d".formatted(normal, emergency, critical));
      }
    }

    int need(Tier tier) {
      return switch (tier) {
        case NORMAL -> normal;
        case EMERGENCY -> emergency;
        case CRITICAL -> critical;
      };
    }
  }

  /**
   * A unit's people.
   *
   * @param able how many it can send
   * @param homes how many of them live in which community; who is missing lives nobody knows where
   */
  public record Force(UnitId unit, int able, Map<AreaCode, Integer> homes) {
    public Force {
      homes = Collections.unmodifiableMap(new TreeMap<>(homes));
    }
  }

  /**
   * The facts.
   *
   * @param paired which unit served which community so far
   * @param metres between two communities; infinite when it is not known
   */
  public record Question(
      List<Want> wants,
      List<Force> forces,
      Set<Plan.Place> paired,
      ToDoubleBiFunction<AreaCode, AreaCode> metres) {
    public Question {
      wants = wants.stream().sorted(Comparator.comparing(Want::community)).toList();
      forces = forces.stream().sorted(Comparator.comparing(f -> f.unit().value())).toList();
      paired = Set.copyOf(paired);
    }
  }

  public static Compilation of(Question question) {
    int units = question.forces().size();
    int places = question.wants().size();
    var ways = new long[units][places];
    var burdens = new long[units][places];
    for (int i = 0; i < units; i++) {
      for (int j = 0; j < places; j++) {
        ways[i][j] = wayM(question, i, j);
        burdens[i][j] = ways[i][j] + (isPaired(question, i, j) ? 0 : PAIRING_M);
      }
    }
    var transport =
        Transport.of(
            question.forces().stream().mapToInt(Force::able).toArray(),
            question.wants().stream().mapToInt(Want::critical).toArray(),
            burdens);
    return new Draft(question, ways, burdens, transport).written();
  }

  private static boolean isPaired(Question question, int unit, int place) {
    return question
        .paired()
        .contains(
            new Plan.Place(
                question.wants().get(place).community(), question.forces().get(unit).unit()));
  }

  /** What a person of the unit has to go on average. */
  private static long wayM(Question question, int unit, int place) {
    Force force = question.forces().get(unit);
    AreaCode community = question.wants().get(place).community();
    double sum = 0;
    int people = 0;
    for (Map.Entry<AreaCode, Integer> home : force.homes().entrySet()) {
      double way =
          home.getKey().equals(community)
              ? 0
              : question.metres().applyAsDouble(home.getKey(), community);
      sum += home.getValue() * Math.min(way, UNKNOWN_HOME_M);
      people += home.getValue();
    }
    return people == 0 ? UNKNOWN_HOME_M : Math.round(sum / people);
  }

  /** Turns what is shipped into lines, community by community. */
  private static final class Draft {
    private final Question question;
    private final long[][] ways;
    private final long[][] burdens;
    private final Transport transport;

    Draft(Question question, long[][] ways, long[][] burdens, Transport transport) {
      this.question = question;
      this.ways = ways;
      this.burdens = burdens;
      this.transport = transport;
    }

    Compilation written() {
      var byPlace = new HashMap<Integer, List<Transport.Shipment>>();
      for (Transport.Shipment shipment : transport.shipments()) {
        byPlace.computeIfAbsent(shipment.sink(), _ -> new ArrayList<>()).add(shipment);
      }
      var lines = new ArrayList<Line>();
      var leads = new ArrayList<Arrangement>();
      var shortages = new ArrayList<Shortage>();
      for (int place = 0; place < question.wants().size(); place++) {
        int column = place;
        List<Transport.Shipment> sent = byPlace.getOrDefault(place, new ArrayList<>());
        sent.sort(
            Comparator.comparingLong((Transport.Shipment s) -> burdens[s.source()][column])
                .thenComparingInt(Transport.Shipment::source));
        lines.addAll(lines(place, sent));
        lead(place, sent).ifPresent(leads::add);
        shortages.addAll(shortages(place, sent));
      }
      return new Compilation(lines, leads, shortages, transport.cost(), transport.isProven());
    }

    private List<Line> lines(int place, List<Transport.Shipment> sent) {
      Want want = question.wants().get(place);
      int normal = want.normal();
      int emergency = want.emergency();
      var lines = new ArrayList<Line>();
      for (Transport.Shipment shipment : sent) {
        int some = Math.min(normal, shipment.amount());
        int more = Math.min(emergency, shipment.amount());
        normal -= some;
        emergency -= more;
        var owed =
            new PlanLine(
                want.community(),
                question.forces().get(shipment.source()).unit(),
                some,
                more,
                shipment.amount(),
                Optional.empty());
        lines.add(new Line(owed, reasons(shipment, sent.size() == 1)));
      }
      return lines;
    }

    private List<LineReason> reasons(Transport.Shipment shipment, boolean alone) {
      int unit = shipment.source();
      int place = shipment.sink();
      Force force = question.forces().get(unit);
      var reasons = new ArrayList<LineReason>();
      if (isPaired(question, unit, place)) {
        reasons.add(new LineReason(Kind.PAIRED, ""));
      }
      reasons.add(
          force.homes().isEmpty()
              ? new LineReason(Kind.WAY_UNKNOWN, "")
              : new LineReason(
                  Kind.WAY, String.format(Locale.ROOT, "%.1f", ways[unit][place] / 1000.0)));
      int residents = force.homes().getOrDefault(question.wants().get(place).community(), 0);
      if (residents > 0) {
        reasons.add(new LineReason(Kind.RESIDENTS, String.valueOf(residents)));
      }
      if (alone && transport.lacking(place) == 0) {
        reasons.add(new LineReason(Kind.ALONE, ""));
      }
      long full =
          IntStream.range(0, burdens.length)
              .filter(other -> burdens[other][place] < burdens[unit][place])
              .filter(other -> transport.left(other) == 0)
              .count();
      if (full > 0) {
        reasons.add(new LineReason(Kind.OTHERS_FULL, String.valueOf(full)));
      }
      reasons.add(
          new LineReason(
              Kind.CAPACITY, (force.able() - transport.left(unit)) + "/" + force.able()));
      return List.copyOf(reasons);
    }

    /** The nearest unit leads, from the lowest tier in which anybody is sent. */
    private Optional<Arrangement> lead(int place, List<Transport.Shipment> sent) {
      if (sent.size() < 2) {
        return Optional.empty();
      }
      Want want = question.wants().get(place);
      UnitId unit = question.forces().get(sent.getFirst().source()).unit();
      for (Tier tier : Tier.values()) {
        if (want.need(tier) > 0) {
          return Optional.of(
              new Arrangement(
                  want.community(),
                  tier,
                  List.of(),
                  new TreeMap<>(),
                  Optional.of(unit),
                  Optional.empty(),
                  new TreeMap<>()));
        }
      }
      return Optional.empty();
    }

    private List<Shortage> shortages(int place, List<Transport.Shipment> sent) {
      Want want = question.wants().get(place);
      int got = sent.stream().mapToInt(Transport.Shipment::amount).sum();
      var shortages = new ArrayList<Shortage>();
      for (Tier tier : Tier.values()) {
        if (want.need(tier) > got) {
          shortages.add(new Shortage(want.community(), tier, want.need(tier) - got));
        }
      }
      return shortages;
    }
  }
}
