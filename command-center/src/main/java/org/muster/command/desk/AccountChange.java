package org.muster.command.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.command.store.Account;
import org.muster.command.store.Account.Standing;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/**
 * What is to be different about an account; what is absent stays.
 *
 * @param disabled whether the account is out of use; its sessions end at once
 * @param locked {@code false} lifts the lock after too many failures, {@code true} sets one that
 *     only an administrator lifts
 * @param password a new password
 * @param resetPassword a new password is made and shown once
 * @param resetOtp a new secret of one-time codes is made and shown once
 */
public record AccountChange(
    Optional<String> name,
    Optional<Boolean> disabled,
    Optional<Boolean> locked,
    Optional<String> password,
    Optional<Boolean> resetPassword,
    Optional<Set<Role>> roles,
    Optional<UnitId> unit,
    Optional<AreaCode> area,
    Optional<Boolean> resetOtp) {
  private static final Instant UNTIL_LIFTED = Instant.parse("9999-01-01T00:00:00Z");

  /** What the system administrator changes. */
  boolean administers() {
    return name.isPresent() || disabled.isPresent() || locked.isPresent() || replacesPassword();
  }

  /** What the security administrator changes. */
  boolean authorises() {
    return roles.isPresent() || unit.isPresent() || area.isPresent() || resetsOtp();
  }

  /** What nobody may do to the own account. */
  boolean altersStanding() {
    return disabled.isPresent() || locked.isPresent() || authorises();
  }

  /** What the holder must sign in anew for. */
  boolean endsSessions() {
    return authorises() || disabled.orElse(false) || locked.orElse(false) || replacesPassword();
  }

  boolean replacesPassword() {
    return password.isPresent() || resetsPassword();
  }

  boolean resetsPassword() {
    return resetPassword.orElse(false);
  }

  boolean resetsOtp() {
    return resetOtp.orElse(false);
  }

  /** The account as it will be, but for the proofs. */
  Account applyTo(Account account) {
    var now = account.principal();
    var principal =
        new Principal(
            now.id(),
            name.map(String::strip).orElse(now.name()),
            roles.orElse(now.roles()),
            unit.or(now::unit),
            area.or(now::area),
            now.volunteer());
    var standing = account.standing();
    return account
        .withPrincipal(principal)
        .withStanding(
            new Standing(
                disabled.orElse(standing.disabled()),
                locked
                    .map(lock -> lock ? Optional.of(UNTIL_LIFTED) : Optional.<Instant>empty())
                    .orElse(standing.lockedUntil()),
                standing.lastSignInAt()));
  }

  /** For the audit: what was changed, without secrets. */
  String summary() {
    List<String> words = new ArrayList<>();
    name.ifPresent(_ -> words.add("name"));
    disabled.ifPresent(value -> words.add("disabled=" + value));
    locked.ifPresent(value -> words.add("locked=" + value));
    roles.ifPresent(value -> words.add("roles=" + value.stream().sorted().toList()));
    unit.ifPresent(value -> words.add("unit=" + value.value()));
    area.ifPresent(value -> words.add("area=" + value));
    if (replacesPassword()) {
      words.add("password");
    }
    if (resetsOtp()) {
      words.add("one-time codes");
    }
    return String.join(", ", words);
  }
}
