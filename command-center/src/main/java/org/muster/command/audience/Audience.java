package org.muster.command.audience;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;
import org.muster.model.place.AreaCode;
import org.muster.model.place.LonLat;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.UnitId;

/**
 * Whom a question is about; what is not said does not limit.
 *
 * @param divisions the home community lies in one of them
 * @param skills each of them is needed
 * @param reachedSince a phone of theirs was proven reachable then or later
 * @param ableFor nothing bars them from this task: insured, trained, fit, available, rested, free
 */
public record Audience(
    Region region,
    Set<AreaCode> divisions,
    Set<UnitId> units,
    Set<String> skills,
    boolean shockOnly,
    Optional<Instant> reachedSince,
    Optional<Eligibility.Task> ableFor) {
  public static final Audience EVERYBODY =
      new Audience(
          new Everywhere(),
          Set.of(),
          Set.of(),
          Set.of(),
          false,
          Optional.empty(),
          Optional.empty());

  public Audience {
    divisions = Set.copyOf(divisions);
    units = Set.copyOf(units);
    skills = Set.copyOf(skills);
  }

  /** Inside polygons, with their borders and without their holes. */
  public Audience within(Geometry polygons) {
    return on(new PolygonRegion(polygons));
  }

  public Audience within(LonLat center, double radiusM) {
    return on(new CircleRegion(center, radiusM));
  }

  private Audience on(Region ground) {
    return new Audience(ground, divisions, units, skills, shockOnly, reachedSince, ableFor);
  }

  public Audience livingIn(Set<AreaCode> areas) {
    return new Audience(region, areas, units, skills, shockOnly, reachedSince, ableFor);
  }

  public Audience ofUnits(Set<UnitId> senders) {
    return new Audience(region, divisions, senders, skills, shockOnly, reachedSince, ableFor);
  }

  public Audience skilledIn(Set<String> wanted) {
    return new Audience(region, divisions, units, wanted, shockOnly, reachedSince, ableFor);
  }

  public Audience ofShockTeams() {
    return new Audience(region, divisions, units, skills, true, reachedSince, ableFor);
  }

  public Audience reachedSince(Instant since) {
    return new Audience(region, divisions, units, skills, shockOnly, Optional.of(since), ableFor);
  }

  public Audience ableFor(Eligibility.Task task) {
    return new Audience(
        region, divisions, units, skills, shockOnly, reachedSince, Optional.of(task));
  }

  /** Everything but the ground, person by person. */
  boolean wants(Member member) {
    var volunteer = member.volunteer();
    return (!shockOnly || volunteer.shock())
        && (units.isEmpty() || units.contains(volunteer.unit()))
        && (skills.isEmpty() || volunteer.skills().containsAll(skills))
        && (reachedSince.isEmpty() || !member.reached().isBefore(reachedSince.get()))
        && (divisions.isEmpty() || volunteer.community().filter(this::isAsked).isPresent())
        && (ableFor.isEmpty() || member.bars(ableFor.get()).isEmpty());
  }

  /** By the home's own code and those above it, since divisions may be many. */
  private boolean isAsked(AreaCode home) {
    AreaCode at = home;
    while (!divisions.contains(at)) {
      if (at.level() == AreaCode.Level.PROVINCE) {
        return false;
      }
      at = at.parent();
    }
    return true;
  }
}
