package org.muster.command.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Tokens that prove who somebody is: 256 random bits, of which only a hash is ever stored. */
public final class Tokens {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private Tokens() {}

  public static String fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return TEXT.encodeToString(bytes);
  }

  /** Without salt or cost: a token is random enough that nobody can guess it from its hash. */
  public static TokenHash hash(String token) {
    return TokenHash.of(sha256(token));
  }

  /**
   * What a cookie client repeats in X-CSRF-Token. It follows from the token, which a page of
   * another origin cannot read, and does not give it away.
   */
  public static String csrf(String token) {
    return TEXT.encodeToString(sha256("csrf:" + token));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
