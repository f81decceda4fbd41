package org.muster.command.desk;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * An account that there should be, under this login.
 *
 * @param phone of a volunteer
 */
record Wanted(String login, Role role, Principal principal, Optional<String> phone) {

  static Wanted of(String login, Role role, String name) {
    var principal =
        new Principal(
            new AccountId(UUID.randomUUID()),
            name,
            Set.of(role),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Wanted(login, role, principal, Optional.empty());
  }

  Wanted within(Optional<AreaCode> area) {
    return with(principal.unit(), area, principal.volunteer());
  }

  Wanted of(UnitId unit) {
    return with(Optional.of(unit), principal.area(), principal.volunteer());
  }

  Wanted of(VolunteerId volunteer) {
    return with(principal.unit(), principal.area(), Optional.of(volunteer));
  }

  Wanted called(Optional<String> number) {
    return new Wanted(login, role, principal, number);
  }

  Optional<VolunteerId> volunteer() {
    return principal.volunteer();
  }

  private Wanted with(
      Optional<UnitId> unit, Optional<AreaCode> area, Optional<VolunteerId> volunteer) {
    var changed =
        new Principal(principal.id(), principal.name(), principal.roles(), unit, area, volunteer);
    return new Wanted(login, role, changed, phone);
  }

  /** What works for units and communities is made for trials only. */
  boolean trial() {
    return role == Role.LIAISON || role == Role.COMMUNITY || role == Role.VOLUNTEER;
  }

  /** The commander signs, and so has one-time codes. */
  boolean signs() {
    return role == Role.COMMANDER;
  }

  DemoAccount entry(String password, Optional<String> otpSecret) {
    return new DemoAccount(
        login,
        password,
        otpSecret,
        role,
        principal.unit(),
        principal.area(),
        principal.name(),
        phone);
  }
}
