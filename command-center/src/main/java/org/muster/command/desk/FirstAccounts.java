package org.muster.command.desk;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.muster.command.secret.OneTimeCodes;
import org.muster.command.secret.PasswordRules;
import org.muster.command.secret.Passwords;
import org.muster.command.secret.Vault;
import org.muster.command.store.Account.Proofs;
import org.muster.command.store.AccountStore;
import org.muster.command.store.Database;
import org.muster.command.store.NewAccount;
import org.muster.command.store.Sql;
import org.muster.command.store.TrialStore;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;

/**
 * The accounts that exist before anybody has signed in to create some, and those of a trial.
 *
 * <p>Passwords are generated and stand in the accounts file. The file is written before the
 * accounts are committed: after a crash between the two, the next call makes the accounts with the
 * passwords of the file. An account that exists but is not in the file keeps its password, which
 * nobody here knows; a trial account gets a new one.
 */
public final class FirstAccounts {
  private final Database database;
  private final Passwords passwords;
  private final Vault vault;
  private final AccountsFile file;

  public FirstAccounts(Database database, Passwords passwords, Vault vault, AccountsFile file) {
    this.database = database;
    this.passwords = passwords;
    this.vault = vault;
    this.file = file;
  }

  /**
   * One of each administrator, a commander and two dispatchers.
   *
   * @param jurisdiction the area of the command post; without one it commands everywhere
   */
  public List<DemoAccount> ensureFirst(Optional<AreaCode> jurisdiction) {
    var wanted =
        List.of(
            Wanted.of("sysadmin", Role.SYSADMIN, "系统管理员"),
            Wanted.of("secadmin", Role.SECADMIN, "安全管理员"),
            Wanted.of("auditor", Role.AUDITOR, "审计管理员"),
            Wanted.of("commander", Role.COMMANDER, "指挥长").within(jurisdiction),
            Wanted.of("dispatcher1", Role.DISPATCHER, "调度员一").within(jurisdiction),
            Wanted.of("dispatcher2", Role.DISPATCHER, "调度员二").within(jurisdiction));
    return database.transaction(
        sql -> {
          TrialStore.waitForTurn(sql);
          return ensure(sql, wanted, Optional.empty());
        });
  }

  /** One of each liaison, street and community, and of some volunteers, with a common password. */
  public List<DemoAccount> ensureTrial(int volunteers) {
    return database.transaction(
        sql -> {
          TrialStore.waitForTurn(sql);
          var wanted = withPhones(sql, TrialAccounts.wanted(sql, volunteers));
          return ensure(sql, wanted, Optional.of(commonPassword(wanted)));
        });
  }

  private List<Wanted> withPhones(Sql sql, List<Wanted> wanted) {
    var phones =
        TrialStore.phones(sql, wanted.stream().flatMap(one -> one.volunteer().stream()).toList());
    return wanted.stream()
        .map(one -> one.called(one.volunteer().map(phones::get).map(vault::decrypt)))
        .toList();
  }

  private String commonPassword(List<Wanted> wanted) {
    var known = file.read();
    return wanted.stream()
        .map(one -> known.get(one.login()))
        .filter(Objects::nonNull)
        .map(DemoAccount::password)
        .findFirst()
        .orElseGet(PasswordRules::fresh);
  }

  /** Makes what is missing; returns those of the wanted accounts whose password is known. */
  private List<DemoAccount> ensure(Sql sql, List<Wanted> wanted, Optional<String> common) {
    var known = file.read();
    var taken = AccountStore.taken(sql, wanted.stream().map(Wanted::login).toList());
    Predicate<String> renewable =
        login ->
            common.isPresent() && taken.getOrDefault(login, false) && !known.containsKey(login);
    Predicate<String> knowable =
        login -> !taken.containsKey(login) || known.containsKey(login) || renewable.test(login);
    var entries = new LinkedHashMap<String, DemoAccount>();
    wanted.stream()
        .filter(one -> knowable.test(one.login()))
        .forEach(one -> entries.put(one.login(), entry(one, known.get(one.login()), common)));
    merge(known, entries);

    var hashes = new HashMap<String, String>();
    AccountStore.add(
        sql,
        wanted.stream()
            .filter(one -> !taken.containsKey(one.login()))
            .map(one -> fresh(one, requireNonNull(entries.get(one.login())), hashes))
            .toList());
    var renewed = entries.keySet().stream().filter(renewable).toList();
    if (!renewed.isEmpty()) {
      AccountStore.setPasswords(sql, renewed, passwords.hash(common.orElseThrow()));
    }
    return List.copyOf(entries.values());
  }

  private void merge(SequencedMap<String, DemoAccount> known, Map<String, DemoAccount> entries) {
    var merged = new LinkedHashMap<>(known);
    merged.putAll(entries);
    if (!merged.equals(known)) {
      file.write(merged.values());
    }
  }

  private static DemoAccount entry(
      Wanted wanted, @Nullable DemoAccount known, Optional<String> common) {
    if (known != null) {
      return wanted.entry(known.password(), known.otpSecret());
    }
    var secret =
        wanted.signs() ? Optional.of(OneTimeCodes.freshSecret()) : Optional.<String>empty();
    return wanted.entry(common.orElseGet(PasswordRules::fresh), secret);
  }

  /** Each password is hashed once: hashing hundreds would take long. */
  private NewAccount fresh(Wanted wanted, DemoAccount entry, Map<String, String> hashes) {
    String hash = hashes.computeIfAbsent(entry.password(), passwords::hash);
    var proofs = new Proofs(hash, entry.otpSecret().map(vault::encrypt));
    return new NewAccount(wanted.principal(), wanted.login(), proofs, wanted.trial());
  }
}
