package org.muster.model.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.Decision;
import org.muster.model.roster.ShockTeamEvent.ShockTeamFellShort;
import org.muster.model.roster.ShockTeamEvent.ShockTeamFilled;

/**
 * Any sequence of changes and any passing of time, against a recount that knows no shortcuts. A
 * failure names the seed; {@code -Dmuster.rounds} makes the run longer.
 */
final class ShockTeamProperties {
  private static final int ROUNDS = Integer.getInteger("muster.rounds", 200);
  private static final int STEPS = 60;
  private static final UnitId UNIT = new UnitId(new UUID(0, 1));
  private static final Instant START = Instant.parse("2026-11-20T03:00:00Z");

  private final long seed = new Random().nextLong();

  /** A unit that is counted on changes and when the rules say that a count runs out, only then. */
  private static final class Watched {
    private final Random chance;
    private final Map<VolunteerId, Volunteer> people = new HashMap<>();
    private final List<ShockTeamEvent> told = new ArrayList<>();
    private int headcount;
    private Instant now = START;
    private ShockWatch watch = ShockWatch.NONE;

    Watched(Random chance) {
      this.chance = chance;
      headcount = chance.nextInt(60);
      int many = chance.nextInt(12);
      for (int i = 0; i < many; i++) {
        change();
      }
    }

    void count() {
      var team = ShockTeam.of(headcount, people.values(), Eligibility.today(now));
      if (watch.count(UNIT, team, now) instanceof Decision.Accepted<ShockTeamEvent>(var events)) {
        for (ShockTeamEvent event : events) {
          told.add(event);
          watch = ShockWatch.evolve(event);
        }
      }
    }

    /** Time passes; every moment the rules name on the way is counted, and no other. */
    void pass(Duration time) {
      Instant goal = now.plus(time);
      Optional<Instant> turn = ShockTeam.nextChange(people.values(), now);
      while (turn.isPresent() && !turn.get().isAfter(goal)) {
        now = turn.get();
        count();
        turn = ShockTeam.nextChange(people.values(), now);
      }
      now = goal;
    }

    void change() {
      switch (chance.nextInt(8)) {
        case 0 -> headcount = chance.nextInt(60);
        case 1 -> people.remove(somebody());
        default -> {
          VolunteerId id = somebody();
          people.put(id, volunteer(id));
        }
      }
    }

    private VolunteerId somebody() {
      return new VolunteerId(new UUID(0, chance.nextInt(10)));
    }

    private Volunteer volunteer(VolunteerId id) {
      LocalDate today = now.atZone(Eligibility.BEIJING).toLocalDate();
      return new Volunteer(
          id,
          UNIT,
          today.minus(Period.of(18, 0, chance.nextInt(6) == 0 ? -chance.nextInt(4) : 900)),
          chance.nextInt(4) > 0,
          chance.nextInt(6) == 0 ? Volunteer.Health.UNFIT : Volunteer.Health.GOOD,
          Optional.empty(),
          Set.of(),
          days(today),
          days(today),
          absences(),
          List.of());
    }

    private Optional<DateSpan> days(LocalDate today) {
      LocalDate from = today.minusDays(chance.nextInt(4)).plusDays(chance.nextInt(3));
      return chance.nextInt(10) == 0
          ? Optional.empty()
          : Optional.of(new DateSpan(from, from.plusDays(chance.nextInt(9))));
    }

    private List<Absence> absences() {
      var absences = new ArrayList<Absence>();
      for (int n = chance.nextInt(3); n > 0; n--) {
        Instant from = now.plus(Duration.ofMinutes(chance.nextInt(5_000) - 1_500));
        var span = new TimeSpan(from, from.plus(Duration.ofMinutes(1 + chance.nextInt(3_000))));
        absences.add(
            new Absence(new UUID(2, n), Absence.Kind.LEAVE, span, Absence.Enterer.VOLUNTEER));
      }
      return absences;
    }

    /** Counts one by one, from the words of the rule. */
    boolean isShortByRecount() {
      int able = 0;
      LocalDate today = now.atZone(Eligibility.BEIJING).toLocalDate();
      Instant midnight = today.plusDays(1).atStartOfDay(Eligibility.BEIJING).toInstant();
      for (Volunteer one : people.values()) {
        boolean adult = Period.between(one.birth(), today).getYears() >= 18;
        boolean insured = one.insured().filter(s -> s.covers(today)).isPresent();
        boolean trained = one.trained().filter(s -> s.covers(today)).isPresent();
        boolean fit = one.health() != Volunteer.Health.UNFIT;
        boolean away = false;
        for (Absence absence : one.absences()) {
          away |=
              absence.during().from().isBefore(midnight) && absence.during().until().isAfter(now);
        }
        if (one.shock() && adult && insured && trained && fit && !away) {
          able++;
        }
      }
      return able * 10 < headcount;
    }
  }

  @Test
  void theStateThatWasToldIsAlwaysThatOfARecount() {
    for (int round = 0; round < ROUNDS; round++) {
      long own = seed + round;
      var unit = new Watched(new Random(own));
      unit.count();
      for (int step = 0; step < STEPS; step++) {
        if (unit.chance.nextBoolean()) {
          unit.change();
          unit.count();
        } else {
          unit.pass(Duration.ofMinutes(unit.chance.nextInt(3_000)));
        }
        String story = "seed " + own + ", step " + step + ", " + unit.now;
        assertEquals(unit.isShortByRecount(), unit.watch.isShort(), story);
      }
      assertTrue(alternates(unit.told), "seed " + own + ": " + unit.told);
    }
  }

  /** Each flip is told once: short, filled, short, … */
  private static boolean alternates(List<ShockTeamEvent> told) {
    boolean wantsShort = true;
    for (ShockTeamEvent event : told) {
      boolean fits =
          switch (event) {
            case ShockTeamFellShort _ -> wantsShort;
            case ShockTeamFilled _ -> !wantsShort;
          };
      if (!fits) {
        return false;
      }
      wantsShort = !wantsShort;
    }
    return true;
  }

  @Test
  void theTenthNeverUnderCounts() {
    for (int headcount = 0; headcount < 100_000; headcount++) {
      int required = ShockTeam.required(headcount);
      assertTrue(required * 10 >= headcount && (required - 1) * 10 < headcount, "of " + headcount);
    }
  }
}
