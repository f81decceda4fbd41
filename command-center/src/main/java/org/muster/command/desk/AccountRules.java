package org.muster.command.desk;

import java.util.Set;
import org.muster.command.store.Scopes;
import org.muster.command.store.Sql;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;

/** Who may do what to accounts, and which accounts there can be. */
final class AccountRules {
  private AccountRules() {}

  /**
   * The system administrator creates, but cannot make an administrator of anybody alone: that takes
   * the security administrator as the second person.
   */
  static void mayCreate(Principal by, AccountRequest request) {
    require(by.is(Role.SYSADMIN));
    refuseExclusive(request.roles());
    require(request.roles().stream().noneMatch(Role::isAdministrator));
  }

  static void mayChange(Principal by, AccountId account, AccountChange change) {
    require(by.is(Role.SYSADMIN) || !change.administers());
    require(by.is(Role.SECADMIN) || !change.authorises());
    require(!by.id().equals(account) || !change.altersStanding());
  }

  static void mayEndSessions(Principal by) {
    require(by.is(Role.SYSADMIN) || by.is(Role.SECADMIN));
  }

  /** What an account is to be must not exclude itself, and must speak for something that exists. */
  static void check(Sql sql, Principal principal) {
    refuseExclusive(principal.roles());
    refuseMissing(principal.is(Role.LIAISON) && principal.unit().isEmpty(), "unit");
    refuseMissing(principal.is(Role.COMMUNITY) && principal.area().isEmpty(), "area");
    refuseMissing(principal.is(Role.VOLUNTEER) && principal.volunteer().isEmpty(), "volunteer");
    principal.unit().ifPresent(unit -> refuse(!Scopes.has(sql, unit), Refusal.UNKNOWN_UNIT));
    principal.area().ifPresent(area -> refuse(!Scopes.has(sql, area), Refusal.UNKNOWN_AREA));
    principal
        .volunteer()
        .ifPresent(volunteer -> refuse(!Scopes.has(sql, volunteer), Refusal.UNKNOWN_VOLUNTEER));
  }

  private static void refuseExclusive(Set<Role> roles) {
    boolean exclusive = roles.stream().anyMatch(a -> roles.stream().anyMatch(a::excludes));
    refuse(exclusive, Refusal.ROLES_EXCLUDE);
  }

  private static void refuseMissing(boolean missing, String field) {
    if (missing) {
      throw RefusedException.invalid(field, "missing for this role");
    }
  }

  private static void require(boolean allowed) {
    refuse(!allowed, Refusal.FORBIDDEN);
  }

  private static void refuse(boolean refused, Refusal refusal) {
    if (refused) {
      throw new RefusedException(refusal);
    }
  }
}
