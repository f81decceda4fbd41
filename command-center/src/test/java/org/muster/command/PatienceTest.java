package org.muster.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.muster.command.store.UnavailableException;

final class PatienceTest {
  private final AtomicInteger tries = new AtomicInteger();

  @Test
  void aStartEndedBecauseTheDatabaseDidNotAnswerForAMoment() {
    Patience.ofAStart().untilDone(() -> answerAt(2));
    assertEquals(2, tries.get());
  }

  @Test
  void aDatabaseThatStaysAwayEndsTheStart() {
    var none = Patience.of(Duration.ofNanos(-1));
    assertThrows(UnavailableException.class, () -> none.untilDone(() -> answerAt(2)));
    assertEquals(1, tries.get());
  }

  @Test
  void anythingElseThatGoesWrongEndsItAtOnce() {
    var patience = Patience.ofAStart();
    assertThrows(
        IllegalStateException.class,
        () ->
            patience.untilDone(
                () -> {
                  tries.incrementAndGet();
                  throw new IllegalStateException("not of the database");
                }));
    assertEquals(1, tries.get());
  }

  private void answerAt(int attempt) {
    if (tries.incrementAndGet() < attempt) {
      throw new UnavailableException("no server takes writes");
    }
  }
}
