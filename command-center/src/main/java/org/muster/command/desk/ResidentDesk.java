package org.muster.command.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.command.desk.PhoneSignInDesk.CodeSender;
import org.muster.command.desk.PhoneSignInDesk.CodeSignIn;
import org.muster.command.secret.Vault;
import org.muster.command.store.AccountAudit;
import org.muster.command.store.AccountAudit.Action;
import org.muster.command.store.AccountAudit.Entry;
import org.muster.command.store.Database;
import org.muster.command.store.ResidentStore;
import org.muster.command.store.Sealed;
import org.muster.command.store.Sql;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.roster.MobileNumber;

/**
 * How a resident comes in: a telephone number and the code that was sent to it. There is no
 * account; of a resident nothing is known but the number.
 */
public final class ResidentDesk {
  private final Database database;
  private final Vault vault;
  private final SessionDesk sessions;
  private final CodeSender sender;
  private final PhoneCodes codes;

  public ResidentDesk(Database database, Vault vault, SessionDesk sessions, CodeSender sender) {
    this.database = database;
    this.vault = vault;
    this.sessions = sessions;
    this.sender = sender;
    this.codes = new PhoneCodes(vault, "resident/");
  }

  /** A resident's token, shown once. */
  public record Opened(String token, Instant expiresAt) {}

  /** Sends a code to the number; returns until when it is good. */
  public Instant ask(MobileNumber phone, String ip, Instant at) {
    String code = codes.draw();
    database.transaction(
        sql -> {
          AddressWatch.refuseFlooding(sql, ip, at);
          codes.issue(sql, phone, code, at);
          AccountAudit.append(sql, entry(Action.SIGN_IN_CODE, true, Optional.empty(), ip, at));
          return phone;
        });
    sender.send(phone, code, PhoneCodes.GOOD_FOR);
    return at.plus(PhoneCodes.GOOD_FOR);
  }

  /** Lets in whoever holds the telephone. */
  public Opened open(CodeSignIn signIn) {
    AddressWatch.refuseGuessing(database, signIn.ip(), signIn.at());
    return database.transaction(sql -> tryCode(sql, signIn)).orElseThrow(ResidentDesk::wrong);
  }

  /** The resident of a number, within somebody's transaction. */
  static AccountId know(Sql tx, Vault vault, MobileNumber phone, Instant at) {
    return ResidentStore.know(
        tx, Sealed.of(vault.hash(phone.value())), Sealed.of(vault.encrypt(phone.value())), at);
  }

  private static RefusedException wrong() {
    return new RefusedException(
        Refusal.WRONG_CREDENTIALS, List.of(new FieldProblem("code", "wrong or too old")));
  }

  private Optional<Opened> tryCode(Sql sql, CodeSignIn signIn) {
    if (!codes.isGood(sql, signIn.phone(), signIn.code(), signIn.at())) {
      codes.countTry(sql, signIn.phone());
      AccountAudit.append(
          sql, entry(Action.SIGN_IN, false, Optional.empty(), signIn.ip(), signIn.at()));
      return Optional.empty();
    }
    codes.spend(sql, signIn.phone());
    AccountId resident = know(sql, vault, signIn.phone(), signIn.at());
    AccountAudit.append(
        sql, entry(Action.SIGN_IN, true, Optional.of(resident), signIn.ip(), signIn.at()));
    var begun = sessions.beginResident(sql, resident, signIn.at());
    return Optional.of(new Opened(begun.token(), begun.expiresAt()));
  }

  private static Entry entry(
      Action action, boolean success, Optional<AccountId> who, String ip, Instant at) {
    return new Entry(at, action, success, who, Optional.empty(), ip, "resident");
  }
}
