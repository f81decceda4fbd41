package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.AccountCard.Secrets;
import org.muster.command.secret.OneTimeCodes;
import org.muster.command.secret.PasswordRules;
import org.muster.command.secret.Passwords;
import org.muster.command.secret.Vault;
import org.muster.command.store.Account;
import org.muster.command.store.Account.Proofs;
import org.muster.command.store.Account.Standing;
import org.muster.command.store.AccountAudit;
import org.muster.command.store.AccountAudit.Action;
import org.muster.command.store.AccountAudit.Entry;
import org.muster.command.store.AccountStore;
import org.muster.command.store.AccountStore.Search;
import org.muster.command.store.Database;
import org.muster.command.store.NewAccount;
import org.muster.command.store.Sql;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;

/**
 * Accounts as the administrators keep them: the system administrator creates and locks, the
 * security administrator says who is what, and nobody changes the own standing.
 */
public final class AccountDesk {
  private final Database database;
  private final Passwords passwords;
  private final Vault vault;
  private final SessionDesk sessions;
  private final SealedReplies replies;

  public AccountDesk(Database database, Passwords passwords, Vault vault, SessionDesk sessions) {
    this.database = database;
    this.passwords = passwords;
    this.vault = vault;
    this.sessions = sessions;
    this.replies = new SealedReplies(database, vault);
  }

  /** A part of the list of accounts, and how many there are in all. */
  public record Part(List<AccountCard> accounts, long total) {}

  /**
   * Which accounts are wanted.
   *
   * @param text part of a login or name
   * @param role by its word
   */
  public record Wanted(
      Optional<String> text, Optional<String> role, String afterLogin, int limit) {}

  private record Made(Account account, Secrets secrets) {}

  /** What is searched for, behind a login, in the order of logins. */
  public Part list(Wanted wanted, Instant now) {
    var search = new Search(wanted.text(), wanted.role());
    return database.read(
        sql ->
            new Part(
                AccountStore.list(sql, search, wanted.afterLogin(), wanted.limit()).stream()
                    .map(account -> AccountCard.of(account, Secrets.NONE, now))
                    .toList(),
                AccountStore.count(sql, search)));
  }

  /** Answers with the account's card; the same request again gets the same answer. */
  public JsonNode create(Act act, AccountRequest request) {
    request.check();
    var made = made(request);
    return replies.once(
        act.envelope(),
        sql -> {
          AccountRules.mayCreate(act.by(), request);
          AccountRules.check(sql, made.account().principal());
          var fresh =
              new NewAccount(
                  made.account().principal(), request.login(), made.account().proofs(), false);
          if (AccountStore.add(sql, List.of(fresh)) == 0) {
            throw new RefusedException(
                Refusal.CONFLICT, List.of(new org.muster.model.FieldProblem("login", "taken")));
          }
          String detail = request.login() + " roles=" + request.roles().stream().sorted().toList();
          audit(sql, act, new Deed(Action.CREATE, made.account().id(), detail));
          return AccountCard.of(made.account(), made.secrets(), act.at());
        });
  }

  private Made made(AccountRequest request) {
    String password = request.password().orElseGet(PasswordRules::fresh);
    var secret = request.wantsOtp() ? Optional.of(OneTimeCodes.freshSecret()) : noSecret();
    var principal =
        new Principal(
            new AccountId(UUID.randomUUID()),
            request.name(),
            request.roles(),
            request.unit(),
            request.area(),
            request.volunteer());
    var proofs = new Proofs(passwords.hash(password), secret.map(vault::encrypt));
    var standing = new Standing(false, Optional.empty(), Optional.empty());
    return new Made(
        new Account(principal, request.login(), proofs, standing, 1),
        new Secrets(request.password().isPresent() ? noSecret() : Optional.of(password), secret));
  }

  /** An account, and the version of it that somebody has looked at. */
  public record Seen(AccountId id, int version) {}

  /** Changes an account in the version somebody has looked at; answers with its card. */
  public JsonNode change(Act act, Seen seen, AccountChange change) {
    AccountId id = seen.id();
    AccountRules.mayChange(act.by(), id, change);
    change.name().ifPresent(AccountRequest::checkName);
    var password = change.resetsPassword() ? Optional.of(PasswordRules.fresh()) : noSecret();
    var passwordHash = change.password().or(() -> password).map(passwords::hash);
    var ended = new ArrayList<SessionEnded>();
    JsonNode answer =
        replies.once(
            act.envelope(),
            sql -> {
              ended.clear();
              var account = locked(sql, id, seen.version());
              change
                  .password()
                  .ifPresent(given -> AccountRequest.checkPassword(given, account.login()));
              var changed = change.applyTo(account);
              AccountRules.check(sql, changed.principal());
              var secret = freshSecret(changed, change);
              var proofs =
                  new Proofs(
                      passwordHash.orElse(account.proofs().passwordHash()),
                      secret.map(vault::encrypt).or(account.proofs()::otpCipher));
              AccountStore.change(sql, changed.withProofs(proofs));
              audit(sql, act, new Deed(Action.CHANGE, id, change.summary()));
              if (change.endsSessions()) {
                ended.addAll(sessions.endAll(sql, id));
              }
              var now = AccountStore.find(sql, id).orElseThrow();
              return AccountCard.of(now, new Secrets(password, secret), act.at());
            });
    sessions.publish(ended);
    return answer;
  }

  private static Account locked(Sql sql, AccountId id) {
    return AccountStore.lock(sql, id).orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static Account locked(Sql sql, AccountId id, int version) {
    var account = locked(sql, id);
    if (account.version() != version) {
      throw new RefusedException(Refusal.VERSION_MISMATCH);
    }
    return account;
  }

  /** A new secret when one is asked for, or when somebody becomes a commander and has none. */
  private static Optional<String> freshSecret(Account changed, AccountChange change) {
    boolean signsWithout =
        changed.principal().is(Role.COMMANDER) && changed.proofs().otpCipher().isEmpty();
    return change.resetsOtp() || signsWithout
        ? Optional.of(OneTimeCodes.freshSecret())
        : noSecret();
  }

  /** Ends every session of an account, and says how many there were. */
  public JsonNode endSessions(Act act, AccountId id) {
    AccountRules.mayEndSessions(act.by());
    var ended = new ArrayList<SessionEnded>();
    JsonNode answer =
        replies.once(
            act.envelope(),
            sql -> {
              ended.clear();
              var _ = locked(sql, id);
              audit(sql, act, new Deed(Action.END_SESSIONS, id, ""));
              ended.addAll(sessions.endAll(sql, id));
              return Map.of("ended", ended.size());
            });
    sessions.publish(ended);
    return answer;
  }

  private static Optional<String> noSecret() {
    return Optional.empty();
  }

  /** What was done to which account, for the audit. */
  private record Deed(Action action, AccountId subject, String detail) {}

  private static void audit(Sql sql, Act act, Deed deed) {
    AccountAudit.append(
        sql,
        new Entry(
            act.at(),
            deed.action(),
            true,
            Optional.of(deed.subject()),
            Optional.of(act.by().id()),
            act.ip(),
            deed.detail()));
  }
}
