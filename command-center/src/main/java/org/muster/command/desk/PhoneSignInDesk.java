package org.muster.command.desk;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.command.desk.SessionDesk.BegunDevice;
import org.muster.command.desk.SignInDesk.Opened;
import org.muster.command.secret.Vault;
import org.muster.command.store.AccountAudit;
import org.muster.command.store.AccountAudit.Action;
import org.muster.command.store.AccountAudit.Entry;
import org.muster.command.store.Database;
import org.muster.command.store.Sealed;
import org.muster.command.store.SignInCodeStore;
import org.muster.command.store.SignInCodeStore.Fresh;
import org.muster.command.store.SignInCodeStore.Rate;
import org.muster.command.store.SignInCodeStore.Standing;
import org.muster.command.store.Sql;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.VolunteerId;

/**
 * How a volunteer's phone is signed in: the number on the roster, and the code that was sent to it.
 *
 * <p>Whoever asks for a code learns nothing about a number: known or not, the answer is the same
 * and takes as long, for the text goes out afterwards. A code is good once, for five minutes and
 * five tries; only the newest counts.
 */
public final class PhoneSignInDesk {
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);
  private static final int TRIES_MAX = 5;
  private static final int CODES = 1_000_000;

  /** A person asks again when nothing came; nobody asks ten times a day for good reason. */
  private static final Rate RATE = new Rate(Duration.ofMinutes(1), 10);

  private final Database database;
  private final Vault vault;
  private final SessionDesk sessions;
  private final CodeSender sender;
  private final SecureRandom random = new SecureRandom();

  public PhoneSignInDesk(Database database, Vault vault, SessionDesk sessions, CodeSender sender) {
    this.database = database;
    this.vault = vault;
    this.sessions = sessions;
    this.sender = sender;
  }

  /** Sends a code to a phone; returns at once, whatever becomes of the text. */
  @FunctionalInterface
  public interface CodeSender {
    void send(MobileNumber phone, String code, Duration goodFor);
  }

  /** Somebody has typed the code that came. */
  public record CodeSignIn(MobileNumber phone, String code, String ip, Instant at) {}

  /** Has a code sent to the number if it is somebody's; returns until when it would be good. */
  public Instant ask(MobileNumber phone, String ip, Instant at) {
    String code = "%06d".formatted(random.nextInt(CODES));
    var number = Sealed.of(vault.hash(phone.value()));
    var fresh = new Fresh(number, Sealed.of(hash(phone, code)), at, at.plus(GOOD_FOR));
    database
        .transaction(sql -> ask(sql, fresh, ip))
        .ifPresent(_ -> sender.send(phone, code, GOOD_FOR));
    return fresh.validUntil();
  }

  private static Optional<VolunteerId> ask(Sql sql, Fresh fresh, String ip) {
    AddressWatch.refuseFlooding(sql, ip, fresh.at());
    if (!SignInCodeStore.ask(sql, fresh, RATE)) {
      throw new RefusedException(Refusal.TOO_FAST);
    }
    var owner = SignInCodeStore.findOwner(sql, fresh.phoneHash().bytes());
    AccountAudit.append(sql, entry(Action.SIGN_IN_CODE, owner, ip, fresh.at()));
    return owner;
  }

  /** Signs the phone in as the volunteer whose number it is. */
  public Opened open(CodeSignIn signIn) {
    AddressWatch.refuseGuessing(database, signIn.ip(), signIn.at());
    var device = database.transaction(sql -> tryCode(sql, signIn)).orElseThrow(this::wrong);
    sessions.publish(device.displaced());
    return new Opened(
        device.begun().token(), device.begun().expiresAt(), device.principal(), Optional.empty());
  }

  private RefusedException wrong() {
    return new RefusedException(
        Refusal.WRONG_CREDENTIALS, List.of(new FieldProblem("code", "wrong or too old")));
  }

  /** Empty when the code was wrong; that it was tried is recorded all the same. */
  private Optional<BegunDevice> tryCode(Sql sql, CodeSignIn signIn) {
    byte[] number = vault.hash(signIn.phone().value());
    var owner =
        SignInCodeStore.lock(sql, number)
            .filter(standing -> isGood(standing, signIn))
            .flatMap(_ -> SignInCodeStore.findOwner(sql, number));
    if (owner.isEmpty()) {
      SignInCodeStore.countTry(sql, number);
      AccountAudit.append(sql, failure(signIn));
      return Optional.empty();
    }
    SignInCodeStore.spend(sql, number);
    AccountAudit.append(sql, entry(Action.SIGN_IN, owner, signIn.ip(), signIn.at()));
    return Optional.of(sessions.beginDevice(sql, owner.get(), signIn.at()));
  }

  private boolean isGood(Standing standing, CodeSignIn signIn) {
    return standing.tries() < TRIES_MAX
        && signIn.at().isBefore(standing.validUntil())
        && standing
            .codeHash()
            .filter(hash -> MessageDigest.isEqual(hash, hash(signIn.phone(), signIn.code())))
            .isPresent();
  }

  private byte[] hash(MobileNumber phone, String code) {
    return vault.hash("sign-in/" + phone.value() + "/" + code.strip());
  }

  private static Entry entry(Action action, Optional<VolunteerId> who, String ip, Instant at) {
    var subject = who.map(id -> new AccountId(id.value()));
    return new Entry(at, action, true, subject, Optional.empty(), ip, "phone");
  }

  private static Entry failure(CodeSignIn signIn) {
    return new Entry(
        signIn.at(),
        Action.SIGN_IN,
        false,
        Optional.empty(),
        Optional.empty(),
        signIn.ip(),
        "phoneCode");
  }
}
