package org.muster.command.desk;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.muster.command.store.AcceptanceStore;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;

/** Counts how people answer, now and then, so that the next wave knows it. */
public final class AcceptanceDesk {
  /** Events looked at in one transaction. */
  private static final int EVENTS_MAX = 5_000;

  /** A wave need not know the answers of the last seconds. */
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(15);

  private final Timers timers = new Timers();

  /** Counts the newest answers; the row comes back by itself. */
  public void count(Work work, List<UUID> due) {
    int seen = AcceptanceStore.fold(work.tx(), EVENTS_MAX);
    boolean isMore = seen == EVENTS_MAX;
    timers.set(work.tx(), Kind.ACCEPTANCE, due, isMore ? work.now() : work.now().plus(AGAIN_AFTER));
  }
}
