package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.muster.command.store.CommitmentStore;
import org.muster.command.store.CommitmentStore.Commitment;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.QuotaStore;
import org.muster.command.store.QuotaStore.Open;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.muster.command.store.UnitStore;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.order.CommitmentEvent;
import org.muster.model.order.CommitmentEvent.EscalationAcknowledged;
import org.muster.model.order.CommitmentEvent.ReceiptOverdue;
import org.muster.model.order.CommitmentEvent.UnitEscalated;
import org.muster.model.order.Escalation;
import org.muster.model.order.Escalation.Climb;
import org.muster.model.order.Escalation.Silence;
import org.muster.model.order.Escalation.Step;
import org.muster.model.order.OrderId;
import org.muster.model.roster.UnitId;

/**
 * Where the order of a silent unit climbs up the sender's line (催办升级), step by step, until somebody
 * signs, names, or says that they have it in hand.
 */
public final class EscalationDesk {
  private final Counter counter;
  private final Escalation escalation;
  private final OrderDesk orders;
  private final QuotaStore quotas = new QuotaStore();
  private final Timers timers = new Timers();

  public EscalationDesk(Counter counter, Escalation escalation, OrderDesk orders) {
    this.counter = counter;
    this.escalation = escalation;
    this.orders = orders;
  }

  /** Units that have not signed for an order in time (超时未签). */
  public void receiptOverdue(Work work, List<UUID> due) {
    for (Commitment unit : inForce(work, due)) {
      if (unit.signedAt().isEmpty()) {
        var overdue = new ReceiptOverdue(unit.order(), unit.unit(), work.now());
        record(work, unit, List.of(overdue, first(work, unit, Silence.RECEIPT)));
      }
    }
  }

  /** Units that have signed, and not named as many as they owe and could send. */
  public void namesOverdue(Work work, List<UUID> due) {
    for (Commitment unit : inForce(work, due)) {
      if (unit.signedAt().isEmpty()) {
        climbLater(work, Kind.NAMES, unit);
      } else if (unnamed(work, unit) > 0) {
        record(work, unit, List.of(first(work, unit, Silence.NAMES)));
      }
    }
  }

  /** The next step for units that are silent still. */
  public void climb(Work work, List<UUID> due) {
    for (Commitment unit : inForce(work, due)) {
      unit.climb()
          .filter(climb -> isSilent(work, unit, climb.about()))
          .flatMap(climb -> next(work, unit, climb))
          .ifPresent(escalated -> record(work, unit, List.of(escalated)));
    }
  }

  private static Optional<CommitmentEvent> next(Work work, Commitment unit, Climb climb) {
    return Escalation.next(climb).map(step -> escalated(work, unit, step, climb.about()));
  }

  /**
   * Somebody of the unit, or the command post that has rung it, has the silence in hand.
   *
   * @param wanted needed of those who speak for several units
   */
  public JsonNode acknowledge(Envelope envelope, OrderId id, Optional<UnitId> wanted) {
    UnitId unit = LiaisonDesk.unit(envelope.principal(), wanted);
    return counter.handle(
        envelope,
        work -> {
          if (envelope.principal().commands()) {
            int _ = orders.lock(work, envelope.principal(), id).version();
          }
          Commitment commitment =
              CommitmentStore.lock(work.tx(), id, unit)
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          Climb climb =
              commitment.climb().orElseThrow(() -> new RefusedException(Refusal.CONFLICT));
          if (!climb.acknowledged()) {
            var acknowledged =
                new EscalationAcknowledged(
                    id, unit, climb.step(), envelope.principal().id(), work.now());
            append(work, commitment, List.of(acknowledged));
          }
          return Map.of("order", id, "unit", unit, "step", climb.step());
        });
  }

  /**
   * What the deputy is called by at once, where the unit still owes something and nobody above the
   * liaison has been asked.
   */
  Optional<CommitmentEvent> toDeputy(Work work, Commitment unit) {
    boolean isCalled = unit.climb().filter(climb -> !climb.acknowledged()).isPresent();
    return Stream.of(Silence.values())
        .filter(about -> !isCalled && isSilent(work, unit, about))
        .findFirst()
        .map(about -> escalated(work, unit, Step.DEPUTY, about));
  }

  private List<Commitment> inForce(Work work, List<UUID> due) {
    var found = new ArrayList<Commitment>();
    due.stream()
        .sorted()
        .forEach(id -> CommitmentStore.lockInForce(work.tx(), id).ifPresent(found::add));
    return found;
  }

  private boolean isSilent(Work work, Commitment unit, Silence about) {
    return switch (about) {
      case RECEIPT -> unit.signedAt().isEmpty();
      case NAMES -> unnamed(work, unit) > 0;
    };
  }

  /** Places without a name for which the unit has people, as far as is known. */
  private int unnamed(Work work, Commitment unit) {
    int open =
        quotas.ofUnit(work.tx(), unit.order(), unit.unit()).stream().mapToInt(Open::toName).sum();
    return open - Math.max(unit.ableShort(), unit.toldShort());
  }

  private static CommitmentEvent first(Work work, Commitment unit, Silence about) {
    boolean isDeputysTurn = unit.charge().takenBy().isEmpty();
    boolean hasDeputy =
        isDeputysTurn
            && UnitStore.liaisons(work.tx(), List.of(unit.unit())).stream()
                .anyMatch(liaison -> liaison.rank().equals("deputy"));
    return escalated(work, unit, Escalation.first(hasDeputy), about);
  }

  private static CommitmentEvent escalated(Work work, Commitment unit, Step step, Silence about) {
    return new UnitEscalated(unit.order(), unit.unit(), step, about, work.now());
  }

  /** Records what happened to a unit; it climbs on unless somebody has it in hand by then. */
  void record(Work work, Commitment unit, List<CommitmentEvent> events) {
    append(work, unit, events);
    climbLater(work, Kind.ESCALATION, unit);
  }

  private void climbLater(Work work, Kind kind, Commitment unit) {
    timers.set(work.tx(), kind, List.of(unit.id().value()), work.now().plus(escalation.every()));
  }

  static void append(Work work, Commitment unit, List<CommitmentEvent> events) {
    var entries = new ArrayList<Entry>();
    for (CommitmentEvent event : events) {
      entries.add(new Entry(unit.id().value(), unit.version() + entries.size() + 1, event));
    }
    work.record(entries, unit.space());
  }
}
