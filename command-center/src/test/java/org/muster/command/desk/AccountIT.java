package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.desk.IdentityWorld.NOON;
import static org.muster.command.desk.Refusals.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.command.desk.AccountDesk.Part;
import org.muster.command.desk.AccountDesk.Seen;
import org.muster.command.desk.AccountDesk.Wanted;
import org.muster.command.desk.SignInDesk.SignIn;
import org.muster.command.secret.OneTimeCodes;
import org.muster.command.secret.Tokens;
import org.muster.model.Refusal;
import org.muster.model.access.Role;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.Json;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccountIT {
  private static final String UNKNOWN_UNIT = "00000000-0000-4000-8000-000000000001";

  private final IdentityWorld world = new IdentityWorld();

  @BeforeAll
  void accounts() {
    world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY));
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void newAccountSignsInWithTheGeneratedPassword() {
    var made = create("wang.wei", Role.DISPATCHER);

    var opened =
        world.signIn.open(
            new SignIn(
                "wang.wei", made.initialPassword().orElseThrow(), Optional.empty(), "", NOON));
    assertEquals(Set.of(Role.DISPATCHER), opened.principal().roles());
  }

  @Test
  void commanderAlwaysGetsCodes() {
    var made = create("commander.two", Role.COMMANDER);
    String code = OneTimeCodes.code(made.otpSecret().orElseThrow(), NOON);

    world.signIn.open(
        new SignIn(
            "commander.two", made.initialPassword().orElseThrow(), Optional.of(code), "", NOON));
    world.codes.verifySignature(made.id(), "sign:order-1", code, NOON);
  }

  @Test
  void takenLoginIsRefused() {
    create("li.na", Role.DISPATCHER);

    assertRefused(Refusal.CONFLICT, () -> create("li.na", Role.DISPATCHER));
  }

  @Test
  void weakPasswordAndStrangeLoginAreRefused() {
    var sysadmin = world.by("sysadmin");
    var weak =
        Json.read(
            """
            {"login":"zhao","name":"赵六","password":"12345678","roles":["dispatcher"]}
            """,
            AccountRequest.class);
    var strange = world.request("zhao liu", Role.DISPATCHER);

    var first = assertRefused(Refusal.INVALID, () -> world.accounts.create(sysadmin, weak));
    assertEquals("password", first.problems().getFirst().field());
    var second = assertRefused(Refusal.INVALID, () -> world.accounts.create(sysadmin, strange));
    assertEquals("login", second.problems().getFirst().field());
  }

  @Test
  void administratorsHoldNoOtherRole() {
    for (Role administrator : List.of(Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR)) {
      var request = world.request("double", administrator, Role.DISPATCHER);
      assertRefused(Refusal.ROLES_EXCLUDE, () -> create(world.by("sysadmin"), request));
    }
    var account = create("double.two", Role.DISPATCHER);
    assertRefused(
        Refusal.ROLES_EXCLUDE,
        () -> change("secadmin", "double.two", roles(Role.DISPATCHER, Role.AUDITOR)));
    assertEquals(account.version(), world.version("double.two"));
  }

  @Test
  void nobodyMakesAnAdministratorAlone() {
    var request = world.request("second.auditor", Role.AUDITOR);
    assertRefused(Refusal.FORBIDDEN, () -> create(world.by("sysadmin"), request));

    create("second.auditor");
    assertRefused(
        Refusal.FORBIDDEN, () -> change("sysadmin", "second.auditor", roles(Role.AUDITOR)));
    var made = change("secadmin", "second.auditor", roles(Role.AUDITOR));
    assertTrue(made.roles().contains(Role.AUDITOR));
  }

  @Test
  void onlyTheSystemAdministratorCreates() {
    for (String other : List.of("secadmin", "auditor", "commander", "dispatcher1")) {
      var request = world.request("smuggled", Role.DISPATCHER);
      assertRefused(Refusal.FORBIDDEN, () -> create(world.by(other), request));
    }
  }

  @Test
  void nobodyChangesTheOwnStanding() {
    assertRefused(Refusal.FORBIDDEN, () -> change("secadmin", "secadmin", roles(Role.SECADMIN)));
    assertRefused(Refusal.FORBIDDEN, () -> change("sysadmin", "sysadmin", disabled(true)));
  }

  @Test
  void liaisonNeedsAUnitThatExists() {
    var without = world.request("liaison.a", Role.LIAISON);
    var refused = assertRefused(Refusal.INVALID, () -> create(world.by("sysadmin"), without));
    assertEquals("unit", refused.problems().getFirst().field());

    create("liaison.b");
    assertRefused(
        Refusal.UNKNOWN_UNIT,
        () -> change("secadmin", "liaison.b", liaison(UnitId.of(UNKNOWN_UNIT))));
    var unit = world.unit("县交通局");
    var made = change("secadmin", "liaison.b", liaison(unit));
    assertEquals(Optional.of(unit), made.unit());
  }

  @Test
  void changedRolesEndTheSessions() {
    var made = create("sun.li", Role.DISPATCHER);
    String token = token(made);
    assertTrue(world.sessions.find(token, NOON).isPresent());

    change("secadmin", "sun.li", roles());

    assertTrue(world.sessions.find(token, NOON).isEmpty());
    assertTrue(world.ended.contains(new SessionEnded(Tokens.hash(token))));
  }

  @Test
  void disabledAccountIsOutAtOnceAndCannotReturn() {
    var made = create("zhou.jie", Role.DISPATCHER);
    String token = token(made);
    assertTrue(world.sessions.find(token, NOON).isPresent());

    change("sysadmin", "zhou.jie", disabled(true));

    assertTrue(world.sessions.find(token, NOON).isEmpty());
    assertRefused(Refusal.WRONG_CREDENTIALS, () -> token(made));
    change("sysadmin", "zhou.jie", disabled(false));
    assertTrue(world.sessions.find(token(made), NOON).isPresent());
  }

  @Test
  void administratorLiftsALock() {
    var made = create("wu.gang", Role.DISPATCHER);
    for (int i = 0; i < 5; i++) {
      assertRefused(
          Refusal.WRONG_CREDENTIALS,
          () ->
              world.signIn.open(
                  new SignIn("wu.gang", "Wrong-password-1", Optional.empty(), "", NOON)));
    }
    assertRefused(Refusal.ACCOUNT_LOCKED, () -> token(made));

    change("sysadmin", "wu.gang", Json.read("{\"locked\":false}", AccountChange.class));

    assertTrue(world.sessions.find(token(made), NOON).isPresent());
  }

  @Test
  void resetPasswordReplacesTheOldOne() {
    var made = create("zheng.yi", Role.DISPATCHER);

    var reset =
        change("sysadmin", "zheng.yi", Json.read("{\"resetPassword\":true}", AccountChange.class));

    assertRefused(Refusal.WRONG_CREDENTIALS, () -> token(made));
    assertTrue(world.sessions.find(token(reset), NOON).isPresent());
  }

  @Test
  void endingSessionsEndsAllOfOneAccount() {
    var made = create("qian.duo", Role.DISPATCHER);
    String first = token(made);
    String second = token(made);

    var end = world.accounts.endSessions(world.by("secadmin"), made.id());

    assertEquals(2, end.path("ended").asInt());

    assertTrue(world.sessions.find(first, NOON).isEmpty());
    assertTrue(world.sessions.find(second, NOON).isEmpty());
  }

  @Test
  void anAnswerWithASecretIsGivenAgainByAServerThatWasStartedAnew() {
    var envelope = Envelope.of(world.principal("sysadmin"), UUID.randomUUID(), "create");
    var act = new Act(envelope, "10.0.0.7", NOON);
    var request = world.request("twice.asked", Role.DISPATCHER);
    JsonNode first = world.accounts.create(act, request);
    var anew = new AccountDesk(world.test.database(), world.passwords, world.vault, world.sessions);

    assertEquals(first, anew.create(act, request));
    assertFalse(first.path("initialPassword").asText().isEmpty());
    var other = Envelope.of(envelope.principal(), envelope.command(), "something else");
    assertRefused(
        Refusal.IDEMPOTENCY_MISMATCH,
        () -> anew.endSessions(new Act(other, "10.0.0.7", NOON), world.id("twice.asked")));
    assertEquals(
        0,
        world.count(
            "select count(*) from command_reply where position($1 in body::text) > 0",
            first.path("initialPassword").asText()));
  }

  @Test
  void changeOfAnOldVersionIsRefused() {
    var account = create("feng.yu", Role.DISPATCHER);
    change("sysadmin", "feng.yu", Json.read("{\"name\":\"冯雨\"}", AccountChange.class));

    assertRefused(
        Refusal.VERSION_MISMATCH,
        () ->
            world.accounts.change(
                world.by("sysadmin"), new Seen(account.id(), account.version()), disabled(true)));
  }

  @Test
  void systemAdministratorSeesNoBusinessData() {
    var unit = world.unit("县水利局");
    for (String administrator : List.of("sysadmin", "secadmin")) {
      var principal = world.principal(administrator);
      assertFalse(principal.sees(IdentityWorld.COUNTY));
      assertFalse(principal.sees(unit));
      assertFalse(principal.commands());
    }
    assertTrue(world.principal("commander").sees(unit));
  }

  @Test
  void listComesInPartsByLogin() {
    var whole = list("", 500);
    var first = list("", 2);
    var second = list(first.accounts().getLast().login(), 498);

    assertEquals(whole.total(), whole.accounts().size());
    assertEquals(
        whole.accounts().stream().map(a -> a.login()).toList(),
        Stream.of(first, second)
            .flatMap(part -> part.accounts().stream())
            .map(a -> a.login())
            .toList());
  }

  @Test
  void listIsSearchedByNameLoginAndRole() {
    create("he.ping", Role.DISPATCHER);

    assertEquals(List.of("he.ping"), found("e.pin", "dispatcher"));
    assertEquals(List.of(), found("e.pin", "commander"));
    assertEquals(List.of("secadmin"), found("安全", "secadmin"));
  }

  private List<String> found(String text, String role) {
    var part = world.accounts.list(new Wanted(Optional.of(text), Optional.of(role), "", 10), NOON);
    assertEquals(part.total(), part.accounts().size());
    return part.accounts().stream().map(a -> a.login()).toList();
  }

  @Test
  void auditCanOnlyBeAddedTo() {
    create("audited", Role.DISPATCHER);

    assertThrows(PgException.class, () -> world.change("update account_audit set success = true"));
    assertThrows(PgException.class, () -> world.change("delete from account_audit"));
    assertThrows(PgException.class, () -> world.change("truncate account_audit"));
    assertEquals(
        1,
        world.count(
            """
            select count(*) from account_audit
            where action = 'create' and subject = $1 and actor = $2
            """,
            world.id("audited"),
            world.id("sysadmin")));
  }

  private Part list(String after, int limit) {
    return world.accounts.list(new Wanted(Optional.empty(), Optional.empty(), after, limit), NOON);
  }

  private AccountCard create(String login, Role... roles) {
    return create(world.by("sysadmin"), world.request(login, roles));
  }

  private AccountCard create(Act act, AccountRequest request) {
    return Json.decode(world.accounts.create(act, request), AccountCard.class);
  }

  private AccountCard change(String by, String login, AccountChange change) {
    var seen = new Seen(world.id(login), world.version(login));
    return Json.decode(world.accounts.change(world.by(by), seen, change), AccountCard.class);
  }

  private String token(AccountCard made) {
    var signIn =
        new SignIn(made.login(), made.initialPassword().orElseThrow(), Optional.empty(), "", NOON);
    return world.signIn.open(signIn).token();
  }

  private static AccountChange roles(Role... roles) {
    return Json.decode(Json.tree(Map.of("roles", List.of(roles))), AccountChange.class);
  }

  private static AccountChange liaison(UnitId unit) {
    return Json.decode(
        Json.tree(Map.of("roles", List.of(Role.LIAISON), "unit", unit)), AccountChange.class);
  }

  private static AccountChange disabled(boolean disabled) {
    return Json.read("{\"disabled\":" + disabled + "}", AccountChange.class);
  }
}
