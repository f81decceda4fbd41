package org.muster.model.access;

import java.util.Optional;
import java.util.Set;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * Who is asking: an account, or a volunteer's device.
 *
 * @param id the account; for a device the volunteer's own id
 * @param unit the unit a liaison speaks for
 * @param area the jurisdiction of a command post, street or community; everything beneath is seen
 * @param volunteer the person behind a volunteer's device
 */
public record Principal(
    AccountId id,
    String name,
    Set<Role> roles,
    Optional<UnitId> unit,
    Optional<AreaCode> area,
    Optional<VolunteerId> volunteer) {
  public Principal {
    roles = Set.copyOf(roles);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  public boolean isAny(Set<Role> wanted) {
    return wanted.stream().anyMatch(roles::contains);
  }

  /** The command post sees everything in its area; administrators see no business data. */
  public boolean sees(AreaCode place) {
    if (!commands() && !is(Role.COMMUNITY) && !is(Role.AUDITOR)) {
      return false;
    }
    return area.map(own -> own.covers(place)).orElse(!is(Role.COMMUNITY));
  }

  /** A unit is seen by its own liaison, the command post and the auditor. */
  public boolean sees(UnitId other) {
    return overlooks() || (is(Role.LIAISON) && unit.filter(other::equals).isPresent());
  }

  public boolean sees(VolunteerId other) {
    return volunteer.filter(other::equals).isPresent();
  }

  public boolean commands() {
    return is(Role.COMMANDER) || is(Role.DISPATCHER);
  }

  /** The command post and the auditor see more than one unit. */
  public boolean overlooks() {
    return commands() || is(Role.AUDITOR);
  }

  /** Those who send people have to know what concerns their going. */
  public boolean sends() {
    return commands() || is(Role.LIAISON);
  }
}
