package org.muster.model.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.roster.Bar;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** What happens between an order and one unit that has to send people (单位承办). */
public sealed interface CommitmentEvent extends Event {
  OrderId order();

  UnitId unit();

  /** The liaison signed for the order (签收). */
  record ReceiptSigned(
      OrderId order, UnitId unit, Optional<NoteId> remark, AccountId by, Instant at)
      implements CommitmentEvent {}

  /** The time for signing passed in silence. */
  record ReceiptOverdue(OrderId order, UnitId unit, Instant at) implements CommitmentEvent {}

  /** The command post asked the unit once more (催办). */
  record UnitReminded(OrderId order, UnitId unit, AccountId by, Instant at)
      implements CommitmentEvent {}

  /** A silent unit's order climbed a step up the sender's line (催办升级). */
  record UnitEscalated(
      OrderId order, UnitId unit, Escalation.Step step, Escalation.Silence about, Instant at)
      implements CommitmentEvent {}

  /** Somebody has the silent unit in hand; it climbs no further. */
  record EscalationAcknowledged(
      OrderId order, UnitId unit, Escalation.Step step, AccountId by, Instant at)
      implements CommitmentEvent {}

  /** A liaison cannot go on with the order; the deputy is to take it over (转交). */
  record OrderHandedOver(
      OrderId order, UnitId unit, Optional<NoteId> remark, AccountId by, Instant at)
      implements CommitmentEvent {}

  /** Another liaison has the order in hand from now on (接手). */
  record OrderTakenOver(OrderId order, UnitId unit, AccountId by, Instant at)
      implements CommitmentEvent {}

  /** The liaison named people (报名单), in the order in which they are to be asked. */
  record NamesGiven(OrderId order, UnitId unit, List<Named> named, AccountId by, Instant at)
      implements CommitmentEvent {}

  /** By a decision of the unit's leader somebody who was named goes although bars say no (破例派出). */
  record BarsOverridden(
      OrderId order,
      UnitId unit,
      QuotaId quota,
      VolunteerId volunteer,
      Set<Bar> bars,
      NoteId reason,
      AccountId by,
      Instant at)
      implements CommitmentEvent {
    public BarsOverridden {
      bars = Set.copyOf(bars);
    }
  }

  /** The unit cannot send as many as it owes. */
  record ShortageReported(
      OrderId order,
      UnitId unit,
      Optional<QuotaId> quota,
      int count,
      Cause cause,
      Optional<NoteId> reason,
      Instant at)
      implements CommitmentEvent {}

  /** The people named for one quota. */
  record Named(QuotaId quota, List<VolunteerId> volunteers) {
    public Named {
      volunteers = List.copyOf(volunteers);
    }
  }

  /** How a shortage came to light. */
  enum Cause {
    /** At signing: the quota exceeds the people able to go. */
    ABLE,
    /** The liaison says so. */
    REPORTED,
    /** Nobody is left to be asked after refusals and silence. */
    EXHAUSTED
  }
}
