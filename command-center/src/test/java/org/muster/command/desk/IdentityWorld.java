package org.muster.command.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.muster.command.desk.SignInDesk.Opened;
import org.muster.command.desk.SignInDesk.SignIn;
import org.muster.command.secret.OneTimeCodes;
import org.muster.command.secret.Passkeys;
import org.muster.command.secret.Passwords;
import org.muster.command.secret.Vault;
import org.muster.command.store.AccountStore;
import org.muster.command.testing.TestDatabase;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** The desks of identity on a fresh database, with the first accounts of a small county. */
final class IdentityWorld implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-03-01T04:00:00Z");
  static final AreaCode COUNTY = AreaCode.of("330522");
  static final String STREET = "330522001000";
  static final String COMMUNITY = "330522001001";

  final TestDatabase test = TestDatabase.fresh();
  final List<SessionEnded> ended = new CopyOnWriteArrayList<>();
  final Passwords passwords = new Passwords();
  final Vault vault = new Vault(new byte[32]);
  final SessionDesk sessions = new SessionDesk(test.database(), SessionLimits.STRICT, ended::add);
  final CodeDesk codes = new CodeDesk(test.database(), vault);
  final SignInDesk signIn = new SignInDesk(test.database(), passwords, codes, sessions);
  final List<Sent> sent = new CopyOnWriteArrayList<>();
  final PhoneSignInDesk phones =
      new PhoneSignInDesk(
          test.database(), vault, sessions, (phone, code, _) -> sent.add(new Sent(phone, code)));
  final PasskeyDesk passkeys =
      new PasskeyDesk(test.database(), sessions, new Passkeys(Optional.empty(), true));
  final TicketDesk tickets = new TicketDesk(test.database(), sessions, vault);
  final AccountDesk accounts = new AccountDesk(test.database(), passwords, vault, sessions);
  final Path folder = folder();
  final Path file = folder.resolve("demo-accounts.json");
  final FirstAccounts first =
      new FirstAccounts(test.database(), passwords, vault, new AccountsFile(file));
  final TrialDesk trial = new TrialDesk(test.database(), first);

  /** A code on its way to a phone. */
  record Sent(MobileNumber phone, String code) {}

  private static Path folder() {
    try {
      return Files.createTempDirectory("muster-identity");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An account with a password of its own, made without the rules of who may make it. */
  DemoAccount account(String login) {
    return first.ensureFirst(java.util.Optional.of(COUNTY)).stream()
        .filter(a -> a.login().equals(login))
        .findFirst()
        .orElseThrow();
  }

  Opened open(DemoAccount account, Instant at) {
    return signIn.open(attempt(account, account.password(), at));
  }

  static SignIn attempt(DemoAccount account, String password, Instant at) {
    var code = account.otpSecret().map(secret -> OneTimeCodes.code(secret, at));
    return new SignIn(account.login(), password, code, "10.0.0.7", at);
  }

  Act by(String login) {
    var envelope = Envelope.of(principal(login), UUID.randomUUID(), "");
    return new Act(envelope, "10.0.0.7", NOON);
  }

  Principal principal(String login) {
    return test.database().read(sql -> AccountStore.find(sql, login)).orElseThrow().principal();
  }

  AccountId id(String login) {
    return principal(login).id();
  }

  int version(String login) {
    return test.database().read(sql -> AccountStore.find(sql, login)).orElseThrow().version();
  }

  AccountRequest request(String login, Role... roles) {
    return new AccountRequest(
        login,
        "张三",
        Optional.empty(),
        Set.of(roles),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  UnitId unit(String name) {
    var unit = new UnitId(UUID.randomUUID());
    change("insert into unit (id, name, headcount) values ($1, $2, 50)", unit, name);
    return unit;
  }

  void liaison(UnitId unit, String rank, String name) {
    change("insert into liaison (unit_id, rank, name) values ($1, $2, $3)", unit, rank, name);
  }

  void areas() {
    String add =
        """
        insert into area (code, name, level, parent) values ($1, $2, $3, $4) on conflict do nothing
        """;
    change(add, STREET, "雉城街道", "street", COUNTY);
    change(add, COMMUNITY, "钮店湾居委会", "community", STREET);
  }

  VolunteerId volunteer(UnitId unit, String name) {
    var volunteer = new VolunteerId(UUID.randomUUID());
    change(
        """
        insert into volunteer (id, unit_id, name, sex, birth, id_cipher, id_hash, phone_cipher,
                               phone_hash)
        values ($1, $2, $3, 'unknown', $4, '', uuid_send($1), '', '')
        """,
        volunteer,
        unit,
        name,
        LocalDate.of(1990, 1, 1));
    return volunteer;
  }

  /** A volunteer with this number on the roster. */
  VolunteerId volunteer(UnitId unit, String name, MobileNumber phone) {
    var volunteer = volunteer(unit, name);
    change(
        "update volunteer set phone_hash = $2 where id = $1", volunteer, vault.hash(phone.value()));
    return volunteer;
  }

  void change(String sql, Object... parameters) {
    test.database().transaction(s -> s.change(sql, parameters));
  }

  long count(String sql, Object... parameters) {
    return test.database().read(s -> s.get(sql, row -> row.getLong(0), parameters));
  }

  @Override
  public void close() {
    test.close();
    try (var files = Files.list(folder)) {
      for (Path left : files.toList()) {
        Files.delete(left);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
