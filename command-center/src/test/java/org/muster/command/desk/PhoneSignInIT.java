package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.desk.IdentityWorld.NOON;
import static org.muster.command.desk.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.command.desk.PhoneSignInDesk.CodeSignIn;
import org.muster.command.secret.Tokens;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.UnitId;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PhoneSignInIT {
  private static final String ADDRESS = "10.0.1.1";
  private static final MobileNumber NOBODYS = new MobileNumber("13700000000");

  private final IdentityWorld world = new IdentityWorld();
  private final AtomicInteger numbers = new AtomicInteger();
  private UnitId unit;

  @BeforeAll
  void roster() {
    unit = world.unit("县水利局");
  }

  @BeforeEach
  void forgetTexts() {
    world.sent.clear();
  }

  @AfterAll
  void close() {
    world.close();
  }

  private MobileNumber freshNumber() {
    return new MobileNumber("138%08d".formatted(numbers.incrementAndGet()));
  }

  private MobileNumber volunteersNumber() {
    var phone = freshNumber();
    world.volunteer(unit, "王五", phone);
    return phone;
  }

  private String codeFor(MobileNumber phone, Instant at) {
    world.phones.ask(phone, ADDRESS, at);
    return world.sent.getLast().code();
  }

  private SignInDesk.Opened open(MobileNumber phone, String code, Instant at) {
    return world.phones.open(new CodeSignIn(phone, code, ADDRESS, at));
  }

  private void assertWrong(MobileNumber phone, String code, Instant at) {
    var refused = assertRefused(Refusal.WRONG_CREDENTIALS, () -> open(phone, code, at));
    assertEquals("code", refused.problems().getFirst().field());
  }

  private static String otherThan(String code) {
    return code.equals("000000") ? "000001" : "000000";
  }

  @Test
  void codeSentToTheNumberOpensTheVolunteersPhone() {
    var phone = freshNumber();
    var volunteer = world.volunteer(unit, "张三", phone);

    var opened = open(phone, codeFor(phone, NOON), NOON.plusSeconds(20));

    assertEquals(Optional.of(volunteer), opened.principal().volunteer());
    assertEquals(Set.of(Role.VOLUNTEER), opened.principal().roles());
    assertEquals(NOON.plusSeconds(20).plus(Duration.ofDays(180)), opened.expiresAt());
    var found = world.sessions.find(opened.token(), NOON.plus(Duration.ofDays(179)));
    assertEquals(opened.principal(), found.orElseThrow().principal());
    assertTrue(world.sessions.find(opened.token(), opened.expiresAt()).isEmpty());
  }

  @Test
  void unknownNumberIsAnsweredAlikeAndSentNothing() {
    var known = world.phones.ask(volunteersNumber(), ADDRESS, NOON);
    world.sent.clear();

    assertEquals(known, world.phones.ask(NOBODYS, ADDRESS, NOON));
    assertEquals(List.of(), world.sent);
    assertRefused(Refusal.TOO_FAST, () -> world.phones.ask(NOBODYS, ADDRESS, NOON.plusSeconds(5)));
    assertWrong(NOBODYS, "123456", NOON);
  }

  @Test
  void numberThatTwoShareIsNobodys() {
    var phone = volunteersNumber();
    world.volunteer(unit, "赵六", phone);

    world.phones.ask(phone, ADDRESS, NOON);

    assertEquals(List.of(), world.sent);
  }

  @Test
  void codeIsGoodOnce() {
    var phone = volunteersNumber();
    String code = codeFor(phone, NOON);
    open(phone, code, NOON);

    assertWrong(phone, code, NOON);
  }

  @Test
  void codeIsGoodForFiveMinutes() {
    var phone = volunteersNumber();
    String code = codeFor(phone, NOON);

    assertWrong(phone, code, NOON.plus(Duration.ofMinutes(5)));
    open(phone, code, NOON.plus(Duration.ofMinutes(5)).minusMillis(1));
  }

  @Test
  void fifthWrongTryEndsTheCode() {
    var phone = volunteersNumber();
    String code = codeFor(phone, NOON);
    for (int i = 0; i < 5; i++) {
      assertWrong(phone, otherThan(code), NOON);
    }

    assertWrong(phone, code, NOON);
    open(phone, codeFor(phone, NOON.plusSeconds(60)), NOON.plusSeconds(60));
  }

  @Test
  void onlyTheNewestCodeCounts() {
    var phone = volunteersNumber();
    String first = codeFor(phone, NOON);
    String second = codeFor(phone, NOON.plusSeconds(60));

    if (!first.equals(second)) {
      assertWrong(phone, first, NOON.plusSeconds(61));
    }
    open(phone, second, NOON.plusSeconds(61));
  }

  @Test
  void codeOfOneNumberDoesNotOpenAnother() {
    var mine = volunteersNumber();
    var theirs = volunteersNumber();
    String code = codeFor(mine, NOON);
    String other = codeFor(theirs, NOON);

    if (!code.equals(other)) {
      assertWrong(theirs, code, NOON);
    }
    assertNotEquals(
        open(mine, code, NOON).principal().id(), open(theirs, other, NOON).principal().id());
  }

  @Test
  void codeIsAskedForOnceAMinuteAndTenTimesADay() {
    var phone = volunteersNumber();
    Instant at = NOON;
    for (int i = 0; i < 10; i++) {
      world.phones.ask(phone, ADDRESS, at);
      Instant tooSoon = at.plusSeconds(59);
      assertRefused(Refusal.TOO_FAST, () -> world.phones.ask(phone, ADDRESS, tooSoon));
      at = at.plusSeconds(60);
    }

    Instant eleventh = at;
    assertRefused(Refusal.TOO_FAST, () -> world.phones.ask(phone, ADDRESS, eleventh));
    world.phones.ask(phone, ADDRESS, NOON.plus(Duration.ofDays(1)));
  }

  @Test
  void ofManyWhoAskAtOnceForOneNumberOneIsSentACode() throws Exception {
    var phone = volunteersNumber();

    var outcomes = Racers.race(8, () -> asks(phone));

    assertEquals(1, outcomes.stream().filter(sent -> sent).count());
    assertEquals(1, world.sent.size());
  }

  private boolean asks(MobileNumber phone) {
    try {
      world.phones.ask(phone, ADDRESS, NOON);
      return true;
    } catch (RefusedException e) {
      assertEquals(Refusal.TOO_FAST, e.refusal());
      return false;
    }
  }

  @Test
  void ofManyRacingWithOneCodeOneSignsIn() throws Exception {
    var phone = volunteersNumber();
    String code = codeFor(phone, NOON);

    var outcomes = Racers.race(6, () -> opens(phone, code));

    assertEquals(1, outcomes.stream().filter(opened -> opened).count());
  }

  private boolean opens(MobileNumber phone, String code) {
    try {
      open(phone, code, NOON);
      return true;
    } catch (RefusedException e) {
      assertEquals(Refusal.WRONG_CREDENTIALS, e.refusal());
      return false;
    }
  }

  @Test
  void anAddressThatAsksForVeryManyNumbersIsMadeToWait() {
    world.change(
        """
        insert into account_audit (at, action, success, ip)
        select $1, 'signInCode', true, '10.0.1.66' from generate_series(1, 300)
        """,
        NOON);

    var phone = volunteersNumber();
    Instant soon = NOON.plus(Duration.ofMinutes(9));
    assertRefused(Refusal.TOO_FAST, () -> world.phones.ask(phone, "10.0.1.66", soon));
    world.phones.ask(phone, "10.0.1.67", soon);
    world.phones.ask(phone, "10.0.1.66", NOON.plus(Duration.ofMinutes(11)));
  }

  @Test
  void sixthPhoneOfOnePersonEndsTheFirst() {
    var phone = volunteersNumber();
    Instant at = NOON;
    var first = open(phone, codeFor(phone, at), at);
    for (int i = 0; i < 5; i++) {
      at = at.plusSeconds(60);
      open(phone, codeFor(phone, at), at);
    }

    assertTrue(world.sessions.find(first.token(), at).isEmpty());
    assertTrue(world.ended.contains(new SessionEnded(Tokens.hash(first.token()))));
  }

  @Test
  void phoneWhoseTimeHasRunOutIsSignedOutAndToldSo() {
    var phone = volunteersNumber();
    var opened = open(phone, codeFor(phone, NOON), NOON);
    assertFalse(world.ended.contains(new SessionEnded(Tokens.hash(opened.token()))));

    world.sessions.purge(opened.expiresAt());

    assertTrue(world.ended.contains(new SessionEnded(Tokens.hash(opened.token()))));
  }

  @Test
  void aPhoneThatItsOwnerSignsOutIsSignedOutAtOnceAndNobodyElseCan() {
    var phone = volunteersNumber();
    var lost = open(phone, codeFor(phone, NOON), NOON);
    Instant later = NOON.plusSeconds(60);
    var kept = open(phone, codeFor(phone, later), later);
    var owner = kept.principal().volunteer().orElseThrow();
    var devices = new DeviceDesk(world.test.database(), world.sessions);
    devices.label(lost.token(), "Android Chrome");

    var shown = devices.list(owner, kept.token(), later);
    assertEquals(List.of(true, false), shown.stream().map(DeviceDesk.Shown::current).toList());
    assertEquals(Optional.of("Android Chrome"), shown.getLast().label());
    var strangers = volunteersNumber();
    var stranger = open(strangers, codeFor(strangers, later), later).principal().volunteer();
    assertRefused(
        Refusal.NOT_FOUND,
        () -> devices.revoke(stranger.orElseThrow(), shown.getLast().id(), later));

    devices.revoke(owner, shown.getLast().id(), later);
    assertTrue(world.sessions.find(lost.token(), later).isEmpty());
    assertTrue(world.ended.contains(new SessionEnded(Tokens.hash(lost.token()))));
    assertEquals(1, devices.list(owner, kept.token(), later).size());
  }

  @Test
  void neitherCodeNorNumberIsInTheDatabase() {
    var phone = volunteersNumber();
    String code = codeFor(phone, NOON);

    assertEquals(
        0,
        world.count(
            """
            select count(*) from sign_in_code c
            where position(convert_to($1, 'UTF8') in c.code_hash || c.phone_hash) > 0
              or position(convert_to($2, 'UTF8') in c.code_hash || c.phone_hash) > 0
            """,
            code,
            phone.value()));
    assertEquals(
        0,
        world.count(
            "select count(*) from account_audit where detail like '%' || $1 || '%'",
            phone.value()));
  }
}
