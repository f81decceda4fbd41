package org.muster.command.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class CrewTest {
  @Test
  void itsMembersWorkAtTheSameTime() {
    var all = new CountDownLatch(2);
    Crew.work(
        2,
        () -> {
          all.countDown();
          try {
            all.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertEquals(0, all.getCount());
  }

  @Test
  void aFailureOfOneIsThrownWhenAllHaveEnded() {
    var turns = new AtomicInteger();
    var failure = new IllegalStateException("lost");
    var thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                Crew.work(
                    2,
                    () -> {
                      if (turns.incrementAndGet() == 1) {
                        throw failure;
                      }
                    }));
    assertEquals(failure, thrown);
    assertEquals(2, turns.get());
  }

  @Test
  void othersGiveWayFromTheFirstRoundOfALaunch() {
    var launches = new LaunchWatch(() -> {});
    assertFalse(launches.isOn());
    launches.round();
    assertTrue(launches.isOn());
  }
}
