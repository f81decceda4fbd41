package org.muster.command.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @Test
  void onlyTheRightPasswordIsAccepted() {
    String stored = passwords.hash("Tai-hu.2026 湖");

    assertTrue(passwords.verify("Tai-hu.2026 湖", stored));
    assertFalse(passwords.verify("Tai-hu.2026 胡", stored));
    assertFalse(passwords.verify("", stored));
  }

  @Test
  void samePasswordIsStoredDifferentlyEachTime() {
    assertNotEquals(passwords.hash("Tai-hu.2026"), passwords.hash("Tai-hu.2026"));
  }

  @Test
  void storedFormNamesItsCost() {
    assertTrue(
        passwords.hash("Tai-hu.2026").startsWith("$argon2id$v=19$m=19456,t=2,p=1$"),
        "so that the cost can be raised later");
  }

  /** Made by the reference implementation: {@code argon2 somesalt -id -t 2 -m 16 -p 1 -l 32}. */
  @Test
  void hashOfTheReferenceImplementationIsUnderstood() {
    assertTrue(
        passwords.verify(
            "password",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
  }

  @Test
  void unknownFormIsAMistakeOfOurs() {
    assertThrows(IllegalStateException.class, () -> passwords.verify("x", "plain"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Taihu-2026", "taihu 2026 x", "TAIHU-2026", "太湖Taihu2026"})
  void strongPasswordIsTaken(String password) {
    assertEquals(Optional.empty(), PasswordRules.objection(password, "commander"));
  }

  @ParameterizedTest
  @CsvSource({
    "Taihu-202, too short",
    "taihutaihu2026, two classes",
    "2026202620, one class",
    "Dispatcher1-2026, contains the login"
  })
  void weakPasswordIsNotTaken(String password, String why) {
    assertTrue(PasswordRules.objection(password, "dispatcher1").isPresent(), why);
  }

  @Test
  void generatedPasswordsMeetTheRules() {
    for (int i = 0; i < 1000; i++) {
      assertEquals(Optional.empty(), PasswordRules.objection(PasswordRules.fresh(), "commander"));
    }
  }
}
