package org.muster.command.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.muster.command.fault.Plan.InLaunch;

/** One seed of {@code scripts/faults}, with faults that are soon over. */
@Timeout(900)
class FaultE2E {
  private static final int ONLOOKERS = 100;
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** Which hardly hold the story up. */
  private static final List<Kind> BRIEF =
      List.of(
          Kind.DATABASE_KILLED,
          Kind.DATABASE_REFUSES,
          Kind.DATABASE_CUT,
          Kind.PHONES_CUT,
          Kind.PHONES_LOST,
          Kind.FRAMES_SHUFFLED);

  @Test
  void killedInMidLaunchAndAgainWhilePeopleAnswerNothingIsLostOrDoubled() throws Exception {
    long seed = Long.getLong("muster.faults.seed", System.nanoTime());
    System.out.println("FaultE2E seed " + seed);
    var random = new Random(seed);
    var kinds = new ArrayList<>(BRIEF);
    Collections.shuffle(kinds, random);
    kinds.add(random.nextInt(kinds.size()), Kind.SERVER_KILLED);

    var outcome = FaultStory.play(seed, new Plan(1, kinds, InLaunch.KILL, ONLOOKERS, LONGEST));

    System.out.println(new FaultTable(List.of(outcome)).text());
    assertEquals(Map.of(), outcome.faults());
    assertEquals(List.of(), outcome.surprises());
    assertTrue(outcome.isClean());
    assertTrue(outcome.made().size() > 1, "faults were made: " + outcome.made());
  }
}
