package org.muster.command.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;

/**
 * Hashes passwords so that trying them out is dear (Argon2id, 19 MiB, two passes), in the PHC form
 * {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}.
 *
 * <p>Hashing keeps a core and its memory busy, so only a few run at once and one core is left for
 * others; those who wait too long are told to try again.
 */
public final class Passwords {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int AT_ONCE_MAX =
      Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  private static final Duration WAITING_MAX = Duration.ofSeconds(20);
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private final SecureRandom random = new SecureRandom();
  private final Semaphore places = new Semaphore(AT_ONCE_MAX, true);
  private final String nobodys = hash(Tokens.fresh());

  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash = argon2(password, new Cost(MEMORY_KIB, PASSES, LANES), salt, HASH_BYTES);
    var text = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(MEMORY_KIB, PASSES, LANES, text.encodeToString(salt), text.encodeToString(hash));
  }

  public boolean verify(String password, String stored) {
    var form = FORM.matcher(stored);
    if (!form.matches()) {
      throw new IllegalStateException("the stored password has an unknown form");
    }
    var cost =
        new Cost(
            Integer.parseInt(form.group(1)),
            Integer.parseInt(form.group(2)),
            Integer.parseInt(form.group(3)));
    byte[] salt = Base64.getDecoder().decode(form.group(4));
    byte[] expected = Base64.getDecoder().decode(form.group(5));
    return MessageDigest.isEqual(expected, argon2(password, cost, salt, expected.length));
  }

  /** Takes as long as {@link #verify}, so that the time tells nobody which logins exist. */
  public void verifyNobodys(String password) {
    verify(password, nobodys);
  }

  private record Cost(int memoryKib, int passes, int lanes) {}

  private byte[] argon2(String password, Cost cost, byte[] salt, int length) {
    enter();
    try {
      var generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(cost.memoryKib())
              .withIterations(cost.passes())
              .withParallelism(cost.lanes())
              .withSalt(salt)
              .build());
      byte[] hash = new byte[length];
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
      return hash;
    } finally {
      places.release();
    }
  }

  private void enter() {
    try {
      if (!places.tryAcquire(WAITING_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new RefusedException(Refusal.UNAVAILABLE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(Refusal.UNAVAILABLE);
    }
  }
}
