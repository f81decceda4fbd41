package org.muster.command.secret;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * The keys by which push services know this installation (RFC 8292): on the curve P-256, both in
 * base64url.
 *
 * @param publicKey as X.509 has it
 * @param privateKey as PKCS #8 has it
 */
public record PushKeys(String publicKey, String privateKey) {
  /** The uncompressed point, with which the X.509 form ends. */
  private static final int POINT_BYTES = 65;

  public static PushKeys fresh() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      return new PushKeys(
          Base64.getUrlEncoder().encodeToString(pair.getPublic().getEncoded()),
          Base64.getUrlEncoder().encodeToString(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a browser subscribes with: the public key's point in base64url. */
  public String forBrowsers() {
    byte[] encoded = Base64.getUrlDecoder().decode(publicKey);
    byte[] point = Arrays.copyOfRange(encoded, encoded.length - POINT_BYTES, encoded.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(point);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "PushKeys[" + forBrowsers() + "]";
  }
}
