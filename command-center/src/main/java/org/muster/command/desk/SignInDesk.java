package org.muster.command.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.command.secret.Passwords;
import org.muster.command.secret.Tokens;
import org.muster.command.store.Account;
import org.muster.command.store.AccountAudit;
import org.muster.command.store.AccountAudit.Action;
import org.muster.command.store.AccountAudit.Entry;
import org.muster.command.store.AccountStore;
import org.muster.command.store.AccountStore.Lock;
import org.muster.command.store.Database;
import org.muster.command.store.Sql;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.wire.EnumNames;

/**
 * Signing in: a login, its password and, for those who sign orders, a one-time code.
 *
 * <p>Until the password was right nobody learns, by answer or by time taken, whether the login
 * exists; five failures lock it for half an hour (等保三级), and an address with very many failures
 * waits. Each try is in the audit.
 */
public final class SignInDesk {
  private static final int FAILURES_MAX = 5;
  private static final Duration LOCKED_FOR = Duration.ofMinutes(30);
  private static final String PURPOSE = "session";

  private final Database database;
  private final Passwords passwords;
  private final CodeDesk codes;
  private final SessionDesk sessions;

  public SignInDesk(Database database, Passwords passwords, CodeDesk codes, SessionDesk sessions) {
    this.database = database;
    this.passwords = passwords;
    this.codes = codes;
    this.sessions = sessions;
  }

  /** Somebody wants to sign in. */
  public record SignIn(String login, String password, Optional<String> otp, String ip, Instant at) {
    public SignIn {
      login = login.strip().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Signed in; the token is shown this once.
   *
   * @param before when somebody signed in with this account the last time
   */
  public record Opened(
      String token, Instant expiresAt, Principal principal, Optional<Instant> before) {

    /** What browsers have to show beside the cookie. */
    public String csrf() {
      return Tokens.csrf(token);
    }
  }

  static Lock lock(Instant at) {
    return new Lock(FAILURES_MAX, at.plus(LOCKED_FOR));
  }

  public Opened open(SignIn signIn) {
    AddressWatch.refuseGuessing(database, signIn.ip(), signIn.at());
    var account = database.read(sql -> AccountStore.find(sql, signIn.login()));
    if (account.isEmpty()) {
      passwords.verifyNobodys(signIn.password());
      note(signIn, Optional.empty(), Failure.LOGIN);
      throw Failure.LOGIN.told();
    }
    var known = account.get();
    failure(known, signIn)
        .ifPresent(
            failure -> {
              note(signIn, Optional.of(known.id()), failure);
              throw failure.told();
            });
    return begin(known, signIn);
  }

  /** Why somebody was not signed in; the name is what the audit says. */
  private enum Failure {
    LOGIN(Refusal.WRONG_CREDENTIALS),
    LOCKED(Refusal.ACCOUNT_LOCKED),
    DISABLED(Refusal.WRONG_CREDENTIALS),
    PASSWORD(Refusal.WRONG_CREDENTIALS),
    CODE_MISSING(Refusal.OTP_REQUIRED),
    CODE_WRONG(Refusal.WRONG_CREDENTIALS),
    CODE_USED(Refusal.WRONG_CREDENTIALS),
    OVERTAKEN(Refusal.WRONG_CREDENTIALS);

    private final Refusal refusal;

    Failure(Refusal refusal) {
      this.refusal = refusal;
    }

    boolean isGuess() {
      return this == PASSWORD || this == CODE_WRONG;
    }

    /** That it was the code is told only to those whose password was right. */
    RefusedException told() {
      return switch (this) {
        case CODE_WRONG -> told("wrong");
        case CODE_USED -> told("used before; wait for the next");
        default -> new RefusedException(refusal);
      };
    }

    private RefusedException told(String reason) {
      return new RefusedException(refusal, List.of(new FieldProblem("otp", reason)));
    }
  }

  private Optional<Failure> failure(Account account, SignIn signIn) {
    if (account.standing().isLocked(signIn.at())) {
      return Optional.of(Failure.LOCKED);
    }
    if (!passwords.verify(signIn.password(), account.proofs().passwordHash())) {
      return Optional.of(Failure.PASSWORD);
    }
    if (account.standing().disabled()) {
      return Optional.of(Failure.DISABLED);
    }
    if (account.proofs().otpCipher().isEmpty()) {
      return Optional.empty();
    }
    if (signIn.otp().isEmpty()) {
      return Optional.of(Failure.CODE_MISSING);
    }
    return codes.match(account, signIn.otp().get(), signIn.at()).isPresent()
        ? Optional.empty()
        : Optional.of(Failure.CODE_WRONG);
  }

  /** What the last step came to: signed in, or not after all. */
  private sealed interface Last {
    record SignedIn(Opened opened) implements Last {}

    record Failed(Failure failure) implements Last {}
  }

  private Opened begin(Account checked, SignIn signIn) {
    return switch (database.transaction(sql -> last(sql, checked, signIn))) {
      case Last.SignedIn(var opened) -> opened;
      case Last.Failed(var failure) -> {
        note(signIn, Optional.of(checked.id()), failure);
        throw failure.told();
      }
    };
  }

  /** On the account as it is now: another sign-in may have used the code or led to the lock. */
  private Last last(Sql sql, Account checked, SignIn signIn) {
    var account = AccountStore.lock(sql, checked.id()).filter(now -> same(now, checked));
    if (account.isEmpty()) {
      return new Last.Failed(Failure.OVERTAKEN);
    }
    if (account.get().standing().isLocked(signIn.at())) {
      return new Last.Failed(Failure.LOCKED);
    }
    var proof = signIn.otp().flatMap(otp -> codes.match(account.get(), otp, signIn.at()));
    if (proof.isPresent() && !codes.spend(sql, proof.get(), PURPOSE)) {
      return new Last.Failed(Failure.CODE_USED);
    }
    return new Last.SignedIn(begin(sql, account.get(), signIn));
  }

  /** Nothing that was checked has changed since. */
  private static boolean same(Account now, Account checked) {
    return now.version() == checked.version();
  }

  private Opened begin(Sql sql, Account account, SignIn signIn) {
    AccountStore.noteSignIn(sql, account.id(), signIn.at(), signIn.ip());
    AccountAudit.append(sql, entry(signIn, Optional.of(account.id()), true, ""));
    var begun = sessions.begin(sql, account.id(), signIn.at());
    return new Opened(
        begun.token(), begun.expiresAt(), account.principal(), account.standing().lastSignInAt());
  }

  private void note(SignIn signIn, Optional<AccountId> account, Failure failure) {
    database.transaction(
        sql -> {
          account
              .filter(_ -> failure.isGuess())
              .ifPresent(id -> AccountStore.countFailure(sql, id, signIn.at(), lock(signIn.at())));
          AccountAudit.append(sql, entry(signIn, account, false, EnumNames.of(failure)));
          return failure;
        });
  }

  private static Entry entry(
      SignIn signIn, Optional<AccountId> account, boolean success, String detail) {
    return new Entry(
        signIn.at(), Action.SIGN_IN, success, account, Optional.empty(), signIn.ip(), detail);
  }
}
