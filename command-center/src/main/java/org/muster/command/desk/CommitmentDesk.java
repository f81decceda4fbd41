package org.muster.command.desk;

import java.util.List;
import java.util.UUID;
import org.muster.command.store.AssignmentStore;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;

/** What the system itself does about orders: it frees the people of those that ended. */
public final class CommitmentDesk {
  /** People freed in one transaction. */
  private static final int RELEASE_MAX = 500;

  private final AssignmentDesk assignmentDesk;
  private final AssignmentStore assignments = new AssignmentStore();
  private final Timers timers = new Timers();

  public CommitmentDesk(AssignmentDesk assignmentDesk) {
    this.assignmentDesk = assignmentDesk;
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
