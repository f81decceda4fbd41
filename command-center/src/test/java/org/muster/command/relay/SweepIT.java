package org.muster.command.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.store.Letter;
import org.muster.command.store.Mailboxes;
import org.muster.command.store.Mailboxes.Position;
import org.muster.command.testing.TestDatabase;

final class SweepIT {
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final UUID ANNA = UUID.fromString("00000000-0000-0000-0000-00000000000a");

  private final Mailboxes mailboxes = new Mailboxes();
  private final List<Position> woken = new CopyOnWriteArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private TestDatabase test;

  @BeforeEach
  void open() {
    test = TestDatabase.fresh();
    var letter = new Letter(ANNA, UUID.randomUUID(), "notice", 1, "{}");
    test.database().transaction(sql -> mailboxes.deliver(sql, List.of(letter)));
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whoStandsWhereTheyStoodIsWoken() throws InterruptedException {
    sweep(List.of(0L, 0L), () -> false);
    assertEquals(List.of(new Position(ANNA, 1)), woken);
  }

  @Test
  void aLetterOnItsWayWasReadFromTheDatabaseAsWell() throws InterruptedException {
    sweep(List.of(0L, 1L), () -> false);
    assertEquals(List.of(), woken);
  }

  @Test
  void hintsThatNeverEndDoNotHoldUpTheSweepForEver() throws InterruptedException {
    sweep(List.of(0L, 0L), () -> true);
    assertTrue(woken.contains(new Position(ANNA, 1)));
  }

  /** Until it has asked so many times where Anna stands. */
  private void sweep(List<Long> answers, BooleanSupplier telling) throws InterruptedException {
    Iterator<Long> answer = answers.iterator();
    var sweep =
        new Sweep(
            test.database(),
            mailboxes,
            () -> {
              long stands = answer.next();
              if (!answer.hasNext()) {
                stopped.countDown();
              }
              return Map.of(ANNA, stands);
            },
            telling,
            woken::add);
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    sweep.run(AT_ONCE, stopped);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    assertTrue(stopped.await(30, TimeUnit.SECONDS));
    thread.join();
  }
}
