package org.muster.model.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.Decision;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.order.CommitmentEvent.OrderHandedOver;
import org.muster.model.order.CommitmentEvent.OrderTakenOver;
import org.muster.model.roster.UnitId;

/** Who may hand an order over, and who may take it. */
final class ChargeTest {
  private static final AccountId LIAISON = new AccountId(new UUID(0, 1));
  private static final AccountId DEPUTY = new AccountId(new UUID(0, 2));
  private static final Charge NOBODYS = new Charge(Optional.empty(), Optional.empty());
  private static final Charge HANDED = new Charge(Optional.of(LIAISON), Optional.empty());
  private static final Charge TAKEN = new Charge(Optional.empty(), Optional.of(DEPUTY));

  @Test
  void aLiaisonHandsOverOnceAndOnlyWhereSomebodyCouldTakeIt() {
    assertEquals(Decision.accepted(handOver(LIAISON)), NOBODYS.handOver(handOver(LIAISON), true));
    assertEquals(Decision.refused(Refusal.CONFLICT), NOBODYS.handOver(handOver(LIAISON), false));
    assertEquals(Decision.unchanged(), HANDED.handOver(handOver(LIAISON), true));
    assertEquals(Decision.accepted(handOver(DEPUTY)), TAKEN.handOver(handOver(DEPUTY), true));
  }

  @Test
  void theDeputyTakesOverWhatWasHandedOverOrIsSilent() {
    assertEquals(Decision.accepted(takeOver(DEPUTY)), HANDED.takeOver(takeOver(DEPUTY), false));
    assertEquals(Decision.accepted(takeOver(DEPUTY)), NOBODYS.takeOver(takeOver(DEPUTY), true));
    assertEquals(Decision.refused(Refusal.CONFLICT), NOBODYS.takeOver(takeOver(DEPUTY), false));
    assertEquals(Decision.unchanged(), TAKEN.takeOver(takeOver(DEPUTY), false));
  }

  @Test
  void whoHandedOverMayTakeItBack() {
    assertEquals(Decision.accepted(takeOver(LIAISON)), HANDED.takeOver(takeOver(LIAISON), false));
  }

  private static OrderHandedOver handOver(AccountId by) {
    return new OrderHandedOver(order(), unit(), Optional.empty(), by, Instant.EPOCH);
  }

  private static OrderTakenOver takeOver(AccountId by) {
    return new OrderTakenOver(order(), unit(), by, Instant.EPOCH);
  }

  private static OrderId order() {
    return new OrderId(new UUID(0, 9));
  }

  private static UnitId unit() {
    return new UnitId(new UUID(0, 8));
  }
}
