package org.muster.command.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.muster.command.fault.Plan.InLaunch;

/** PostgreSQL dies while a street is mobilised, and its synchronous standby is promoted. */
@Timeout(600)
class FailoverE2E {
  private static final int ONLOOKERS = 50;

  @Test
  void whatWasAcknowledgedOutlivesTheDatabaseAndTheServerGoesOnWithoutARestart() throws Exception {
    long seed = Long.getLong("muster.faults.seed", System.nanoTime());
    System.out.println("FailoverE2E seed " + seed);
    var plan =
        new Plan(
            1,
            List.of(Kind.DATABASE_FAILED_OVER),
            InLaunch.NOTHING,
            ONLOOKERS,
            Duration.ofSeconds(2));

    var outcome = FaultStory.play(seed, plan);

    System.out.println(new FaultTable(List.of(outcome)).text());
    assertEquals(Map.of(), outcome.faults());
    assertEquals(List.of(), outcome.surprises());
    assertTrue(outcome.isClean());
    assertEquals(1, outcome.made().size());
  }
}
