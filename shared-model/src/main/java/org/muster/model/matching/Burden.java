package org.muster.model.matching;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Volunteer;

/**
 * What it means for somebody to serve in a community, in metres of way: recent duties and light
 * health count as so many metres more, a pairing with the community as so many less. And the same
 * in reasons an officer can read out.
 */
final class Burden {
  private static final long UNKNOWN_HOME_M = 30_000;
  private static final long RECENT_DUTY_M = 2_000;
  private static final long LIMITED_M = 20_000;

  /** Knowing the place is worth so much way. */
  private static final long PAIRED_M = 5_000;

  private final Ranking.Travel travel;

  Burden(Ranking.Travel travel) {
    this.travel = travel;
  }

  long metres(Person person, AreaCode community) {
    return wayM(person, community) + strainM(person);
  }

  /** The way alone, shorter where the person knows the place. */
  long wayM(Person person, AreaCode community) {
    long way = Math.round(way(person, community).orElse(UNKNOWN_HOME_M));
    return person.isPairedWith(community) ? Math.max(0, way - PAIRED_M) : way;
  }

  /** What it means for the person wherever they go. */
  long strainM(Person person) {
    long light = person.volunteer().health() == Volunteer.Health.LIMITED ? LIMITED_M : 0;
    return light + RECENT_DUTY_M * person.recentDuties();
  }

  List<Reason> reasons(Person person, AreaCode community) {
    Volunteer volunteer = person.volunteer();
    var reasons = new ArrayList<Reason>();
    reasons.add(home(person, community));
    if (person.isPairedWith(community)) {
      reasons.add(new Reason(Reason.Kind.PAIRED, ""));
    }
    if (volunteer.shock()) {
      reasons.add(new Reason(Reason.Kind.SHOCK, ""));
    }
    if (!volunteer.skills().isEmpty()) {
      String skills = String.join("、", volunteer.skills().stream().sorted().toList());
      reasons.add(new Reason(Reason.Kind.SKILLED, skills));
    }
    reasons.addAll(certified(volunteer));
    volunteer
        .trained()
        .ifPresent(days -> reasons.add(new Reason(Reason.Kind.TRAINED, days.until().toString())));
    reasons.add(
        person.recentDuties() == 0
            ? new Reason(Reason.Kind.FRESH, "")
            : new Reason(Reason.Kind.BUSY, Integer.toString(person.recentDuties())));
    if (volunteer.health() == Volunteer.Health.LIMITED) {
      reasons.add(new Reason(Reason.Kind.LIMITED, ""));
    }
    return reasons;
  }

  /** The longest proof of each skill, with its last day. */
  private static List<Reason> certified(Volunteer volunteer) {
    var until = new TreeMap<String, LocalDate>();
    for (var certificate : volunteer.certificates()) {
      until.merge(certificate.skill(), certificate.valid().until(), (a, b) -> a.isAfter(b) ? a : b);
    }
    return until.entrySet().stream()
        .map(proof -> new Reason(Reason.Kind.CERTIFIED, proof.getKey() + " " + proof.getValue()))
        .toList();
  }

  private Reason home(Person person, AreaCode community) {
    if (isHome(person, community)) {
      return new Reason(Reason.Kind.HOME, "");
    }
    Optional<Duration> time =
        person.volunteer().community().flatMap(home -> travel.time(home, community));
    if (time.isPresent()) {
      return new Reason(Reason.Kind.MINUTES, Long.toString(minutes(time.get())));
    }
    OptionalDouble way = way(person, community);
    return way.isPresent()
        ? new Reason(Reason.Kind.NEAR, String.format(Locale.ROOT, "%.1f", way.getAsDouble() / 1000))
        : new Reason(Reason.Kind.HOME_UNKNOWN, "");
  }

  /** Begun minutes count. */
  private static long minutes(Duration time) {
    return Math.ceilDiv(time.toSeconds(), 60);
  }

  private static boolean isHome(Person person, AreaCode community) {
    return person.volunteer().community().filter(community::equals).isPresent();
  }

  private OptionalDouble way(Person person, AreaCode community) {
    return person
        .volunteer()
        .community()
        .map(home -> travel.metres(home, community))
        .orElse(OptionalDouble.empty());
  }
}
