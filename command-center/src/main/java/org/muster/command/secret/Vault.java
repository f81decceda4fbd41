package org.muster.command.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts personal data at rest (AES-256-GCM, a fresh nonce before each text) and makes the keyed
 * hash (HMAC-SHA-256) by which an encrypted value can be found again.
 *
 * <p>The two keys are derived from one secret of at least 32 bytes. Losing it loses the data.
 */
public final class Vault {
  private static final int SECRET_BYTES_MIN = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec cipherKey;
  private final SecretKeySpec hashKey;

  public Vault(byte[] secret) {
    if (secret.length < SECRET_BYTES_MIN) {
      throw new IllegalArgumentException("the secret needs 32 bytes or more");
    }
    cipherKey = new SecretKeySpec(mac(new SecretKeySpec(secret, "HmacSHA256"), "cipher"), "AES");
    hashKey = new SecretKeySpec(mac(new SecretKeySpec(secret, "HmacSHA256"), "hash"), "HmacSHA256");
  }

  public byte[] encrypt(String text) {
    return seal(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Throws {@link IllegalStateException} when the bytes were not sealed with this secret. */
  public String decrypt(byte[] bytes) {
    return new String(open(bytes), StandardCharsets.UTF_8);
  }

  /** Encrypts what is no text, such as a piece of a file. */
  public byte[] seal(byte[] bytes) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, bytes);
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  /** Throws {@link IllegalStateException} when the bytes were not sealed with this secret. */
  public byte[] open(byte[] bytes) {
    byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
    byte[] sealed = Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length);
    return cipher(Cipher.DECRYPT_MODE, nonce, sealed);
  }

  /** The keyed hash of a normalised value, for exact search. */
  public byte[] hash(String text) {
    return mac(hashKey, text);
  }

  private byte[] cipher(int mode, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, cipherKey, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("personal data cannot be read with this secret", e);
    }
  }

  private static byte[] mac(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
