package org.muster.command.desk;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.muster.command.secret.Vault;
import org.muster.command.store.Sealed;
import org.muster.command.store.SignInCodeStore;
import org.muster.command.store.SignInCodeStore.Fresh;
import org.muster.command.store.SignInCodeStore.Rate;
import org.muster.command.store.SignInCodeStore.Standing;
import org.muster.command.store.Sql;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.roster.MobileNumber;

/**
 * Codes that prove somebody holds a telephone: good once, for five minutes and five tries; only the
 * newest counts. Volunteers' codes and residents' codes are counted apart.
 */
final class PhoneCodes {
  static final Duration GOOD_FOR = Duration.ofMinutes(5);
  private static final int TRIES_MAX = 5;
  private static final int CODES = 1_000_000;

  /** A person asks again when nothing came; nobody asks ten times a day for good reason. */
  private static final Rate RATE = new Rate(Duration.ofMinutes(1), 10);

  private final Vault vault;
  private final String purpose;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param purpose before the number in its keyed hash; empty for volunteers
   */
  PhoneCodes(Vault vault, String purpose) {
    this.vault = vault;
    this.purpose = purpose;
  }

  String draw() {
    return "%06d".formatted(random.nextInt(CODES));
  }

  /** Puts the code in the place of the one before; refused when too soon or too often. */
  void issue(Sql sql, MobileNumber phone, String code, Instant at) {
    var fresh =
        new Fresh(Sealed.of(number(phone)), Sealed.of(hash(phone, code)), at, at.plus(GOOD_FOR));
    if (!SignInCodeStore.ask(sql, fresh, RATE)) {
      throw new RefusedException(Refusal.TOO_FAST);
    }
  }

  /** Whether the code is good now; nobody else can try before this transaction ends. */
  boolean isGood(Sql sql, MobileNumber phone, String code, Instant at) {
    return SignInCodeStore.lock(sql, number(phone))
        .filter(standing -> isGood(standing, hash(phone, code), at))
        .isPresent();
  }

  void spend(Sql sql, MobileNumber phone) {
    SignInCodeStore.spend(sql, number(phone));
  }

  void countTry(Sql sql, MobileNumber phone) {
    SignInCodeStore.countTry(sql, number(phone));
  }

  private static boolean isGood(Standing standing, byte[] hash, Instant at) {
    return standing.tries() < TRIES_MAX
        && at.isBefore(standing.validUntil())
        && standing.codeHash().filter(kept -> MessageDigest.isEqual(kept, hash)).isPresent();
  }

  private byte[] number(MobileNumber phone) {
    return vault.hash(purpose + phone.value());
  }

  private byte[] hash(MobileNumber phone, String code) {
    return vault.hash("sign-in/" + purpose + phone.value() + "/" + code.strip());
  }
}
