package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.command.store.CommitmentStore;
import org.muster.command.store.CommitmentStore.Commitment;
import org.muster.command.store.UnitStore;
import org.muster.model.Decision;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.order.CommitmentEvent;
import org.muster.model.order.CommitmentEvent.EscalationAcknowledged;
import org.muster.model.order.CommitmentEvent.OrderHandedOver;
import org.muster.model.order.CommitmentEvent.OrderTakenOver;
import org.muster.model.order.Escalation.Climb;
import org.muster.model.order.OrderId;
import org.muster.model.roster.UnitId;

/**
 * Where a liaison hands an order over to the deputy (转交备用联络员), and the deputy takes it over (接手).
 *
 * <p>A hand-over climbs to the deputy at once, as silence does at the deadline; a deputy who is
 * silent as well is climbed over in turn. Taking over ends the climb.
 */
public final class ChargeDesk {
  private final Counter counter;
  private final EscalationDesk escalations;

  public ChargeDesk(Counter counter, EscalationDesk escalations) {
    this.counter = counter;
    this.escalations = escalations;
  }

  /** Refused where nobody else of the unit could take it over. */
  public JsonNode handOver(Envelope envelope, OrderId id, Optional<String> remark) {
    UnitId unit = LiaisonDesk.unit(envelope.principal(), Optional.empty());
    AccountId by = envelope.principal().id();
    return counter.handle(
        envelope,
        work -> {
          Commitment commitment = lock(work, id, unit);
          var note = remark.filter(text -> !text.isBlank()).map(work::note);
          var wanted = new OrderHandedOver(id, unit, note, by, work.now());
          boolean hasAnother = UnitStore.hasOtherLiaison(work.tx(), unit, by);
          var events = decided(commitment.charge().handOver(wanted, hasAnother));
          if (!events.isEmpty()) {
            escalations.toDeputy(work, commitment).ifPresent(events::add);
            escalations.record(work, commitment, events);
          }
          return Map.of("order", id, "unit", unit);
        });
  }

  /** Refused where nobody handed it over and nobody is silent. */
  public JsonNode takeOver(Envelope envelope, OrderId id) {
    UnitId unit = LiaisonDesk.unit(envelope.principal(), Optional.empty());
    AccountId by = envelope.principal().id();
    return counter.handle(
        envelope,
        work -> {
          Commitment commitment = lock(work, id, unit);
          Optional<Climb> silent = commitment.climb().filter(climb -> !climb.acknowledged());
          var wanted = new OrderTakenOver(id, unit, by, work.now());
          var events = decided(commitment.charge().takeOver(wanted, silent.isPresent()));
          if (!events.isEmpty()) {
            silent
                .map(climb -> new EscalationAcknowledged(id, unit, climb.step(), by, work.now()))
                .ifPresent(events::add);
            EscalationDesk.append(work, commitment, events);
          }
          return Map.of("order", id, "unit", unit);
        });
  }

  private static List<CommitmentEvent> decided(Decision<CommitmentEvent> decision) {
    return switch (decision) {
      case Decision.Accepted<CommitmentEvent> accepted -> new ArrayList<>(accepted.events());
      case Decision.Refused<CommitmentEvent> refused ->
          throw new RefusedException(refused.refusal());
    };
  }

  private Commitment lock(Work work, OrderId id, UnitId unit) {
    return CommitmentStore.lock(work.tx(), id, unit)
        .flatMap(found -> CommitmentStore.lockInForce(work.tx(), found.id().value()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }
}
