package org.muster.command.secret;

/**
 * The code that stands beside the number of a proof of service: numbers can be guessed, the code
 * only be had from the proof. Made of the number, it need not be stored.
 */
public final class ProofCodes {
  /** Without those that are mistaken for others on paper. */
  private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  private static final int LENGTH = 8;

  private final Vault vault;

  public ProofCodes(Vault vault) {
    this.vault = vault;
  }

  /** Eight letters and digits. */
  public String of(String number) {
    byte[] hash = vault.hash("proof/" + number);
    var code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(LETTERS.charAt(Byte.toUnsignedInt(hash[i]) % LETTERS.length()));
    }
    return code.toString();
  }
}
