package org.muster.field.link;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.muster.field.outbox.Outbox;
import org.muster.model.wire.ClientFrame.Do;

/**
 * Sends what is in an outbox: one deed per assignment at a time, and again with the same id when no
 * answer comes. Used on the phone's event loop only.
 */
final class Deeds {
  /** Refusals that say "not now" instead of "no". */
  private static final Set<String> LATER = Set.of("unavailable", "too-fast");

  private final Outbox outbox;
  private final Duration answerMax;
  private final Map<UUID, Long> againAt = new HashMap<>(2);

  Deeds(Outbox outbox, Duration answerMax) {
    this.outbox = outbox;
    this.answerMax = answerMax;
  }

  /** Sends every deed that is due; {@code now} is a reading of the monotonic clock. */
  void send(long now, Consumer<Do> wire) {
    for (Do deed : outbox.next()) {
      Long due = againAt.get(deed.id());
      if (due == null || due - now <= 0) {
        againAt.put(deed.id(), now + answerMax.toNanos());
        wire.accept(deed);
      }
    }
  }

  Optional<Do> done(UUID id) {
    againAt.remove(id);
    return outbox.settle(id);
  }

  /** Empty when the deed is to be tried again later, or was answered before. */
  Optional<Do> refused(UUID id, String code, long retryAt) {
    if (LATER.contains(code)) {
      againAt.computeIfPresent(id, (_, _) -> retryAt);
      return Optional.empty();
    }
    return done(id);
  }

  /** No answer will come over a lost connection: everything is due again. */
  void connectionLost() {
    againAt.clear();
  }
}
