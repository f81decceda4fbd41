package org.muster.command.timer;

import java.util.List;
import java.util.UUID;
import org.muster.command.desk.AssignmentDesk;
import org.muster.command.desk.CommitmentDesk;
import org.muster.command.desk.Counter;
import org.muster.command.desk.Filling;
import org.muster.command.desk.RecordDesk;
import org.muster.command.desk.Work;
import org.muster.command.store.Leases;
import org.muster.command.store.Leases.Lease;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;

/** What is done when a timer's time has come: one bounded transaction a round. */
public final class DueWork {
  /** Quotas of a launch's first round: few, so that the first phones ring at once. */
  private static final int FILL_FIRST = 4;

  private static final int BATCH_MAX = 500;

  private final Counter counter;
  private final Filling filling;
  private final AssignmentDesk assignments;
  private final CommitmentDesk commitments;
  private final RecordDesk records;
  private final int quotasMax;
  private final Timers timers = new Timers();
  private final Leases leases = new Leases();

  /** The desks that due work goes to. */
  public record Desks(
      Filling filling,
      AssignmentDesk assignments,
      CommitmentDesk commitments,
      RecordDesk records) {}

  /**
   * @param quotasMax quotas filled in one transaction of a launch
   */
  public DueWork(Counter counter, Desks desks, int quotasMax) {
    this.counter = counter;
    this.filling = desks.filling();
    this.assignments = desks.assignments();
    this.commitments = desks.commitments();
    this.records = desks.records();
    this.quotasMax = quotasMax;
  }

  /** Fills until nothing is due; rounds grow from a few quotas to the full size. */
  public void fillAll(Lease lease) {
    int size = Math.min(FILL_FIRST, quotasMax);
    while (fill(lease, size) == size) {
      size = Math.min(size * 4, quotasMax);
    }
  }

  private int fill(Lease lease, int size) {
    return counter.work(
        work -> {
          List<UUID> due = take(work, lease, Kind.FILL, size);
          if (!due.isEmpty()) {
            filling.fill(work, due);
          }
          return due.size();
        });
  }

  /** Does everything else that is due; returns how many rows were taken. */
  public int doOthers(Lease lease) {
    return round(lease, Kind.RELEASE, commitments::release)
        + round(lease, Kind.ANSWER, assignments::expire)
        + round(lease, Kind.RECEIPT, commitments::receiptOverdue)
        + round(lease, Kind.AGREE, records::agreeBySilence);
  }

  @FunctionalInterface
  private interface Deed {
    void perform(Work work, List<UUID> due);
  }

  private int round(Lease lease, Kind kind, Deed deed) {
    return counter.work(
        work -> {
          List<UUID> due = take(work, lease, kind, BATCH_MAX);
          if (!due.isEmpty()) {
            deed.perform(work, due);
          }
          return due.size();
        });
  }

  private List<UUID> take(Work work, Lease lease, Kind kind, int limit) {
    leases.hold(work.tx(), lease);
    return timers.take(work.tx(), kind, work.now(), limit);
  }
}
