package org.muster.command.desk;

import java.time.Instant;
import java.util.Optional;
import org.muster.command.store.CommitmentStore.Commitment;
import org.muster.model.order.CommitmentEvent.Cause;
import org.muster.model.order.CommitmentEvent.ShortageReported;

/** Says when a unit has fewer people left than places it still has to name somebody for. */
final class Shortages {
  private Shortages() {}

  /**
   * The report, when the number differs from the one that stands.
   *
   * @param unnamed places without a name
   * @param free people who can go and were neither asked nor named
   */
  static Optional<ShortageReported> ofUnit(
      Commitment commitment, int unnamed, long free, Instant at) {
    int count = (int) Math.max(0, unnamed - free);
    return count == commitment.ableShort()
        ? Optional.empty()
        : Optional.of(
            new ShortageReported(
                commitment.order(),
                commitment.unit(),
                Optional.empty(),
                count,
                Cause.ABLE,
                Optional.empty(),
                at));
  }
}
