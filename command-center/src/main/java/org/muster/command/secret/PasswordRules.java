package org.muster.command.secret;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which passwords are strong enough (等保三级: ten characters, three of the four classes). */
public final class PasswordRules {
  private static final int LENGTH_MIN = 10;

  /** Hashing costs the same for any length; the limit keeps nonsense out. */
  private static final int LENGTH_MAX = 128;

  private static final int CLASSES_MIN = 3;
  private static final int FRESH_LENGTH = 16;

  /** Without the characters that are mistaken for one another when read from paper. */
  private static final String[] ALPHABETS = {
    "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789", "-_+=@#%"
  };

  private static final SecureRandom RANDOM = new SecureRandom();

  private PasswordRules() {}

  /** Why this password must not be taken for this login; empty when it may. */
  public static Optional<String> objection(String password, String login) {
    int length = password.codePointCount(0, password.length());
    if (length < LENGTH_MIN || length > LENGTH_MAX) {
      return Optional.of("must have " + LENGTH_MIN + " to " + LENGTH_MAX + " characters");
    }
    if (classes(password) < CLASSES_MIN) {
      return Optional.of("must mix three of: capitals, small letters, digits, other characters");
    }
    if (password.toLowerCase(Locale.ROOT).contains(login)) {
      return Optional.of("must not contain the login");
    }
    return Optional.empty();
  }

  /** A random password that meets the rules. */
  public static String fresh() {
    var letters = new ArrayList<Character>();
    for (int i = 0; i < FRESH_LENGTH; i++) {
      String alphabet = ALPHABETS[i % ALPHABETS.length];
      letters.add(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
    }
    Collections.shuffle(letters, RANDOM);
    return letters.stream().map(String::valueOf).collect(Collectors.joining());
  }

  private static long classes(String password) {
    IntPredicate other = c -> !Character.isLetterOrDigit(c);
    return Stream.<IntPredicate>of(
            Character::isUpperCase, Character::isLowerCase, Character::isDigit, other)
        .filter(kind -> password.codePoints().anyMatch(kind))
        .count();
  }
}
