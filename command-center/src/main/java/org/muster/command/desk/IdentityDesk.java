package org.muster.command.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.secret.SealedTickets;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.IdentityStore;
import org.muster.command.store.IdentityStore.Identity;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.roster.Masking;
import org.muster.model.roster.VolunteerId;

/**
 * Lets volunteers show who they are while a task holds them (身份亮明), and anybody check it. The card
 * is a sealed ticket about the assignment: it is good for some minutes, and what it is about is
 * looked at again at each check, so that it ends with the task.
 */
public final class IdentityDesk {
  /** Long enough for a dead spot, too short for a picture of somebody else's card. */
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  /** A gate looks at a card every few seconds; who tries more is guessing. */
  private static final int CHECKS_MAX = 60;

  private final Database database;
  private final SealedTickets tickets;
  private final Turnstile turnstile = new Turnstile(CHECKS_MAX);

  public IdentityDesk(Database database, Vault vault) {
    this.database = database;
    this.tickets = new SealedTickets(vault, "identity");
  }

  /** A card just made; what stands on it is the volunteer's own and not masked. */
  public record Card(
      String ticket,
      Instant validUntil,
      String name,
      String unit,
      Optional<String> number,
      String community,
      boolean drill) {}

  /**
   * What a check says.
   *
   * @param shown nothing when the card is not ours, has run out, or its task has ended
   */
  public record Checked(boolean valid, Instant checkedAt, Optional<Shown> shown) {}

  /**
   * Whom a card is about: enough to know them by, and no more.
   *
   * @param validUntil of this card; the next one comes by itself while the task lasts
   */
  public record Shown(
      String name,
      String unit,
      Optional<String> number,
      String community,
      String state,
      boolean drill,
      Instant validUntil) {}

  public Card issue(VolunteerId volunteer, AssignmentId assignment, Instant at) {
    Identity identity =
        find(assignment)
            .filter(found -> found.volunteer().equals(volunteer))
            .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    Instant validUntil = at.plus(LIFETIME);
    return new Card(
        tickets.issue(assignment.value().toString(), validUntil),
        validUntil,
        identity.name(),
        identity.unit(),
        identity.number(),
        identity.community(),
        identity.drill());
  }

  /**
   * @param address whence the check comes; each may check so often a minute
   */
  public Checked check(String ticket, String address, Instant at) {
    turnstile.pass(address, at);
    Optional<Shown> shown =
        tickets
            .find(ticket, at)
            .flatMap(
                card ->
                    find(new AssignmentId(UUID.fromString(card.about())))
                        .map(identity -> shown(identity, card.expiresAt())));
    return new Checked(shown.isPresent(), at, shown);
  }

  private Optional<Identity> find(AssignmentId assignment) {
    return database.read(sql -> IdentityStore.find(sql, assignment));
  }

  private static Shown shown(Identity identity, Instant validUntil) {
    return new Shown(
        Masking.name(identity.name()),
        identity.unit(),
        identity.number(),
        identity.community(),
        identity.state(),
        identity.drill(),
        validUntil);
  }
}
