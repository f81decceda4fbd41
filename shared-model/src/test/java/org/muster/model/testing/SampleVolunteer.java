package org.muster.model.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Absence;
import org.muster.model.roster.Certificate;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.Volunteer.Health;
import org.muster.model.roster.VolunteerId;

/** Somebody who can go, unless a test says otherwise. */
public record SampleVolunteer(Volunteer volunteer) {
  private static final DateSpan YEARS =
      new DateSpan(LocalDate.of(2026, 1, 1), LocalDate.of(2028, 12, 31));

  /** Number {@code n}: 36 years old, healthy, insured and trained. */
  public static SampleVolunteer volunteer(long n) {
    return new SampleVolunteer(
        new Volunteer(
            new VolunteerId(new UUID(0, n)),
            new UnitId(new UUID(0, 1)),
            LocalDate.of(1990, 3, 7),
            false,
            Health.GOOD,
            Optional.empty(),
            Set.of(),
            Optional.of(YEARS),
            Optional.of(YEARS),
            List.of(),
            List.of()));
  }

  public SampleVolunteer of(UnitId unit) {
    return with(unit, volunteer.birth(), volunteer.shock(), volunteer.health());
  }

  public SampleVolunteer born(String day) {
    return with(volunteer.unit(), LocalDate.parse(day), volunteer.shock(), volunteer.health());
  }

  public SampleVolunteer inShockTeam() {
    return with(volunteer.unit(), volunteer.birth(), true, volunteer.health());
  }

  public SampleVolunteer health(Health health) {
    return with(volunteer.unit(), volunteer.birth(), volunteer.shock(), health);
  }

  public SampleVolunteer livingIn(AreaCode community) {
    return new SampleVolunteer(
        new Volunteer(
            volunteer.id(),
            volunteer.unit(),
            volunteer.birth(),
            volunteer.shock(),
            volunteer.health(),
            Optional.of(community),
            volunteer.skills(),
            volunteer.insured(),
            volunteer.trained(),
            volunteer.absences(),
            volunteer.certificates()));
  }

  public SampleVolunteer skilledIn(String... skills) {
    return with(Set.of(skills), volunteer.insured(), volunteer.trained(), volunteer.absences());
  }

  public SampleVolunteer insured(String from, String until) {
    return with(volunteer.skills(), days(from, until), volunteer.trained(), volunteer.absences());
  }

  public SampleVolunteer uninsured() {
    return with(volunteer.skills(), Optional.empty(), volunteer.trained(), volunteer.absences());
  }

  public SampleVolunteer trained(String from, String until) {
    return with(volunteer.skills(), volunteer.insured(), days(from, until), volunteer.absences());
  }

  public SampleVolunteer untrained() {
    return with(volunteer.skills(), volunteer.insured(), Optional.empty(), volunteer.absences());
  }

  public SampleVolunteer away(Instant from, Instant until) {
    var absences = new ArrayList<>(volunteer.absences());
    absences.add(
        new Absence(
            new UUID(1, absences.size()),
            Absence.Kind.LEAVE,
            new TimeSpan(from, until),
            Absence.Enterer.LIAISON));
    return with(volunteer.skills(), volunteer.insured(), volunteer.trained(), absences);
  }

  /** With a certificate for one of the skills. */
  public SampleVolunteer certified(String skill, String from, String until) {
    var certificates = new ArrayList<>(volunteer.certificates());
    certificates.add(new Certificate(skill, Optional.empty(), days(from, until).orElseThrow()));
    return new SampleVolunteer(
        new Volunteer(
            volunteer.id(),
            volunteer.unit(),
            volunteer.birth(),
            volunteer.shock(),
            volunteer.health(),
            volunteer.community(),
            volunteer.skills(),
            volunteer.insured(),
            volunteer.trained(),
            volunteer.absences(),
            certificates));
  }

  private static Optional<DateSpan> days(String from, String until) {
    return Optional.of(new DateSpan(LocalDate.parse(from), LocalDate.parse(until)));
  }

  private SampleVolunteer with(UnitId unit, LocalDate birth, boolean shock, Health health) {
    return new SampleVolunteer(
        new Volunteer(
            volunteer.id(),
            unit,
            birth,
            shock,
            health,
            volunteer.community(),
            volunteer.skills(),
            volunteer.insured(),
            volunteer.trained(),
            volunteer.absences(),
            volunteer.certificates()));
  }

  private SampleVolunteer with(
      Set<String> skills,
      Optional<DateSpan> insured,
      Optional<DateSpan> trained,
      List<Absence> absences) {
    return new SampleVolunteer(
        new Volunteer(
            volunteer.id(),
            volunteer.unit(),
            volunteer.birth(),
            volunteer.shock(),
            volunteer.health(),
            volunteer.community(),
            skills,
            insured,
            trained,
            absences,
            volunteer.certificates()));
  }
}
