package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.desk.IdentityWorld.NOON;
import static org.muster.command.desk.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.PasskeyDesk.Listed;
import org.muster.command.desk.PasskeyDesk.PasskeySignIn;
import org.muster.command.desk.SignInDesk.Opened;
import org.muster.command.secret.Passkeys;
import org.muster.command.testing.SoftPasskey;
import org.muster.model.Refusal;
import org.muster.model.roster.VolunteerId;

/** A volunteer's phone signs in by a key that it made, and nothing else does. */
class PasskeyIT {
  private static final String ORIGIN = "https://muster.example.gov.cn";
  private static final String PLACE = "muster.example.gov.cn";
  private static final String IP = "10.0.0.7";

  private IdentityWorld world;
  private PasskeyDesk desk;
  private VolunteerId volunteer;
  private final SoftPasskey phone = new SoftPasskey(PLACE, ORIGIN);

  @BeforeEach
  void build() {
    world = new IdentityWorld();
    desk = desk(Optional.of(ORIGIN), false);
    volunteer = world.volunteer(world.unit("水利局"), "张三");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whoMadeAKeySignsInByIt() {
    add(phone);
    Opened opened = open(phone.prove(begin(), 1), NOON);
    assertEquals(Optional.of(volunteer), opened.principal().volunteer());
    assertTrue(world.sessions.find(opened.token(), NOON).isPresent());
    assertEquals(Optional.of(NOON), listed().usedAt());
    assertEquals(
        1, world.count("select count(*) from account_audit where detail = 'passkey' and success"));
  }

  @Test
  void aChallengeIsProvenOnceAndInTime() {
    add(phone);
    String once = begin();
    open(phone.prove(once, 1), NOON);
    assertWrong(phone.prove(once, 2), NOON);
    assertWrong(phone.prove(begin(), 2), NOON.plus(Duration.ofMinutes(3)));
    String made = desk.begin(volunteer, NOON).challenge();
    assertWrong(phone.prove(made, 2), NOON);
    assertWrong(phone.prove("bm90IG91cnM", 2), NOON);
  }

  @Test
  void aKeyWhoseCountDoesNotRiseIsACopy() {
    add(phone);
    open(phone.prove(begin(), 5), NOON);
    assertWrong(phone.prove(begin(), 5), NOON);
    assertWrong(phone.prove(begin(), 4), NOON);
    open(phone.prove(begin(), 6), NOON);
  }

  @Test
  void keysOfOtherPlacesAndOtherPeopleAreNone() {
    add(phone);
    assertWrong(new SoftPasskey(PLACE, ORIGIN).prove(begin(), 1), NOON);
    var phishing = new SoftPasskey("muster.example.com", "https://muster.example.com");
    String challenge = desk.begin(volunteer, NOON).challenge();
    assertRefused(
        Refusal.WRONG_CREDENTIALS, () -> desk.add(volunteer, phishing.make(challenge), "钓鱼", NOON));
    VolunteerId other = world.volunteer(world.unit("财政局"), "李四");
    String others = desk.begin(other, NOON).challenge();
    assertRefused(
        Refusal.WRONG_CREDENTIALS,
        () -> desk.add(volunteer, new SoftPasskey(PLACE, ORIGIN).make(others), "手机", NOON));
    assertWrong("{}", NOON);
  }

  @Test
  void aRemovedKeySignsNobodyIn() {
    add(phone);
    VolunteerId other = world.volunteer(world.unit("财政局"), "李四");
    assertRefused(Refusal.NOT_FOUND, () -> desk.remove(other, listed().id()));
    desk.remove(volunteer, listed().id());
    assertEquals(List.of(), desk.list(volunteer));
    assertWrong(phone.prove(begin(), 1), NOON);
  }

  @Test
  void whereNobodySaidAtWhichAddressThePagesAreNoKeysAreOffered() {
    PasskeyDesk none = desk(Optional.empty(), false);
    assertRefused(Refusal.NOT_FOUND, () -> none.begin(IP, NOON));
    PasskeyDesk trial = desk(Optional.empty(), true);
    var here = new SoftPasskey("localhost", "http://localhost:8080");
    trial.add(volunteer, here.make(trial.begin(volunteer, NOON).challenge()), "手机", NOON);
    String answer = here.prove(trial.begin(IP, NOON).challenge(), 1);
    assertTrue(trial.open(new PasskeySignIn(answer, IP, NOON)).principal().volunteer().isPresent());
  }

  private PasskeyDesk desk(Optional<String> origin, boolean trial) {
    return new PasskeyDesk(world.test.database(), world.sessions, new Passkeys(origin, trial));
  }

  private void add(SoftPasskey key) {
    desk.add(volunteer, key.make(desk.begin(volunteer, NOON).challenge()), "Android Chrome", NOON);
  }

  private String begin() {
    return desk.begin(IP, NOON).challenge();
  }

  private Listed listed() {
    return desk.list(volunteer).getFirst();
  }

  private Opened open(String answer, Instant at) {
    return desk.open(new PasskeySignIn(answer, IP, at));
  }

  private void assertWrong(String answer, Instant at) {
    assertRefused(Refusal.WRONG_CREDENTIALS, () -> open(answer, at));
  }
}
