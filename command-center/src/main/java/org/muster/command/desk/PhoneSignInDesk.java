package org.muster.command.desk;

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
import org.muster.command.store.SignInCodeStore;
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
 * and takes as long, for the text goes out afterwards.
 */
public final class PhoneSignInDesk {
  private final Database database;
  private final Vault vault;
  private final SessionDesk sessions;
  private final CodeSender sender;
  private final PhoneCodes codes;

  public PhoneSignInDesk(Database database, Vault vault, SessionDesk sessions, CodeSender sender) {
    this.database = database;
    this.vault = vault;
    this.sessions = sessions;
    this.sender = sender;
    this.codes = new PhoneCodes(vault, "");
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
    String code = codes.draw();
    database
        .transaction(sql -> ask(sql, phone, code, new Asking(ip, at)))
        .ifPresent(_ -> sender.send(phone, code, PhoneCodes.GOOD_FOR));
    return at.plus(PhoneCodes.GOOD_FOR);
  }

  private record Asking(String ip, Instant at) {}

  private Optional<VolunteerId> ask(Sql sql, MobileNumber phone, String code, Asking asking) {
    AddressWatch.refuseFlooding(sql, asking.ip(), asking.at());
    codes.issue(sql, phone, code, asking.at());
    var owner = SignInCodeStore.findOwner(sql, vault.hash(phone.value()));
    AccountAudit.append(sql, entry(Action.SIGN_IN_CODE, owner, asking.ip(), asking.at()));
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
    MobileNumber phone = signIn.phone();
    var owner =
        codes.isGood(sql, phone, signIn.code(), signIn.at())
            ? SignInCodeStore.findOwner(sql, vault.hash(phone.value()))
            : Optional.<VolunteerId>empty();
    if (owner.isEmpty()) {
      codes.countTry(sql, phone);
      AccountAudit.append(sql, failure(signIn));
      return Optional.empty();
    }
    codes.spend(sql, phone);
    AccountAudit.append(sql, entry(Action.SIGN_IN, owner, signIn.ip(), signIn.at()));
    return Optional.of(sessions.beginDevice(sql, owner.get(), signIn.at()));
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
