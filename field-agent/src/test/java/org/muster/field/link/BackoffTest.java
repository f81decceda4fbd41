package org.muster.field.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.muster.model.wire.CloseCode;

class BackoffTest {
  private static final Ending LOST = Ending.failed(new IllegalStateException("lost"));
  private static final Ending RESUME =
      Ending.closed(CloseCode.RESUME.number(), CloseCode.resumeReason(3));
  private final SplittableRandom random = new SplittableRandom(1);
  private final Backoff backoff = new Backoff(Pace.STANDARD);

  @Test
  void pausesGrowToAMinute() {
    assertBetween(950, 1_000, longest(0));
    assertBetween(1_900, 2_000, longest(1));
    assertBetween(57_000, 60_000, longest(12));
  }

  @Test
  void openOrderShortensThePause() {
    for (int i = 0; i < 100; i++) {
      Duration pause = backoff.next(LOST, true, random);
      assertTrue(pause.compareTo(Duration.ofSeconds(5)) <= 0, pause.toString());
    }
  }

  @Test
  void askedToResumeThePhoneComesWhenTold() {
    backoff.worked();
    assertEquals(Duration.ofSeconds(3), backoff.next(RESUME, false, random));
  }

  @Test
  void askedToResumeBeforeAnythingWorkedThePhoneAlsoSpreadsOut() {
    backoff.worked();
    backoff.next(RESUME, false, random);
    long longest = 0;
    for (int i = 0; i < 100; i++) {
      longest = Math.max(longest, backoff.next(RESUME, false, random).toMillis());
    }
    assertTrue(longest > 10_000, "longest pause " + longest);
  }

  private static void assertBetween(long least, long most, long value) {
    assertTrue(value >= least && value <= most, value + " ms");
  }

  /** The longest of many pauses after some failures. */
  private long longest(int failures) {
    long longest = 0;
    for (int i = 0; i < 500; i++) {
      var fresh = new Backoff(Pace.STANDARD);
      for (int failure = 0; failure < failures; failure++) {
        fresh.next(LOST, false, random);
      }
      longest = Math.max(longest, fresh.next(LOST, false, random).toMillis());
    }
    return longest;
  }
}
