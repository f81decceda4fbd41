package org.muster.command.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.SessionDesk.BegunDevice;
import org.muster.command.desk.SignInDesk.Opened;
import org.muster.command.secret.Passkeys;
import org.muster.command.secret.Passkeys.Made;
import org.muster.command.secret.Passkeys.Shown;
import org.muster.command.secret.Tokens;
import org.muster.command.store.AccountAudit;
import org.muster.command.store.AccountAudit.Action;
import org.muster.command.store.AccountAudit.Entry;
import org.muster.command.store.Database;
import org.muster.command.store.PasskeyStore;
import org.muster.command.store.PasskeyStore.Kept;
import org.muster.command.store.Sql;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.AccountId;
import org.muster.model.roster.VolunteerId;

/**
 * Passkeys of volunteers: made by who is signed in, and afterwards enough to sign a phone in. Each
 * challenge is proven once, within minutes; a key whose count does not rise is a copy, and refused.
 */
public final class PasskeyDesk {
  private static final Duration CHALLENGE_FOR = Duration.ofMinutes(3);
  private static final int KEYS_EACH_MAX = 10;
  private static final int LABEL_MAX = 60;

  /** Somebody who hesitates asks again; who asks more is no person. */
  private static final int CHALLENGES_MAX = 60;

  private final Database database;
  private final SessionDesk sessions;
  private final Passkeys passkeys;
  private final Turnstile turnstile = new Turnstile(CHALLENGES_MAX);

  public PasskeyDesk(Database database, SessionDesk sessions, Passkeys passkeys) {
    this.database = database;
    this.sessions = sessions;
    this.passkeys = passkeys;
  }

  /**
   * What a phone is to sign.
   *
   * @param place the name that keys are bound to
   * @param known keys that the person has already
   */
  public record Challenge(String challenge, String place, Instant validUntil, List<String> known) {}

  /** A key as its owner sees it. */
  public record Listed(UUID id, String label, Instant addedAt, Optional<Instant> usedAt) {}

  /** A phone has answered the challenge. */
  public record PasskeySignIn(String answer, String ip, Instant at) {}

  /** For who is to sign in, whoever that will be. */
  public Challenge begin(String ip, Instant at) {
    turnstile.pass(ip, at);
    return begin(Optional.empty(), at);
  }

  /** For who is signed in and makes a key. */
  public Challenge begin(VolunteerId volunteer, Instant at) {
    return begin(Optional.of(volunteer), at);
  }

  private Challenge begin(Optional<VolunteerId> volunteer, Instant at) {
    if (!passkeys.areOffered()) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    String challenge = Tokens.fresh();
    Instant until = at.plus(CHALLENGE_FOR);
    return database.transaction(
        sql -> {
          PasskeyStore.challenge(sql, challenge, volunteer, at, until);
          List<String> known =
              volunteer.map(who -> PasskeyStore.list(sql, who)).orElse(List.of()).stream()
                  .map(kept -> kept.key().credential())
                  .toList();
          return new Challenge(challenge, passkeys.place(), until, known);
        });
  }

  /** Keeps a key that the volunteer's phone has made. */
  public UUID add(VolunteerId volunteer, String answer, String label, Instant at) {
    String text = Texts.required("label", label, LABEL_MAX);
    Made made = passkeys.made(answer);
    take(made.challenge(), Optional.of(volunteer), at);
    Passkeys.Key key = passkeys.register(made);
    return database.transaction(
        sql -> {
          if (PasskeyStore.list(sql, volunteer).size() >= KEYS_EACH_MAX) {
            throw new RefusedException(Refusal.CONFLICT);
          }
          return PasskeyStore.add(sql, volunteer, key, text, at)
              .orElseThrow(() -> new RefusedException(Refusal.CONFLICT));
        });
  }

  public List<Listed> list(VolunteerId volunteer) {
    return database.read(
        sql ->
            PasskeyStore.list(sql, volunteer).stream()
                .map(kept -> new Listed(kept.id(), kept.label(), kept.addedAt(), kept.usedAt()))
                .toList());
  }

  /**
   * Whoever holds the phone cannot sign in by it any more; those signed in are ended as devices.
   */
  public void remove(VolunteerId volunteer, UUID id) {
    if (!database.transaction(sql -> PasskeyStore.remove(sql, id, volunteer))) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
  }

  /** Signs the phone in as the volunteer whose key it holds. */
  public Opened open(PasskeySignIn signIn) {
    AddressWatch.refuseGuessing(database, signIn.ip(), signIn.at());
    try {
      Shown shown = passkeys.shown(signIn.answer());
      take(shown.challenge(), Optional.empty(), signIn.at());
      BegunDevice device = database.transaction(sql -> open(sql, shown, signIn));
      sessions.publish(device.displaced());
      return new Opened(
          device.begun().token(), device.begun().expiresAt(), device.principal(), Optional.empty());
    } catch (RefusedException refused) {
      note(signIn, Optional.empty());
      throw refused;
    }
  }

  private BegunDevice open(Sql sql, Shown shown, PasskeySignIn signIn) {
    Kept kept = PasskeyStore.lock(sql, shown.credential()).orElseThrow(Passkeys::wrong);
    long counter = passkeys.check(shown, kept.key());
    PasskeyStore.used(sql, kept.id(), counter, signIn.at());
    AccountAudit.append(sql, entry(signIn, Optional.of(kept.volunteer())));
    return sessions.beginDevice(sql, kept.volunteer(), signIn.at());
  }

  /** In a transaction of its own: a challenge is used up whatever comes of it. */
  private void take(String challenge, Optional<VolunteerId> volunteer, Instant at) {
    if (!database.transaction(sql -> PasskeyStore.take(sql, challenge, volunteer, at))) {
      throw Passkeys.wrong();
    }
  }

  private void note(PasskeySignIn signIn, Optional<VolunteerId> who) {
    database.transaction(
        sql -> {
          AccountAudit.append(sql, entry(signIn, who));
          return who;
        });
  }

  private static Entry entry(PasskeySignIn signIn, Optional<VolunteerId> who) {
    var subject = who.map(id -> new AccountId(id.value()));
    return new Entry(
        signIn.at(),
        Action.SIGN_IN,
        who.isPresent(),
        subject,
        Optional.empty(),
        signIn.ip(),
        "passkey");
  }
}
