package org.muster.command.secret;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.muster.model.place.AreaCode;

/**
 * The code a community shows to people who arrive: six digits that follow from the community, the
 * minute and the secret of this installation, so that every node knows them without asking.
 */
public final class ArrivalCodes {
  /** How long a code is shown; the one before is still taken. */
  private static final Duration STEP = Duration.ofMinutes(2);

  private static final BigInteger CODES = BigInteger.valueOf(1_000_000);

  private final Vault vault;

  public ArrivalCodes(Vault vault) {
    this.vault = vault;
  }

  /** A code and when it stops being shown. */
  public record Shown(String code, Instant validUntil) {}

  public Shown show(AreaCode community, Instant now) {
    return shown(community, step(now));
  }

  private Shown shown(AreaCode community, long step) {
    return new Shown(code(community, step), Instant.ofEpochSecond((step + 1) * STEP.toSeconds()));
  }

  /**
   * The codes of the time to come, the present one first: for a community's station that may be cut
   * off from here.
   */
  public List<Shown> ahead(AreaCode community, Instant now, Duration time) {
    return LongStream.rangeClosed(step(now), step(now.plus(time)))
        .mapToObj(step -> shown(community, step))
        .toList();
  }

  /** True for the code that is shown now, and for the one before. */
  public boolean isValid(AreaCode community, String code, Instant now) {
    long step = step(now);
    return code.equals(code(community, step)) || code.equals(code(community, step - 1));
  }

  private static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
  }

  private String code(AreaCode community, long step) {
    byte[] hash = vault.hash("arrival/" + community.value() + "/" + step);
    return "%06d".formatted(new BigInteger(1, hash).mod(CODES));
  }
}
