package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.desk.IdentityWorld.NOON;
import static org.muster.command.desk.IdentityWorld.attempt;
import static org.muster.command.desk.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.command.desk.SignInDesk.SignIn;
import org.muster.command.secret.OneTimeCodes;
import org.muster.command.secret.Tokens;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignInIT {
  private final IdentityWorld world = new IdentityWorld();
  private DemoAccount dispatcher;
  private DemoAccount commander;

  @BeforeAll
  void accounts() {
    dispatcher = world.account("dispatcher1");
    commander = world.account("commander");
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void tokenStandsForTheAccountForTwelveHours() {
    var opened = world.open(dispatcher, NOON);

    assertEquals(NOON.plus(Duration.ofHours(12)), opened.expiresAt());
    var session = world.sessions.find(opened.token(), NOON).orElseThrow();
    assertTrue(session.principal().is(Role.DISPATCHER));
    assertEquals(Optional.of(IdentityWorld.COUNTY), session.principal().area());
  }

  @Test
  void lastSignInIsTold() {
    world.open(dispatcher, NOON);

    var again = world.open(dispatcher, NOON.plusSeconds(60));

    assertEquals(Optional.of(NOON), again.before());
  }

  @Test
  void loginMayBeWrittenInCapitals() {
    var opened =
        world.signIn.open(
            new SignIn(" Dispatcher1 ", dispatcher.password(), Optional.empty(), "", NOON));

    assertTrue(world.sessions.find(opened.token(), NOON).isPresent());
  }

  @Test
  void anAddressThatTriedManyAccountsAFewTimesEachIsMadeToWait() {
    world.change(
        """
        insert into account_audit (at, action, success, ip, detail)
        select $1, 'signIn', false, '10.0.0.66', 'login' from generate_series(1, 200)
        """,
        NOON.plusSeconds(1));

    assertRefused(Refusal.TOO_FAST, () -> world.signIn.open(from("10.0.0.66", NOON)));
    Instant later = NOON.plus(Duration.ofMinutes(11));
    assertFalse(world.signIn.open(from("10.0.0.66", later)).token().isEmpty());
    assertFalse(world.signIn.open(from("10.0.0.67", NOON)).token().isEmpty());
  }

  private SignIn from(String address, Instant at) {
    return new SignIn(dispatcher.login(), dispatcher.password(), Optional.empty(), address, at);
  }

  @Test
  void tokenIsNowhereInTheDatabase() {
    var opened = world.open(dispatcher, NOON);

    assertEquals(
        1,
        world.count(
            "select count(*) from session where token_hash = $1",
            (Object) Tokens.hash(opened.token()).bytes()));
    assertEquals(
        0, world.count("select count(*) from session where token_hash::text = $1", opened.token()));
  }

  @Test
  void sessionEndsWhenItWasIdleTooLong() {
    var opened = world.open(dispatcher, NOON);
    Instant almost = NOON.plus(Duration.ofMinutes(29));

    assertTrue(world.sessions.find(opened.token(), almost).isPresent());
    assertTrue(
        world.sessions.find(opened.token(), almost.plus(Duration.ofMinutes(29))).isPresent(),
        "a request keeps it");
    assertTrue(world.sessions.find(opened.token(), almost.plus(Duration.ofMinutes(60))).isEmpty());
  }

  @Test
  void activityDoesNotMoveTheEndOfASession() {
    var opened = world.open(dispatcher, NOON);
    Instant at = NOON;
    while (at.isBefore(opened.expiresAt())) {
      assertTrue(world.sessions.find(opened.token(), at).isPresent(), at.toString());
      at = at.plus(Duration.ofMinutes(20));
    }

    assertTrue(world.sessions.find(opened.token(), opened.expiresAt()).isEmpty());
  }

  @Test
  void signingOutEndsTheSessionAtOnceAndTellsIt() {
    var opened = world.open(dispatcher, NOON);
    assertTrue(world.sessions.find(opened.token(), NOON).isPresent());

    assertTrue(world.sessions.end(opened.token(), NOON));

    assertTrue(world.sessions.find(opened.token(), NOON).isEmpty());
    assertTrue(world.ended.contains(new SessionEnded(Tokens.hash(opened.token()))));
    assertFalse(world.sessions.end(opened.token(), NOON), "it has ended before");
  }

  @Test
  void unknownLoginAndWrongPasswordLookTheSame() {
    var unknown = new SignIn("nobody", dispatcher.password(), Optional.empty(), "", NOON);
    var wrong = attempt(dispatcher, "Wrong-password-1", NOON);

    var first =
        assertRefused(Refusal.WRONG_CREDENTIALS, () -> world.signIn.open(unknown)).problems();
    var second =
        assertRefused(Refusal.WRONG_CREDENTIALS, () -> world.signIn.open(wrong)).problems();
    assertEquals(first, second);
    world.open(dispatcher, NOON);
  }

  @Test
  void fifthFailureLocksForHalfAnHour() {
    var account = world.account("dispatcher2");
    for (int i = 0; i < 5; i++) {
      var wrong = attempt(account, "Wrong-password-" + i, NOON);
      assertRefused(Refusal.WRONG_CREDENTIALS, () -> world.signIn.open(wrong));
    }

    assertRefused(Refusal.ACCOUNT_LOCKED, () -> world.open(account, NOON));
    assertRefused(
        Refusal.ACCOUNT_LOCKED, () -> world.open(account, NOON.plus(Duration.ofMinutes(29))));
    Instant later = NOON.plus(Duration.ofMinutes(30));
    var wrong = attempt(account, "Wrong-password-1", later);
    assertRefused(Refusal.WRONG_CREDENTIALS, () -> world.signIn.open(wrong));
    world.open(account, later);
  }

  @Test
  void successStartsTheCountOfFailuresAfresh() {
    var account = world.account("secadmin");
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        var wrong = attempt(account, "Wrong-password-" + i, NOON);
        assertRefused(Refusal.WRONG_CREDENTIALS, () -> world.signIn.open(wrong));
      }
      world.open(account, NOON);
    }
  }

  @Test
  void commanderNeedsACode() {
    Instant at = NOON.plus(Duration.ofMinutes(10));
    var bare =
        new SignIn(commander.login(), commander.password(), Optional.empty(), "10.0.0.7", at);
    assertRefused(Refusal.OTP_REQUIRED, () -> world.signIn.open(bare));

    var wrong =
        new SignIn(commander.login(), commander.password(), Optional.of("000000"), "10.0.0.7", at);
    var refused = assertRefused(Refusal.WRONG_CREDENTIALS, () -> world.signIn.open(wrong));
    assertEquals("otp", refused.problems().getFirst().field());
  }

  @Test
  void codeIsNotAskedForBeforeThePasswordIsRight() {
    var bare = new SignIn(commander.login(), "Wrong-password-1", Optional.empty(), "", NOON);

    assertRefused(Refusal.WRONG_CREDENTIALS, () -> world.signIn.open(bare));
  }

  @Test
  void codeOpensOneSession() {
    Instant at = NOON.plus(Duration.ofMinutes(20));
    world.open(commander, at);

    assertRefused(Refusal.WRONG_CREDENTIALS, () -> world.open(commander, at.plusSeconds(5)));
    world.open(commander, at.plusSeconds(31));
  }

  @Test
  void repeatingAUsedCodeDoesNotLock() {
    Instant at = NOON.plus(Duration.ofMinutes(40));
    world.open(commander, at);
    for (int i = 0; i < 6; i++) {
      assertRefused(Refusal.WRONG_CREDENTIALS, () -> world.open(commander, at));
    }

    world.open(commander, at.plusSeconds(31));
  }

  @Test
  void ofManyRacingWithOneCodeOneSignsIn() throws Exception {
    Instant at = NOON.plus(Duration.ofMinutes(30));

    var outcomes = Racers.race(6, () -> opens(commander, at));

    assertEquals(1, outcomes.stream().filter(opened -> opened).count());
  }

  private boolean opens(DemoAccount account, Instant at) {
    try {
      world.open(account, at);
      return true;
    } catch (RefusedException e) {
      assertEquals(Refusal.WRONG_CREDENTIALS, e.refusal());
      return false;
    }
  }

  @Test
  void codeSignsOncePerPurposeThoughItOpenedASession() {
    Instant at = NOON.plus(Duration.ofMinutes(50));
    String code = OneTimeCodes.code(commander.otpSecret().orElseThrow(), at);
    world.open(commander, at);
    var id = world.id("commander");

    world.codes.verifySignature(id, "sign:order-1", code, at);
    world.codes.verifySignature(id, "sign:order-2", code, at);
    assertRefused(
        Refusal.OTP_WRONG, () -> world.codes.verifySignature(id, "sign:order-1", code, at));
  }

  @Test
  void codeOfAnActThatWasNotRecordedIsStillGood() {
    Instant at = NOON.plus(Duration.ofMinutes(60));
    var id = world.id("commander");
    String code = OneTimeCodes.code(commander.otpSecret().orElseThrow(), at);
    var signatures = new CodeSignatures(world.codes, InstantSource.fixed(at));
    var signer = world.principal("commander");
    assertRefused(
        Refusal.CONFLICT,
        () ->
            world
                .test
                .database()
                .transaction(
                    sql -> {
                      signatures.verify(sql, signer, "sign:order-3", code);
                      throw new RefusedException(Refusal.CONFLICT);
                    }));

    world.codes.verifySignature(id, "sign:order-3", code, at);
  }

  @Test
  void wrongCodesOfASignerLockTheAccount() {
    var auditor = world.account("auditor");
    var id = world.id("auditor");
    world.change("update account set otp_cipher = $2 where id = $1", id, secretCipher());
    for (int i = 0; i < 5; i++) {
      assertRefused(
          Refusal.OTP_WRONG, () -> world.codes.verifySignature(id, "sign:order-9", "x", NOON));
    }

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          while (world.count("select failures from account where id = $1", id) < 5) {
            Thread.onSpinWait();
          }
        });
    assertRefused(
        Refusal.ACCOUNT_LOCKED, () -> world.codes.verifySignature(id, "sign:order-9", "x", NOON));
    assertRefused(Refusal.ACCOUNT_LOCKED, () -> world.open(auditor, NOON));
  }

  private byte[] secretCipher() {
    return world.vault.encrypt(OneTimeCodes.freshSecret());
  }

  @Test
  void whoHasNoCodesCannotSign() {
    var id = world.id("dispatcher1");

    assertRefused(
        Refusal.OTP_WRONG, () -> world.codes.verifySignature(id, "sign:order-1", "123456", NOON));
    world.open(dispatcher, NOON);
  }

  @Test
  void sessionThatEndedElsewhereIsForgottenOnTheNews() {
    var opened = world.open(dispatcher, NOON);
    assertTrue(world.sessions.find(opened.token(), NOON).isPresent());
    var hash = Tokens.hash(opened.token());
    world.change("delete from session where token_hash = $1", (Object) hash.bytes());

    world.sessions.forget(new SessionEnded(hash));

    assertTrue(world.sessions.find(opened.token(), NOON).isEmpty());
  }

  @Test
  void sessionThatEndedElsewhereIsGoneAfterSecondsEvenWithoutNews() {
    var opened = world.open(dispatcher, NOON);
    assertTrue(world.sessions.find(opened.token(), NOON).isPresent());
    var hash = Tokens.hash(opened.token());
    world.change("delete from session where token_hash = $1", (Object) hash.bytes());

    Instant later = NOON.plus(RecentSessions.KEPT_MAX);
    assertTrue(world.sessions.find(opened.token(), later).isEmpty());
  }

  @Test
  void everyTryIsInTheAuditAndNoPasswordIs() {
    var unknown = new SignIn("Secret-typed-here1", "x", Optional.empty(), "10.9.9.9", NOON);
    assertRefused(Refusal.WRONG_CREDENTIALS, () -> world.signIn.open(unknown));
    world.signIn.open(
        new SignIn("dispatcher1", dispatcher.password(), Optional.empty(), "10.9.9.9", NOON));

    assertEquals(1, audited(false));
    assertEquals(1, audited(true));
    assertEquals(
        0,
        world.count(
            """
            select count(*) from account_audit
            where detail like '%' || $1 || '%' or detail like '%secret-typed%'
            """,
            dispatcher.password()));
  }

  private long audited(boolean success) {
    return world.count(
        """
        select count(*) from account_audit
        where ip = '10.9.9.9' and action = 'signIn' and success = $1
        """,
        success);
  }
}
