package org.muster.command.store;

import java.time.Instant;
import java.util.Optional;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;

/**
 * Who may sign in, as what, and by which proofs.
 *
 * @param principal what the person is and sees once signed in
 */
public record Account(
    Principal principal, String login, Proofs proofs, Standing standing, int version) {

  /**
   * How the person proves to be the one.
   *
   * @param otpCipher the encrypted secret of the one-time codes, for those who sign
   */
  public record Proofs(String passwordHash, Optional<byte[]> otpCipher) {}

  /**
   * Whether the account may be used now.
   *
   * @param lockedUntil set by too many failures, or by an administrator
   */
  public record Standing(
      boolean disabled, Optional<Instant> lockedUntil, Optional<Instant> lastSignInAt) {
    public boolean isLocked(Instant at) {
      return lockedUntil.filter(at::isBefore).isPresent();
    }
  }

  public AccountId id() {
    return principal.id();
  }

  public Account withPrincipal(Principal changed) {
    return new Account(changed, login, proofs, standing, version);
  }

  public Account withProofs(Proofs changed) {
    return new Account(principal, login, changed, standing, version);
  }

  public Account withStanding(Standing changed) {
    return new Account(principal, login, proofs, changed, version);
  }
}
