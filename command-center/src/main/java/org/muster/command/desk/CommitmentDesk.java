package org.muster.command.desk;

import java.util.List;
import java.util.UUID;
import org.muster.command.store.AssignmentStore;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.store.QuotaStore;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.CommitmentEvent.ReceiptOverdue;
import org.muster.model.order.OrderId;

/** What the system itself does about orders: notes silent units, frees people of ended orders. */
public final class CommitmentDesk {
  /** People freed in one transaction. */
  private static final int RELEASE_MAX = 500;

  private final AssignmentDesk assignmentDesk;
  private final AssignmentStore assignments = new AssignmentStore();
  private final QuotaStore quotas = new QuotaStore();
  private final Timers timers = new Timers();

  public CommitmentDesk(AssignmentDesk assignmentDesk) {
    this.assignmentDesk = assignmentDesk;
  }

  /** Notes the units that have not signed for an order in time (超时未签). */
  public void receiptOverdue(Work work, List<UUID> due) {
    for (UUID id : due) {
      quotas
          .lockCommitmentInForce(work.tx(), id)
          .filter(commitment -> commitment.signedAt().isEmpty())
          .ifPresent(
              commitment -> {
                var overdue = new ReceiptOverdue(commitment.order(), commitment.unit(), work.now());
                work.record(List.of(new Entry(id, commitment.version() + 1, overdue)), Origin.LIVE);
              });
    }
  }

  /** Frees the people of ended orders, some in each round until none is left. */
  public void release(Work work, List<UUID> due) {
    for (UUID order : due) {
      List<AssignmentId> active = assignments.toRelease(work.tx(), new OrderId(order), RELEASE_MAX);
      assignmentDesk.release(work, active);
      if (active.size() == RELEASE_MAX) {
        timers.set(work.tx(), Kind.RELEASE, List.of(order), work.now());
        work.due();
      }
    }
  }
}
