package org.muster.command.timer;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.muster.command.desk.AcceptanceDesk;
import org.muster.command.desk.AlertDesk;
import org.muster.command.desk.AssignmentDesk;
import org.muster.command.desk.CommitmentDesk;
import org.muster.command.desk.Counter;
import org.muster.command.desk.EscalationDesk;
import org.muster.command.desk.Filling;
import org.muster.command.desk.RecordDesk;
import org.muster.command.desk.RequestDispatch;
import org.muster.command.desk.ShockTeamDesk;
import org.muster.command.desk.VoidDesk;
import org.muster.command.desk.Work;
import org.muster.command.store.Leases;
import org.muster.command.store.Leases.Lease;
import org.muster.command.store.Leases.LeaseLostException;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.muster.command.store.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done when a timer's time has come: one bounded transaction a round. */
public final class DueWork {
  private static final int BATCH_MAX = 500;

  /** What falls due while a batch is written waits for it; so it is not a long one. */
  private static final int ANSWERS_MAX = 150;

  /** Units whose shock teams are counted in one transaction; some thousand people. */
  private static final int UNITS_MAX = 100;

  /** Orders whose open offers are looked at in one transaction. */
  private static final int ORDERS_MAX = 5;

  /** Rounds of a launch at a time. */
  private static final int FILLERS = 2;

  private static final Duration TOGETHER_MAX = Duration.ofSeconds(1);

  private static final Duration SET_ASIDE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

  private final Counter counter;
  private final Filling filling;
  private final int offersMax;
  private final LaunchWatch launches;
  private final Timers timers = new Timers();
  private final Leases leases = new Leases();
  private final Map<Kind, Round> deadlines;
  private final Map<Kind, Round> looks;

  /** The desks that due work goes to. */
  public record Desks(
      Filling filling,
      AssignmentDesk assignments,
      CommitmentDesk commitments,
      EscalationDesk escalations,
      RecordDesk records,
      ShockTeamDesk shockTeams,
      AlertDesk alerts,
      RequestDispatch requests) {}

  /**
   * @param offersMax offers made in one transaction of a launch
   */
  public DueWork(Counter counter, Desks desks, int offersMax, LaunchWatch launches) {
    this.counter = counter;
    this.filling = desks.filling();
    this.offersMax = offersMax;
    this.launches = launches;
    deadlines =
        rounds(
            new Round(Kind.RELEASE, desks.commitments()::release, BATCH_MAX),
            new Round(Kind.ANSWER, desks.assignments()::expire, ANSWERS_MAX),
            new Round(Kind.RECEIPT, desks.escalations()::receiptOverdue, BATCH_MAX),
            new Round(Kind.NAMES, desks.escalations()::namesOverdue, BATCH_MAX),
            new Round(Kind.ESCALATION, desks.escalations()::climb, BATCH_MAX),
            new Round(Kind.AGREE, desks.records()::agreeBySilence, BATCH_MAX),
            new Round(Kind.REQUEST, desks.requests()::follow, BATCH_MAX));
    looks =
        rounds(
            new Round(Kind.ALERT, desks.alerts()::climb, ORDERS_MAX),
            new Round(Kind.VOIDS, new VoidDesk()::look, ORDERS_MAX),
            new Round(Kind.SHOCK_TEAM, desks.shockTeams()::count, UNITS_MAX),
            new Round(Kind.ACCEPTANCE, new AcceptanceDesk()::count, 1));
  }

  /** What {@link #doDeadlines} looks for. */
  Set<Kind> deadlines() {
    return deadlines.keySet();
  }

  /** What {@link #lookAround} looks for. */
  Set<Kind> looks() {
    return looks.keySet();
  }

  private static Map<Kind, Round> rounds(Round... rounds) {
    var byKind = new EnumMap<Kind, Round>(Kind.class);
    Arrays.stream(rounds).forEach(round -> byKind.put(round.kind(), round));
    return byKind;
  }

  /**
   * Fills until nothing is due. Rounds grow from a few offers to the full size, and then run side
   * by side: while the database writes one, the next is made ready. All hold the lease, so now and
   * then there is a moment without any, or it could not be renewed. Who finds nothing may have
   * found all in other hands, and these may leave something: only a time when nobody took anything
   * ends it.
   */
  public void fillAll(Lease lease) {
    var pace = new LaunchPace(offersMax);
    boolean more = true;
    while (more && !pace.isFull()) {
      more = fillSome(lease, pace) > 0;
    }
    while (more) {
      long began = System.nanoTime();
      var any = new AtomicBoolean();
      Crew.work(
          FILLERS,
          () -> {
            while (System.nanoTime() - began < TOGETHER_MAX.toNanos()
                && fillSome(lease, pace) > 0) {
              any.set(true);
            }
          });
      more = any.get();
    }
  }

  private int fillSome(Lease lease, LaunchPace pace) {
    var offered = new AtomicInteger();
    Deed fill = (work, due) -> offered.set(filling.fill(work, due, pace.offers()));
    int taken = round(lease, new Round(Kind.FILL, fill, pace.quotas()));
    if (offered.get() > 0) {
      launches.round();
    }
    pace.took(taken, offered.get());
    return taken;
  }

  /** Does what somebody was promised a time for; returns how many rows were taken. */
  public int doDeadlines(Lease lease) {
    return doDue(lease, deadlines);
  }

  /** Looks at whole orders and units whose turn it is; returns how many rows were taken. */
  public int lookAround(Lease lease) {
    return doDue(lease, looks);
  }

  private int doDue(Lease lease, Map<Kind, Round> rounds) {
    Set<Kind> due = counter.database().read(sql -> timers.due(sql, rounds.keySet(), counter.now()));
    return rounds.values().stream()
        .filter(round -> due.contains(round.kind()))
        .mapToInt(round -> round(lease, round))
        .sum();
  }

  @FunctionalInterface
  private interface Deed {
    void perform(Work work, List<UUID> due);
  }

  private record Round(Kind kind, Deed deed, int size) {
    Round single() {
      return new Round(kind, deed, 1);
    }
  }

  /** A row that cannot be done is set aside for a while, so that it does not hold up the others. */
  private int round(Lease lease, Round round) {
    try {
      return attempt(lease, round);
    } catch (LeaseLostException | UnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      if (round.size() == 1) {
        LOG.error("due work of kind {} failed and is set aside", round.kind(), e);
        return setAside(lease, round.kind());
      }
      LOG.warn("a batch of kind {} failed and is done one by one", round.kind());
      return IntStream.range(0, round.size()).map(_ -> round(lease, round.single())).sum();
    }
  }

  private int attempt(Lease lease, Round round) {
    return counter.work(
        work -> {
          List<UUID> due = take(work, lease, round.kind(), round.size());
          if (!due.isEmpty()) {
            round.deed().perform(work, due);
          }
          return due.size();
        });
  }

  private int setAside(Lease lease, Kind kind) {
    return counter.work(
        work -> {
          List<UUID> due = take(work, lease, kind, 1);
          timers.set(work.tx(), kind, due, work.now().plus(SET_ASIDE));
          return due.size();
        });
  }

  private List<UUID> take(Work work, Lease lease, Kind kind, int limit) {
    leases.hold(work.tx(), lease);
    return timers.take(work.tx(), kind, work.now(), limit);
  }
}
