package org.muster.command.audience;

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
 * @param ableFor nothing bars them from this task: insured, trained, fit, available, rested, free
 */
public record Audience(
    Region region,
    Set<AreaCode> divisions,
    Set<UnitId> units,
    Set<String> skills,
    boolean shockOnly,
    Optional<Eligibility.Task> ableFor) {
  public static final Audience EVERYBODY =
      new Audience(new Everywhere(), Set.of(), Set.of(), Set.of(), false, Optional.empty());

  public Audience {
    divisions = Set.copyOf(divisions);
    units = Set.copyOf(units);
    skills = Set.copyOf(skills);
  }

  /** Inside polygons, with their borders and without their holes. */
  public Audience within(Geometry polygons) {
    return new Audience(new PolygonRegion(polygons), divisions, units, skills, shockOnly, ableFor);
  }

  public Audience within(LonLat center, double radiusM) {
    return new Audience(
        new CircleRegion(center, radiusM), divisions, units, skills, shockOnly, ableFor);
  }

  public Audience livingIn(Set<AreaCode> areas) {
    return new Audience(region, areas, units, skills, shockOnly, ableFor);
  }

  public Audience ofUnits(Set<UnitId> senders) {
    return new Audience(region, divisions, senders, skills, shockOnly, ableFor);
  }

  public Audience skilledIn(Set<String> wanted) {
    return new Audience(region, divisions, units, wanted, shockOnly, ableFor);
  }

  public Audience ofShockTeams() {
    return new Audience(region, divisions, units, skills, true, ableFor);
  }

  public Audience ableFor(Eligibility.Task task) {
    return new Audience(region, divisions, units, skills, shockOnly, Optional.of(task));
  }

  /** Everything but the ground, person by person. */
  boolean wants(Member member) {
    var volunteer = member.volunteer();
    return (!shockOnly || volunteer.shock())
        && (units.isEmpty() || units.contains(volunteer.unit()))
        && (skills.isEmpty() || volunteer.skills().containsAll(skills))
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
