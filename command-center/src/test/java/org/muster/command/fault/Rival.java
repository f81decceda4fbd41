package org.muster.command.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.e2e.Ledger;
import org.muster.command.store.Leases;
import org.muster.command.store.Leases.Lease;
import org.muster.command.store.UnavailableException;
import org.muster.command.testing.Eventually;

/** Another node that takes the lead from one that was paused, and does nothing with it. */
final class Rival implements AutoCloseable {
  private static final String LEASE = "timers";
  private static final Duration LEADS = Duration.ofMinutes(2);
  private static final Duration TAKES_OVER_WITHIN = Duration.ofSeconds(30);

  /** What only the one who leads writes. */
  private static final String LED =
      """
      select count(*) as n from event
      where type in ('offer-made', 'offer-expired', 'receipt-overdue')
      """;

  private static final String DUE =
      "select count(*) as n from timer where due_at <= now() and kind in ('fill', 'answer')";

  private final Leases leases = new Leases();
  private final UUID holder = UUID.randomUUID();
  private final Ledger ledger;
  private final Lease lease;
  private final long before;

  /** Waits until the lease of the other has ended, and takes it. */
  Rival(Ledger ledger) {
    this.ledger = ledger;
    Eventually.within(
        TAKES_OVER_WITHIN, () -> "a lease that ends", () -> taken().isPresent());
    lease = taken().orElseThrow();
    before = ledger.count(LED);
  }

  private Optional<Lease> taken() {
    try {
      return ledger.database().transaction(tx -> leases.take(tx, LEASE, holder, LEADS));
    } catch (UnavailableException _) {
      return Optional.empty();
    }
  }

  /** What the one who was replaced has written since. */
  long staleWrites() {
    return ledger.count(LED) - before;
  }

  /** What would be to be done now. */
  long due() {
    return ledger.count(DUE);
  }

  /** Gives the lead back. */
  @Override
  public void close() {
    var _ =
        ledger
            .database()
            .transaction(
                tx -> {
                  leases.release(tx, lease);
                  return lease;
                });
  }
}
