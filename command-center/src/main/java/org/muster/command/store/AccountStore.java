package org.muster.command.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.muster.command.store.Account.Proofs;
import org.muster.command.store.Account.Standing;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** The table of accounts. */
public final class AccountStore {
  private static final String BY_LOGIN = "select * from account where login = $1";

  private static final String BY_ID = "select * from account where id = $1";

  private static final String BY_ID_LOCKED = "select * from account where id = $1 for update";

  private static final String PAGE =
      """
      select * from account
      where ($1::text is null or strpos(login, $1) > 0 or strpos(name, $1) > 0)
        and ($2::text is null or $2 = any(roles))
        and login > $3
      order by login limit $4
      """;

  private static final String COUNT =
      """
      select count(*) from account
      where ($1::text is null or strpos(login, $1) > 0 or strpos(name, $1) > 0)
        and ($2::text is null or $2 = any(roles))
      """;

  private static final String TRIAL = "select * from account where trial order by login";

  private static final String TAKEN = "select login, trial from account where login = any($1)";

  private static final String ADD =
      """
      insert into account
        (id, login, name, password_hash, otp_cipher, roles, unit_id, area, volunteer_id, trial)
      select id, login, name, password_hash, otp_cipher, string_to_array(roles, ' '),
             unit_id, area, volunteer_id, trial
      from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::text[],
                  $7::uuid[], $8::text[], $9::uuid[], $10::boolean[])
        as fresh (id, login, name, password_hash, otp_cipher, roles, unit_id, area, volunteer_id,
                  trial)
      on conflict (login) do nothing
      """;

  private static final String CHANGE =
      """
      update account
      set name = $3, roles = $4, unit_id = $5, area = $6, password_hash = $7, otp_cipher = $8,
          disabled = $9, locked_until = $10, failures = case when $10::timestamptz is null then 0
            else failures end,
          version = version + 1
      where id = $1 and version = $2
      """;

  /** A lock that has run out starts the count afresh. */
  private static final String COUNT_FAILURE =
      """
      update account
      set failures = counted.failures,
          locked_until = case when counted.failures >= $3 then $4::timestamptz end
      from (select id,
                   case when locked_until <= $2 then 1 else failures + 1 end as failures
            from account where id = $1 for update) counted
      where account.id = counted.id
        and (account.locked_until is null or account.locked_until <= $2)
      """;

  private static final String NOTE_SIGN_IN =
      """
      update account
      set failures = 0, locked_until = null, last_login_at = $2, last_login_ip = $3
      where id = $1
      """;

  private static final String CLEAR_FAILURES =
      "update account set failures = 0 where id = $1 and failures > 0 and locked_until is null";

  private static final String SET_PASSWORDS =
      "update account set password_hash = $2, version = version + 1 where login = any($1)";

  private AccountStore() {}

  public static Optional<Account> find(Sql sql, String login) {
    return sql.find(BY_LOGIN, AccountStore::account, login);
  }

  public static Optional<Account> find(Sql sql, AccountId id) {
    return sql.find(BY_ID, AccountStore::account, id);
  }

  /** The account as it is, and as nobody else can change it before this transaction ends. */
  public static Optional<Account> lock(Sql sql, AccountId id) {
    return sql.find(BY_ID_LOCKED, AccountStore::account, id);
  }

  /** A part of a login or name, and a role by its word. */
  public record Search(Optional<String> text, Optional<String> role) {
    public static final Search ALL = new Search(Optional.empty(), Optional.empty());
  }

  /** The accounts behind this login in the order of logins. */
  public static List<Account> list(Sql sql, Search search, String after, int limit) {
    return sql.list(PAGE, AccountStore::account, search.text(), search.role(), after, limit);
  }

  public static long count(Sql sql, Search search) {
    return sql.get(COUNT, row -> row.getLong(0), search.text(), search.role());
  }

  public static List<Account> listTrial(Sql sql) {
    return sql.list(TRIAL, AccountStore::account);
  }

  /** Which of the logins are taken, and whether by a trial account. */
  public static Map<String, Boolean> taken(Sql sql, List<String> logins) {
    var taken = new HashMap<String, Boolean>();
    for (Row row : sql.run(TAKEN, (Object) logins.toArray(String[]::new))) {
      taken.put(row.getString("login"), row.getBoolean("trial"));
    }
    return taken;
  }

  /** Adds those whose login is free, all by one statement; returns how many that were. */
  public static int add(Sql sql, List<NewAccount> fresh) {
    return sql.change(
        ADD,
        column(fresh, UUID[]::new, a -> a.principal().id().value()),
        column(fresh, String[]::new, NewAccount::login),
        column(fresh, String[]::new, a -> a.principal().name()),
        column(fresh, String[]::new, a -> a.proofs().passwordHash()),
        column(fresh, Buffer[]::new, a -> a.proofs().otpCipher().map(Buffer::buffer).orElse(null)),
        column(fresh, String[]::new, a -> String.join(" ", RoleNames.of(a.principal().roles()))),
        column(fresh, UUID[]::new, a -> a.principal().unit().map(UnitId::value).orElse(null)),
        column(fresh, String[]::new, a -> a.principal().area().map(AreaCode::value).orElse(null)),
        column(
            fresh,
            UUID[]::new,
            a -> a.principal().volunteer().map(VolunteerId::value).orElse(null)),
        column(fresh, Boolean[]::new, NewAccount::trial));
  }

  /** Writes the changed account over the version it was made from; false when that has passed. */
  public static boolean change(Sql sql, Account changed) {
    var principal = changed.principal();
    return sql.change(
            CHANGE,
            changed.id(),
            changed.version(),
            principal.name(),
            RoleNames.of(principal.roles()),
            principal.unit(),
            principal.area(),
            changed.proofs().passwordHash(),
            changed.proofs().otpCipher(),
            changed.standing().disabled(),
            changed.standing().lockedUntil())
        == 1;
  }

  /** Counts a failed proof; from {@code failuresMax} on the account is locked. */
  public static void countFailure(Sql sql, AccountId id, Instant at, Lock lock) {
    sql.run(COUNT_FAILURE, id, at, lock.failuresMax(), lock.until());
  }

  /** What too many failures lead to. */
  public record Lock(int failuresMax, Instant until) {}

  public static void noteSignIn(Sql sql, AccountId id, Instant at, String ip) {
    sql.run(NOTE_SIGN_IN, id, at, ip);
  }

  public static void clearFailures(Sql sql, AccountId id) {
    sql.run(CLEAR_FAILURES, id);
  }

  public static void setPasswords(Sql sql, List<String> logins, String passwordHash) {
    sql.run(SET_PASSWORDS, logins.toArray(String[]::new), passwordHash);
  }

  private static <T> Object column(
      List<NewAccount> accounts,
      IntFunction<T[]> array,
      Function<NewAccount, ? extends @Nullable T> value) {
    return accounts.stream().map(value).toArray(array);
  }

  /** The person of a row that has the columns of an account. */
  static Principal principal(Row row) {
    return new Principal(
        new AccountId(row.getUUID("id")),
        row.getString("name"),
        RoleNames.roles(row.getArrayOfStrings("roles")),
        Optional.ofNullable(row.getUUID("unit_id")).map(UnitId::new),
        Optional.ofNullable(row.getString("area")).map(AreaCode::of),
        Optional.ofNullable(row.getUUID("volunteer_id")).map(VolunteerId::new));
  }

  private static Account account(Row row) {
    return new Account(
        principal(row),
        row.getString("login"),
        new Proofs(
            row.getString("password_hash"),
            Optional.ofNullable(row.getBuffer("otp_cipher")).map(Buffer::getBytes)),
        new Standing(
            row.getBoolean("disabled"),
            Optional.ofNullable(row.getOffsetDateTime("locked_until"))
                .map(OffsetDateTime::toInstant),
            Optional.ofNullable(row.getOffsetDateTime("last_login_at"))
                .map(OffsetDateTime::toInstant)),
        row.getInteger("version"));
  }
}
