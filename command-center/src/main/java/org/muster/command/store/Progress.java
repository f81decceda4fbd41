package org.muster.command.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How far a person's mailbox was sent and stored on a device; both numbers include all below.
 *
 * @param sent 0 when nothing is known to have been sent
 * @param acked 0 when nothing is known to be on a device
 */
public record Progress(
    UUID recipient, long sent, Optional<Instant> sentAt, long acked, Optional<Instant> ackedAt) {

  public static Progress sent(UUID recipient, long seq, Instant at) {
    return new Progress(recipient, seq, Optional.of(at), 0, Optional.empty());
  }

  public static Progress acked(UUID recipient, long seq, Instant at) {
    return new Progress(recipient, 0, Optional.empty(), seq, Optional.of(at));
  }

  /** True when all that was sent has been acknowledged, or was sent so early that it is late. */
  public boolean isAckedOrSentBefore(Instant time) {
    return acked >= sent || sentAt.filter(at -> !at.isBefore(time)).isEmpty();
  }

  /** The further of both, each number with its own time. */
  public Progress and(Progress later) {
    boolean sentFurther = later.sent > sent;
    boolean ackedFurther = later.acked > acked;
    return new Progress(
        recipient,
        sentFurther ? later.sent : sent,
        sentFurther ? later.sentAt : sentAt,
        ackedFurther ? later.acked : acked,
        ackedFurther ? later.ackedAt : ackedAt);
  }
}
