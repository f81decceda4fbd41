package org.muster.command.store;

import java.time.Instant;
import java.util.Optional;
import org.muster.model.access.AccountId;

/** The record, only ever added to, of sign-ins and of changes to accounts; no secret is in it. */
public final class AccountAudit {
  private static final String APPEND =
      """
      insert into account_audit (at, action, success, subject, actor, ip, detail)
      values ($1, $2, $3, $4, $5, $6, $7)
      """;

  /** A code that is missing or used is no guess. */
  private static final String COUNT_FAILURES =
      """
      select count(*) from (
        select from account_audit
        where ip = $1 and at > $2 and action = 'signIn' and not success
          and detail not in ('codeMissing', 'codeUsed', 'overtaken')
        limit $3) failures
      """;

  private static final String COUNT_CODES =
      """
      select count(*) from (
        select from account_audit where ip = $1 and at > $2 and action = 'signInCode' limit $3) codes
      """;

  private AccountAudit() {}

  /**
   * One thing somebody did or tried.
   *
   * @param subject the account it was done to; absent when the login does not exist
   * @param actor who did it; absent while nobody is signed in
   */
  public record Entry(
      Instant at,
      Action action,
      boolean success,
      Optional<AccountId> subject,
      Optional<AccountId> actor,
      String ip,
      String detail) {}

  /** What can be done to an account. */
  public enum Action {
    SIGN_IN,
    SIGN_IN_CODE,
    SIGN_OUT,
    SIGNATURE,
    CREATE,
    CHANGE,
    END_SESSIONS,
    TRIAL_ACCOUNTS,
    TRIAL_DEVICES
  }

  /** How often signing in from an address failed since then, counted up to {@code most}. */
  public static int countFailures(Sql sql, String ip, Instant since, int most) {
    return Math.toIntExact(sql.get(COUNT_FAILURES, row -> row.getLong(0), ip, since, most));
  }

  /** How many codes an address asked for since then, counted up to {@code most}. */
  public static int countCodes(Sql sql, String ip, Instant since, int most) {
    return Math.toIntExact(sql.get(COUNT_CODES, row -> row.getLong(0), ip, since, most));
  }

  public static void append(Sql sql, Entry entry) {
    sql.run(
        APPEND,
        entry.at(),
        org.muster.model.wire.EnumNames.of(entry.action()),
        entry.success(),
        entry.subject(),
        entry.actor(),
        entry.ip(),
        entry.detail());
  }
}
