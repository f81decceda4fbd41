package org.muster.command.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Tickets that show by themselves to be ours and fresh: a random part, the time they run out, and a
 * keyed hash of both. Every node of this installation knows them without asking the database, so
 * that a crowd with tickets of its own making costs nothing but the look.
 */
public final class SealedTickets {
  private static final int SEAL_BYTES = 16;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  /** A token, milliseconds and a seal, with a point between each two. */
  private static final int CHARS_MAX = 100;

  private final Vault vault;

  public SealedTickets(Vault vault) {
    this.vault = vault;
  }

  public String issue(Instant expiresAt) {
    String open = Tokens.fresh() + "." + expiresAt.toEpochMilli();
    return open + "." + seal(open);
  }

  /** True for one that this installation has issued and that has not run out. */
  public boolean isFresh(String ticket, Instant at) {
    int end = ticket.lastIndexOf('.');
    if (end < 0 || ticket.length() > CHARS_MAX) {
      return false;
    }
    String open = ticket.substring(0, end);
    byte[] shown = ticket.substring(end + 1).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(shown, seal(open).getBytes(StandardCharsets.UTF_8))
        && at.toEpochMilli() < Long.parseLong(open.substring(open.lastIndexOf('.') + 1));
  }

  private String seal(String open) {
    return TEXT.encodeToString(Arrays.copyOf(vault.hash("ticket/" + open), SEAL_BYTES));
  }
}
