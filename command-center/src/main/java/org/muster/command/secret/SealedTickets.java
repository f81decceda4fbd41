package org.muster.command.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Tickets that show by themselves to be ours and fresh: what they are about, the time they run out,
 * and a keyed hash of both. Every node of this installation knows them without asking the database,
 * so that a crowd with tickets of its own making costs nothing but the look.
 */
public final class SealedTickets {
  private static final int SEAL_BYTES = 16;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  /** A token, milliseconds and a seal, with a point between each two. */
  private static final int CHARS_MAX = 100;

  private final Vault vault;
  private final String purpose;

  /**
   * @param purpose sealed with each ticket, so that one for something else is none here
   */
  public SealedTickets(Vault vault, String purpose) {
    this.vault = vault;
    this.purpose = purpose;
  }

  /** One that is about nothing but itself, different from all others. */
  public String issue(Instant expiresAt) {
    return issue(Tokens.fresh(), expiresAt);
  }

  /**
   * @param about without points, and no secret: whoever has the ticket can read it
   */
  public String issue(String about, Instant expiresAt) {
    String open = about + "." + expiresAt.toEpochMilli();
    return open + "." + seal(open);
  }

  /** What stands in a ticket. */
  public record Found(String about, Instant expiresAt) {}

  /** A ticket that this installation has issued and that has not run out. */
  public Optional<Found> find(String ticket, Instant at) {
    int end = ticket.lastIndexOf('.');
    if (end < 0 || ticket.length() > CHARS_MAX) {
      return Optional.empty();
    }
    String open = ticket.substring(0, end);
    byte[] shown = ticket.substring(end + 1).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(shown, seal(open).getBytes(StandardCharsets.UTF_8))) {
      return Optional.empty();
    }
    int middle = open.lastIndexOf('.');
    Instant expiresAt = Instant.ofEpochMilli(Long.parseLong(open.substring(middle + 1)));
    return Optional.of(new Found(open.substring(0, middle), expiresAt))
        .filter(found -> at.isBefore(found.expiresAt()));
  }

  private String seal(String open) {
    return TEXT.encodeToString(Arrays.copyOf(vault.hash(purpose + "/" + open), SEAL_BYTES));
  }
}
