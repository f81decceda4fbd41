package org.muster.model.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.Decision;
import org.muster.model.FieldProblem;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.registry.RosterEvent.TimeOffGranted;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.VolunteerId;

/** The ledger of compensatory leave. */
final class TimeOffTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final AccountId BY = new AccountId(new UUID(0, 8));
  private static final VolunteerId WHO = new VolunteerId(new UUID(0, 1));
  private static final UUID ENTRY = new UUID(0, 3);
  private static final TimeSpan FOUR_HOURS = new TimeSpan(NOON, NOON.plusSeconds(4 * 3600));

  @Test
  void noMoreIsGrantedThanWasServed() {
    var ledger = new TimeOff(300, 100);
    assertEquals(
        Decision.accepted(new TimeOffGranted(ENTRY, WHO, 200, FOUR_HOURS, BY, NOON)),
        ledger.grant(new TimeOff.Grant(ENTRY, WHO, FOUR_HOURS, 200), BY, NOON));
    var refused =
        assertThrows(
            RefusedException.class,
            () -> ledger.grant(new TimeOff.Grant(ENTRY, WHO, FOUR_HOURS, 201), BY, NOON));
    assertEquals(List.of(new FieldProblem("minutes", "at most 200")), refused.problems());
  }

  @Test
  void dutyCorrectedAfterwardsMayLeaveTheBalanceBelowZero() {
    assertEquals(-40, new TimeOff(60, 100).balance());
  }

  @Test
  void aGrantIsNeitherEmptyNorLongerThanItsSpan() {
    assertThrows(RefusedException.class, () -> new TimeOff.Grant(ENTRY, WHO, FOUR_HOURS, 0));
    assertThrows(RefusedException.class, () -> new TimeOff.Grant(ENTRY, WHO, FOUR_HOURS, 241));
  }
}
