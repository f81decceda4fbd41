package org.muster.command.desk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.muster.model.access.Principal;

/**
 * What every command comes in: who sends it, under which id, and the hash of what was asked.
 *
 * @param command the sender's own id of the command; unique per principal
 */
public record Envelope(Principal principal, UUID command, String requestHash) {

  /**
   * @param request what was asked, in full: the operation, its subject and its content
   */
  public static Envelope of(Principal principal, UUID command, String request) {
    return new Envelope(principal, command, Hashes.sha256(request));
  }

  public UUID actor() {
    return principal.id().value();
  }

  /** SHA-256 in hexadecimal digits. */
  static final class Hashes {
    private Hashes() {}

    static String sha256(String text) {
      try {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
