package org.muster.command.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.command.secret.OneTimeCodes;
import org.muster.command.secret.Vault;
import org.muster.command.store.Account;
import org.muster.command.store.AccountAudit;
import org.muster.command.store.AccountAudit.Action;
import org.muster.command.store.AccountAudit.Entry;
import org.muster.command.store.AccountStore;
import org.muster.command.store.CodeUseStore;
import org.muster.command.store.Database;
import org.muster.command.store.Sql;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;

/**
 * One-time codes of those who sign. A code is good once per account and purpose.
 *
 * <p>Checking and using are two steps, so that a code is used up in the same transaction as the act
 * it signs: an act that was not recorded can be repeated with the same code.
 */
public final class CodeDesk {
  private final Database database;
  private final Vault vault;

  public CodeDesk(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /** A code that was right for an account; good for {@link #use} only. */
  public static final class Proof {
    private final AccountId account;
    private final long step;

    private Proof(AccountId account, long step) {
      this.account = account;
      this.step = step;
    }
  }

  /** Checks and uses the code of somebody who signs, for an act that stands alone. */
  public void verifySignature(AccountId signer, String purpose, String otp, Instant at) {
    database.transaction(
        sql -> {
          var proof = check(sql, signer, otp, at);
          use(sql, proof, purpose);
          return proof;
        });
  }

  /** Refuses a wrong code, and counts it: too many lock the account. */
  public Proof check(Sql sql, AccountId signer, String otp, Instant at) {
    var account =
        AccountStore.find(sql, signer)
            .filter(a -> !a.standing().disabled())
            .orElseThrow(() -> new RefusedException(Refusal.OTP_WRONG));
    if (account.standing().isLocked(at)) {
      throw new RefusedException(Refusal.ACCOUNT_LOCKED);
    }
    return match(account, otp, at)
        .orElseThrow(
            () -> {
              countLater(signer, at);
              return new RefusedException(Refusal.OTP_WRONG);
            });
  }

  /** Uses the code up, within the transaction of the act; refuses when it was used for this. */
  public void use(Sql sql, Proof proof, String purpose) {
    if (!spend(sql, proof, purpose)) {
      throw new RefusedException(
          Refusal.OTP_WRONG, List.of(new FieldProblem("otp", "used before; wait for the next")));
    }
    AccountStore.clearFailures(sql, proof.account);
  }

  /** Uses the code up; false when it was used for this before. */
  boolean spend(Sql sql, Proof proof, String purpose) {
    return CodeUseStore.use(sql, proof.account, purpose, proof.step);
  }

  Optional<Proof> match(Account account, String otp, Instant at) {
    var step =
        account
            .proofs()
            .otpCipher()
            .map(vault::decrypt)
            .map(secret -> OneTimeCodes.matchingStep(secret, otp, at))
            .orElse(OptionalLong.empty());
    return step.isPresent()
        ? Optional.of(new Proof(account.id(), step.getAsLong()))
        : Optional.empty();
  }

  /**
   * Not in the transaction of the act, which is about to be undone; and without waiting, because
   * that transaction still holds a connection that the count may have to wait for.
   */
  private void countLater(AccountId signer, Instant at) {
    Thread.ofVirtual().name("wrong code").start(() -> countWrong(signer, at));
  }

  private void countWrong(AccountId signer, Instant at) {
    database.transaction(
        sql -> {
          AccountStore.countFailure(sql, signer, at, SignInDesk.lock(at));
          AccountAudit.append(
              sql,
              new Entry(
                  at,
                  Action.SIGNATURE,
                  false,
                  Optional.of(signer),
                  Optional.of(signer),
                  "",
                  "code"));
          return signer;
        });
  }
}
