package org.muster.model.order;

import java.util.Optional;
import org.muster.model.Decision;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.order.CommitmentEvent.OrderHandedOver;
import org.muster.model.order.CommitmentEvent.OrderTakenOver;

/**
 * Which liaison of a unit has an order in hand: whoever cannot go on hands it over to the deputy,
 * and the deputy takes it over, also from a liaison who is silent. It bars nobody from signing or
 * naming; it says whose turn it is.
 *
 * @param handedBy who handed it over last, until somebody took it over
 * @param takenBy who took it over last
 */
public record Charge(Optional<AccountId> handedBy, Optional<AccountId> takenBy) {

  /**
   * @param hasAnother whether the unit has another liaison who can sign in
   */
  public Decision<CommitmentEvent> handOver(OrderHandedOver wanted, boolean hasAnother) {
    if (handedBy.filter(wanted.by()::equals).isPresent()) {
      return Decision.unchanged();
    }
    return hasAnother ? Decision.accepted(wanted) : Decision.refused(Refusal.CONFLICT);
  }

  /**
   * @param isSilent whether the unit's silence has climbed and nobody has it in hand
   */
  public Decision<CommitmentEvent> takeOver(OrderTakenOver wanted, boolean isSilent) {
    if (handedBy.isEmpty() && !isSilent) {
      return takenBy.filter(wanted.by()::equals).isPresent()
          ? Decision.unchanged()
          : Decision.refused(Refusal.CONFLICT);
    }
    return Decision.accepted(wanted);
  }
}
